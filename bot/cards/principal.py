"""The principal's page: as its principal reads it, as its teacher keeps it; what came of the talk, who confirmed it."""

from collections.abc import Callable
from typing import Any

from bot.cards.card import Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card
from bot.texts.words import Speech
from community.messages import OwnPrincipalPage, PrincipalAnswer, PrincipalOutcome, PrincipalPage
from community.principal import NO_TOOL, OTHER_TOOL, CameOf, Outcome, confirming
from community.views import OwnPageView, PagePreview, PageSeenView, PrincipalPageView


def principal_page(message: PrincipalPage, seen: PageSeenView, speech: Speech) -> Card:
    """The one page, and what came of it; withdrawn or over, one sentence."""
    page = seen.page
    if page is None:
        return _gone(speech)
    return card(
        speech,
        *page_blocks(page, speech),
        *(_came_of(page, speech) if page.came is not None else [Paragraph(speech("principal.then", owner=page.owner))]),
        title=speech("principal.title", owner=page.owner),
        buttons=_answers(page, speech),
    )


def principal_outcome(message: PrincipalOutcome, seen: PageSeenView, speech: Speech) -> Card:
    """What the teacher wrote, to be confirmed or not; afterwards what was answered, which may be answered otherwise."""
    page = seen.page
    if page is None or page.came is None:
        return _gone(speech)
    return card(
        speech,
        Paragraph(speech("principal.intent"), subtle=True),
        People(page.written.intent),
        *_came_of(page, speech),
        Paragraph(speech("page_outcome.note", owner=page.owner), subtle=True),
        title=speech("page_outcome.title", owner=page.owner),
        buttons=_answers(page, speech),
    )


def own_principal_page(message: OwnPrincipalPage, seen: OwnPageView, speech: Speech) -> Card:
    """The page exactly, who may read it, what came of it, and what its teacher may do with it."""
    page = seen.page
    if page is None:
        return card(speech, Paragraph(speech("own_page.gone")), buttons=buttons(speech, "say.guide", "say.help"))
    return card(
        speech,
        *page_blocks(page, speech),
        *_state(page, seen, speech),
        *_noted(page, seen, speech),
        Paragraph(speech("own_page.yours", deletes_on=page.deletes_on), subtle=True),
        title=speech("own_page.title"),
        buttons=_ways(page, speech),
    )


def principal_answer(message: PrincipalAnswer, seen: OwnPageView, speech: Speech) -> Card:
    """The principal confirmed, or wrote a line: then the outcome may be written again."""
    page = seen.page
    if page is None or page.came is None:
        return card(speech, Paragraph(speech("own_page.gone")), buttons=buttons(speech, "say.guide", "say.help"))
    if page.reply:
        told: list[Block] = [People(page.reply), Paragraph(speech("page_answer.noted"), subtle=True)]
        title = speech("page_answer.replied", principal=page.principal)
        verbs = [f"start.principal_outcome.{page.page_id}"] if page.on else []
    else:
        told, verbs = [], []
        title = speech("page_answer.confirmed", principal=page.principal)
    return card(
        speech,
        *told,
        *outcome_blocks(page.came, speech),
        title=title,
        buttons=buttons(speech, *verbs, f"show.own_page.{page.page_id}", kind="page_answer"),
    )


def page_blocks(page: PrincipalPageView, speech: Speech) -> tuple[Block, ...]:
    """All there is on the page but what came of it: the same for its principal, its teacher and the preview."""
    said = page.written
    opening = opening_fact(page, speech)
    return (
        Paragraph(speech("principal.intent"), strong=True),
        People(said.intent),
        Facts(group_facts(page, speech)),
        *(Paragraph(line) for line in age_lines(page, speech)),
        *([Facts((opening,))] if opening is not None else []),
        Paragraph(speech("principal.chosen", owner=page.owner), strong=True),
        People(said.chosen),
        Paragraph(speech("principal.whose", owner=page.owner, community=page.community)),
        Paragraph(speech("principal.talk", owner=page.owner), subtle=True),
    )


def group_facts(page: PrincipalPageView, speech: Speech) -> tuple[Fact, ...]:
    """The group, its ages, the tool and its age rule."""
    return (
        Fact(speech("principal.classroom"), page.written.classroom, people=True),
        Fact(speech("principal.ages"), speech(f"principal_page.ages.option.{page.written.ages}")),
        *_tool(page, speech),
    )


def opening_fact(page: PrincipalPageView, speech: Speech) -> Fact | None:
    """Where the tool's opening by IT stands, a line apart; ``None`` without a tool."""
    if page.written.tool == NO_TOOL:
        return None
    return Fact(speech("principal.opening"), speech(f"principal_page.opening.option.{page.written.opening}"))


def _tool(page: PrincipalPageView, speech: Speech) -> tuple[Fact, ...]:
    """The tool, and its age rule as a dated fact with its source."""
    if page.written.tool == NO_TOOL:
        return (Fact(speech("principal.tool"), speech("principal.no_tool")),)
    named = Fact(
        speech("principal.tool"), page.tool or speech("principal.tool_gone"), people=page.written.tool == OTHER_TOOL
    )
    if page.note is None:
        return named, Fact(speech("principal.rule"), speech("principal.rule_unknown"))
    rule = page.note.rule
    key = "principal.rule_from" if rule.from_age else "principal.rule_any"
    return (
        named,
        Fact(speech("principal.rule"), speech(key, age=rule.from_age, checked=rule.checked)),
        Fact(speech("principal.source"), rule.source.into(speech.locale)),
        Fact(speech("principal.address"), rule.url),
    )


