"""What goes wrong on the way up, in one line a person can act on."""


class CannotStart(Exception):
    """The message is the whole line shown; the command then ends with exit code 1."""
