"""The next steps at the end of a walk: each does something now."""

from dataclasses import dataclass

from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class AskTeam(Command):
    """« Demander à mon équipe »: post this question in the channels of one's group, under one's own name."""

    walk_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawQuestion(Command):
    """Take back a question asked of one's team."""

    question_id: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command):
    """Answer a question that a peer asked their team."""

    question_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TalkAbout(Command):
    """« En parler »: send these words to who runs the walk's community. Nothing of the walk goes along."""

    walk_id: str
    to_id: str
    text: str


@dataclass(frozen=True, slots=True)
class MakeSmaller(Command):
    """« Essayer en plus petit »: the walk's challenge, or project, in these words from now on."""

    walk_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ComeBackTo(Command):
    """« Y revenir dans une semaine »: be written to about this walk then."""

    walk_id: str


@dataclass(frozen=True, slots=True)
class DropReturn(Command):
    """« Annuler ce rappel »."""

    walk_id: str