def age_lines(page: PrincipalPageView, speech: Speech) -> tuple[str, ...]:
    """How the bracket stands to the rule; an old rule says that it is."""
    note = page.note
    if note is None:
        return ()
    stands = [speech(f"principal.stands.{note.stands}")] if note.rule.from_age else []
    return (*stands, *([speech("principal.old")] if note.old else []))


def outcome_blocks(came: CameOf, speech: Speech) -> tuple[Block, ...]:
    """What came of the talk, in its teacher's words."""
    return (Paragraph(outcome_line(came, speech), strong=True), *([People(came.words)] if came.words else []))


def outcome_line(came: CameOf, speech: Speech) -> str:
    """Which of the three, with its day."""
    if came.outcome is Outcome.LATER and came.on is not None:
        return speech("principal.came.later_on", on=came.on)
    return speech(f"principal.came.{came.outcome}")


def _came_of(page: PrincipalPageView, speech: Speech) -> list[Block]:
    """For the principal: what was noted, and what they answered."""
    assert page.came is not None
    blocks: list[Block] = [
        Paragraph(speech("principal.noted", owner=page.owner), subtle=True),
        *outcome_blocks(page.came, speech),
    ]
    if page.confirmed_on is not None:
        blocks.append(Paragraph(speech("principal.you_confirmed", on=page.confirmed_on)))
    elif page.reply:
        blocks += [Paragraph(speech("principal.you_replied", owner=page.owner)), People(page.reply)]
    else:
        blocks.append(Paragraph(speech("principal.is_it_so")))
    return blocks


def _answers(page: PrincipalPageView, speech: Speech) -> tuple[Button, ...]:
    """Confirm it, or say what isn't quite so; before there is anything to confirm, who sees what."""
    if page.came is None:
        return buttons(speech, "say.who_sees_what")
    confirms = [f"do.confirm_page.{confirming(page.page_id, page.edition)}"] if page.confirmed_on is None else []
    return buttons(speech, *confirms, f"start.principal_reply.{page.page_id}")


def _state(page: PrincipalPageView, seen: OwnPageView, speech: Speech) -> list[Block]:
    """Who may read it, since when, or from when."""
    if not page.on:
        return [Paragraph(speech("own_page.off"), strong=True)]
    if page.principal_id is None or page.sent_on is None:
        return [Paragraph(speech("own_page.to_bring"), strong=True)]
    if not seen.shown:
        return [Paragraph(speech("own_page.not_shown", principal=page.principal), strong=True)]
    if seen.due is not None:
        return [Paragraph(speech("own_page.due", principal=page.principal, at=seen.due), strong=True)]
    if seen.waits:
        return [Paragraph(speech("own_page.sometime", principal=page.principal), strong=True)]
    return [Paragraph(speech("own_page.sent", principal=page.principal, on=page.sent_on), strong=True)]


def _noted(page: PrincipalPageView, seen: OwnPageView, speech: Speech) -> list[Block]:
    """What came of it, and whether it is confirmed."""
    if page.came is None:
        return [Paragraph(speech("own_page.then"))] if page.on else []
    blocks: list[Block] = [
        Paragraph(speech("own_page.noted"), subtle=True),
        *outcome_blocks(page.came, speech),
    ]
    if page.confirmed_on is not None:
        blocks.append(Paragraph(speech("own_page.confirmed", principal=page.principal, on=page.confirmed_on)))
    elif page.reply:
        blocks += [Paragraph(speech("own_page.replied", principal=page.principal)), People(page.reply)]
    elif seen.shown:
        blocks.append(Paragraph(speech("own_page.asked", principal=page.principal)))
    else:
        blocks.append(Paragraph(speech("own_page.unconfirmed")))
    return blocks


def _ways(page: PrincipalPageView, speech: Speech) -> tuple[Button, ...]:
    return buttons(
        speech,
        *([f"start.principal_outcome.{page.page_id}", f"start.principal_page.{page.walk_id}"] if page.on else []),
        f"do.take_principal_page.{page.page_id}",
        f"do.withdraw_page.{page.page_id}" if page.principal_id is not None else f"do.drop_page.{page.page_id}",
        f"show.walk.{page.walk_id}",
        kind="own_page" if page.came is None else "own_page_noted",
    )


def _gone(speech: Speech) -> Card:
    return card(speech, Paragraph(speech("principal.gone")), buttons=buttons(speech, "say.help"))


def _preview(seen: PagePreview, speech: Speech) -> tuple[Block, ...]:
    """Who will read it, then the page."""
    if seen.to is None:
        line = speech("page_preview.bring")
    else:
        line = speech("page_preview.to" if seen.to.reachable else "page_preview.unreachable", principal=seen.to.name)
    return (Paragraph(line, subtle=True), *page_blocks(seen.page, speech))


PREVIEWED: dict[type, Callable[[Any, Speech], tuple[Block, ...]]] = {
    PagePreview: _preview,
    CameOf: outcome_blocks,
}
DRAWN: dict[str, Drawing] = {
    "principal_page": principal_page,
    "principal_outcome": principal_outcome,
    "own_principal_page": own_principal_page,
    "principal_answer": principal_answer,
}
