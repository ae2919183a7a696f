"""One's own walk through the guide: its six lines, its end and what may come next, its notes.

How a line stands is said in words, never by colour alone.
"""

from bot.cards.card import Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card, clipped
from bot.texts.words import Parameter, Speech
from community.guide import Does, Moment
from community.messages import WalkLines, WalkMore, WalkNotes, WalkPage
from community.views import WalkView
from community.walk import Given, Line, LineState, Walk, line_id, next_steps

NOTES_SHOWN = 4
"""Notes on one page, each with its button: two buttons are left to turn it."""
_STEPS: dict[Does, str] = {
    Does.ASK_TEAM: "start.ask_team",
    Does.TALK: "start.talk",
    Does.SMALLER: "start.smaller",
    Does.COME_BACK: "do.come_back",
}
"""The button of each next step."""
_STEPS_SHOWN = 4


def walk(message: WalkPage, seen: WalkView, speech: Speech) -> Card:
    """Where it stands: in the middle of a leg, its lines and the way on; at the end, what may come next."""
    found = seen.walk
    if found.at is not None:
        return card(
            speech,
            *_about(found),
            line_facts(found, speech),
            title=speech("walk.title.going_on"),
            buttons=buttons(
                speech,
                f"do.turn_to.{line_id(found.walk_id, found.at)}",
                "show.walk_lines",
                "show.walk_more",
                kind="walk_going_on",
            ),
        )
    return card(
        speech,
        *_about(found),
        *_end(found, speech),
        line_facts(found, speech),
        *([Paragraph(speech("walk.comes_back", at=seen.comes_back))] if seen.comes_back is not None else []),
        Paragraph(speech("walk.yours"), subtle=True),
        title=speech("walk.title.ended"),
        buttons=_next(seen, speech),
    )


def walk_lines(message: WalkLines, seen: WalkView, speech: Speech) -> Card:
    """Each line, with the button that opens its question."""
    found = seen.walk
    return card(
        speech,
        *_about(found),
        line_facts(found, speech),
        title=speech("walk_lines.title"),
        buttons=tuple(
            Button(
                f"do.turn_to.{line_id(found.walk_id, line.criterion.first.key)}",
                clipped(line.criterion.name.into(speech.locale)),
            )
            for line in found.lines()
        ),
    )


def _page(seen: WalkView) -> tuple[str, ...]:
    """The page for the principal: the one there is, else a new one where it is offered."""
    if seen.page_id is not None:
        return (f"show.own_page.{seen.page_id}",)
    return (f"start.principal_page.{seen.walk.walk_id}",) if seen.principal_page else ()


def walk_more(message: WalkMore, seen: WalkView, speech: Speech) -> Card:
    """The full tour, the lines, what is shown of it to others, the page for the principal, else the notes.

    With a page, the notes are a press further, under « Montrer à quelqu'un »: there are six buttons. The parents of
    the guide are credited.
    """
    guide = seen.walk.guide
    return card(
        speech,
        *_about(seen.walk),
        Paragraph(speech("walk_more.p1")),
        Paragraph(
            speech("walk_more.parents", title=guide.title.into(speech.locale), version=guide.version), subtle=True
        ),
        *(Paragraph(parent.said.into(speech.locale), subtle=True) for parent in guide.parents),
        title=speech("walk_more.title"),
        buttons=buttons(
            speech,
            "do.walk_all",
            "show.walk_shares" if seen.shows else "start.share_walk",
            "do.take_walk",
            *(_page(seen) or ("show.walk_notes",)),
            "show.walk_lines",
            "show.walk",
            kind="walk_more",
        ),
    )


