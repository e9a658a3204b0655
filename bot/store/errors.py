"""What can be wrong with a database, in words for whoever runs the bot."""


class BadDatabase(Exception):
    """The database cannot be used; the message says why and what to do, and holds no password."""
