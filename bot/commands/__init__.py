"""The commands of `python -m bot`, one a module: `add_to` says how it is called, `run` does it.

What is imported at the top of these modules, `--help` waits for; so `run` imports what it works with.
"""