def walk_notes(message: WalkNotes, seen: WalkView, speech: Speech) -> Card:
    """The notes, which of them go along, and a button for each to choose."""
    found = seen.walk
    noted = [given for _, question in found.guide.questions() if (given := found.answers.get(question.key)) is not None]
    noted = [given for given in noted if given.note]
    pages = max(1, -(-len(noted) // NOTES_SHOWN))
    page = min(message.page, pages - 1)
    shown = noted[page * NOTES_SHOWN : (page + 1) * NOTES_SHOWN]
    blocks: list[Block] = [Paragraph(speech("walk_notes.p1" if noted else "walk_notes.none"))]
    for number, given in enumerate(shown, page * NOTES_SHOWN + 1):
        blocks += _note(number, given, seen, speech)
    turned = [Button(f"list.page.{page - 1}", speech("walk_notes.before"))] if page > 0 else []
    turned += [Button(f"list.page.{page + 1}", speech("walk_notes.after"))] if page + 1 < pages else []
    back = list(buttons(speech, "show.walk", *([] if turned else ["start.share_walk"])))
    back = [] if len(turned) == 2 else back
    toggles = [_toggle(number, given, found, speech) for number, given in enumerate(shown, page * NOTES_SHOWN + 1)]
    return card(speech, *blocks, title=speech("walk_notes.title"), buttons=(*toggles, *turned, *back))


def line_facts(found: Walk, speech: Speech) -> Facts:
    """The six lines, each with how it stands, in words."""
    return Facts(
        tuple(
            Fact(line.criterion.name.into(speech.locale), speech(f"walk.line.{line.state}")) for line in found.lines()
        )
    )


def _about(found: Walk) -> tuple[Block, ...]:
    return (People(found.title),) if found.title else ()


def _end(found: Walk, speech: Speech) -> tuple[Block, ...]:
    """How many lines hold, which are open, which nobody looked at; gently."""
    by_state = {state: [line for line in found.lines() if line.state is state] for state in LineState}
    settled, opened, unseen = (by_state[state] for state in (LineState.SETTLED, LineState.OPEN, LineState.UNSEEN))
    said = []
    if len(settled) == len(found.lines()):
        said.append(speech("walk.all_settled"))
    elif settled:
        said.append(speech("walk.settled", **_counted(settled, speech)))
    if opened:
        key = "walk.open" if settled else "walk.open_alone"
        said.append(speech(key, lines=_names(opened, speech), **_counted(opened, speech)))
    if len(unseen) == len(found.lines()):
        said.append(speech("walk.none_seen"))
    elif unseen:
        said.append(speech("walk.unseen", lines=_names(unseen, speech), **_counted(unseen, speech)))
    blocks: list[Block] = [Paragraph(" ".join(said))]
    if opened:
        said_of = "walk.open_after" if found.moment is Moment.AFTER else "walk.better_now"
        blocks.append(Paragraph(speech(said_of, count=len(opened))))
    return tuple(blocks)


def _counted(lines: list[Line], speech: Speech) -> dict[str, Parameter]:
    """How many, in letters."""
    return {"count": len(lines), "number": speech(f"walk.number.{len(lines)}")}


def _names(lines: list[Line], speech: Speech) -> list[str]:
    return [line.criterion.called(speech.locale) for line in lines]


def _next(seen: WalkView, speech: Speech) -> tuple[Button, ...]:
    found = seen.walk
    possible = seen.possible & frozenset(_STEPS)
    if seen.comes_back is not None:
        possible -= {Does.COME_BACK}  # it is planned: the page says when
    steps = next_steps(found.guide, found.answers, possible)[:_STEPS_SHOWN]
    named = {"facilitator": seen.facilitators[0] if len(seen.facilitators) == 1 else ""}
    kind = "walk" if named["facilitator"] else "walk_several"
    settled = all(line.state is LineState.SETTLED for line in found.lines())
    return buttons(
        speech,
        *(["do.look_closer"] if found.may_look_closer() else []),
        *(f"{_STEPS[step.does]}.{found.walk_id}" for step in steps),
        *([f"do.dont_come_back.{found.walk_id}"] if seen.comes_back is not None else []),
        *(["start.share_walk", "do.take_walk"] if settled else []),
        "show.walk_more",
        kind=kind,
        **named,
    )


def _note(number: int, given: Given, seen: WalkView, speech: Speech) -> list[Block]:
    found = seen.walk.guide.find(given.question)
    name = found[0].name.into(speech.locale) if found is not None else ""
    heading = speech("walk_notes.goes" if given.goes else "walk_notes.stays", number=number, criterion=name)
    return [Paragraph(heading, strong=given.goes, subtle=not given.goes), People(given.note or "")]


def _toggle(number: int, given: Given, found: Walk, speech: Speech) -> Button:
    verb = "do.stays" if given.goes else "do.goes"
    return Button(f"{verb}.{line_id(found.walk_id, given.question)}", speech(f"button.{verb}", number=number))


DRAWN: dict[str, Drawing] = {
    "walk": walk,
    "walk_lines": walk_lines,
    "walk_more": walk_more,
    "walk_notes": walk_notes,
}
