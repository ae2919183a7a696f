"""Carry out what was asked for: a command and a connection → rows, and the messages that say so."""

from bot.handlers import (
    accounts,
    actions,
    care,
    challenges,
    files,
    groups,
    guide,
    next_steps,
    peers,
    principal,
    quiet,
    reports,
    showing,
    syntheses,
    team_questions,
    traces,
    walk_shares,
)
from bot.handlers.acting import Acting, Also, Begin, Handler
from community.commands import Command
from community.messages import Message

HANDLES: dict[type[Command], Handler] = {
    **accounts.HANDLES,
    **challenges.HANDLES,
    **peers.HANDLES,
    **syntheses.HANDLES,
    **traces.HANDLES,
    **quiet.HANDLES,
    **care.HANDLES,
    **reports.HANDLES,
    **actions.HANDLES,
    **groups.HANDLES,
    **showing.HANDLES,
    **guide.HANDLES,
    **principal.HANDLES,
    **files.HANDLES,
    **team_questions.HANDLES,
    **next_steps.HANDLES,
    **walk_shares.HANDLES,
}
"""Each kind of command, and what carries it out: each noun's file has its own."""


def carry_out(command: Command, acting: Acting) -> Message | Begin | Also:
    """Do it, if it is theirs to do, and say what became of it."""
    return HANDLES[type(command)](command, acting)
