"""Which card each kind of message is, and which view it is drawn from.

Every function takes the message, what its reader may see of the facts, and the reader's speech. The view's type is
the annotation of the second parameter: :func:`needs` reads it, so that what is loaded can be checked.
"""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from bot.cards import (
    actions,
    asking,
    care,
    challenge,
    files,
    groups,
    guide,
    house,
    next_steps,
    notebook,
    peers,
    principal,
    quiet,
    reports,
    reviews,
    settings,
    shared,
    syntheses,
    team,
    team_questions,
    traces,
    walk_shares,
)
from bot.cards.card import Card, Drawing
from bot.texts.words import Speech
from community.messages import About

DRAWN: dict[str, Drawing] = {
    **house.DRAWN,
    **asking.DRAWN,
    **challenge.DRAWN,
    **peers.DRAWN,
    **team.DRAWN,
    **reports.DRAWN,
    **actions.DRAWN,
    **notebook.DRAWN,
    **shared.DRAWN,
    **groups.DRAWN,
    **settings.DRAWN,
    **syntheses.DRAWN,
    **traces.DRAWN,
    **quiet.DRAWN,
    **care.DRAWN,
    **guide.DRAWN,
    **files.DRAWN,
    **reviews.DRAWN,
    **principal.DRAWN,
    **team_questions.DRAWN,
    **next_steps.DRAWN,
    **walk_shares.DRAWN,
}
"""Kind of message → its card: each noun's file has its own."""


def draw(message: About, seen: object, speech: Speech) -> Card:
    """The card of ``message``. ``seen`` is a view of the type :func:`needs` names; the speech is the reader's.

    Raises ``TypeError`` for another view: what is drawn must be what was loaded for this reader.
    """
    view = needs(type(message))
    if not isinstance(seen, view or type(None)):
        raise TypeError(f"{type(message).__name__} is drawn from {view}, not from {type(seen).__name__}")
    kind = _kind(type(message))
    return quiet.with_fewer(DRAWN[kind](message, seen, speech), kind, speech)


def needs(message_type: type[About]) -> type | None:
    """The view (community/views.py) that this kind of message is drawn from; ``None`` when it needs no facts."""
    return _NEEDS[_kind(message_type)]


def _kind(message_type: type[About]) -> str:
    return str(message_type.model_fields["kind"].default)


def _needed(function: Callable[..., Any]) -> type | None:
    second = list(inspect.signature(function).parameters)[1]
    view = get_type_hints(function)[second]
    return None if view is type(None) else view


_NEEDS = {kind: _needed(function) for kind, function in DRAWN.items()}
