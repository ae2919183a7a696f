"""What all commands share."""


class Command:
    """One thing asked for: a frozen dataclass of ids, choices and words. It says nothing of who asks."""

    __slots__ = ()
