"""The commands of `python -m bot`, one per module: `add_to` adds the parser, `run` runs the command.

`--help` waits for the imports at the top of these modules, so `run` imports what it needs.
"""
