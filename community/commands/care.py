"""A word to somebody, and whether one's own name may stand in « À qui faire signe »."""

from dataclasses import dataclass

from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class WriteLetter(Command):
    """Send these words to this person, under my name."""

    to_id: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerLetter(Command):
    """Send these words back to who wrote that letter, and to nobody else."""

    letter_id: str
    text: str


@dataclass(frozen=True, slots=True)
class SignalMe(Command):
    """Whether my name may stand in « À qui faire signe »."""

    wanted: bool
