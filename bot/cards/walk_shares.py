"""A walk shown to somebody: its copy, what its owner reads of it, and all that they show."""

from collections.abc import Callable
from typing import Any

from bot.cards.card import Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import beside, buttons, card, clipped
from bot.texts.facts import learners, told
from bot.texts.words import Speech
from community.messages import WalkShared, WalkSharedTeam, WalkShares, WalkShareSent, WalkUnshown
from community.views import SentShare, SharedWalkView, SharePreview, ShareSentView, WalkSharesView
from community.walk_share import Audience, SharedLine, Snapshot

SHARES_SHOWN = 3
"""Shares on one page, each with its button: three are left, to turn it, to show more, to go back."""


def copy(shown: Snapshot, speech: Speech) -> tuple[Block, ...]:
    """The copy: what it is about, each line and how it stands, and under a line the notes that go."""
    blocks: list[Block] = [People(shown.title)] if shown.title else []
    facts: list[Fact] = []
    for line in shown.lines:
        facts.append(Fact(line.name.into(speech.locale), _stands(line, speech)))
        if line.notes:
            blocks += [Facts(tuple(facts)), *_notes(line, shown, speech)]
            facts = []
    return (*blocks, *([Facts(tuple(facts))] if facts else []))


def preview(seen: SharePreview, speech: Speech) -> tuple[Block, ...]:
    """Who will read it, then the copy."""
    read = speech("share_walk.read_by", to=seen.to) if seen.to else speech("share_walk.read_in", group=seen.group)
    return (Paragraph(read, subtle=True), *copy(seen.snapshot, speech))


def _stands(line: SharedLine, speech: Speech) -> str:
    said = [speech(f"walk.line.{line.state}")]
    if line.deeper:
        said.append(speech("walk_shared.deeper", count=line.deeper))
    if line.kept:
        said.append(speech("walk_shared.kept", count=line.kept))
    return "; ".join(said)


def _notes(line: SharedLine, shown: Snapshot, speech: Speech) -> list[Block]:
    """Each note, under the deeper question that it answers, if it answers one."""
    word = learners(speech, shown.learners, shown.words_locale)
    own = speech("walk_shared.note")
    return [
        block
        for note in line.notes
        for block in (
            Paragraph(str(told(speech, note.ask, word)) if note.ask is not None else own, subtle=True),
            People(note.text),
        )
    ]


def walk_shared(message: WalkShared, seen: SharedWalkView, speech: Speech) -> Card:
    """To whom it is shown."""
    if seen.snapshot is None:
        return _gone(seen, speech, "say.help")
    return _read(seen, seen.snapshot, speech, "walk_shared.title", Button("say.guide", speech("walk_shared.own")))


def walk_shared_team(message: WalkSharedTeam, seen: SharedWalkView, speech: Speech) -> Card:
    """In a channel of the owner's group."""
    if seen.snapshot is None:
        return _gone(seen, speech, "say.team_challenges")
    return _read(seen, seen.snapshot, speech, "walk_shared_team.title")


def _read(seen: SharedWalkView, shown: Snapshot, speech: Speech, title: str, *beside: Button) -> Card:
    write = clipped(speech("walk_shared.write", owner=seen.owner))
    owner_id = seen.share.owner_id if seen.share is not None else ""
    return card(
        speech,
        *([Paragraph(speech("walk_shared.p1", on=seen.shown_on))] if seen.shown_on is not None else []),
        *copy(shown, speech),
        Paragraph(speech("walk_shared.note_below", owner=seen.owner), subtle=True),
        title=speech(title, owner=seen.owner),
        buttons=(Button(f"start.letter.{owner_id}", write, primary=True), *beside),
    )


def _gone(seen: SharedWalkView, speech: Speech, *verbs: str) -> Card:
    """Taken back, or not shown here any more: gently, and nothing of what it was."""
    said = speech("walk_shared.withdrawn", owner=seen.owner) if seen.withdrawn else speech("walk_shared.gone")
    return card(speech, Paragraph(said), title=speech("walk_shared.gone_title"), buttons=buttons(speech, *verbs))


def walk_share_sent(message: WalkShareSent, seen: ShareSentView, speech: Speech) -> Card:
    """To its owner: whom it is shown to, when they get it; or that it is taken back."""
    sent = seen.sent
    walk = f"show.walk.{sent.share.walk_id}"
    if sent.share.withdrawn_at is not None:
        return card(
            speech,
            *([People(sent.title)] if sent.title else []),
            Paragraph(speech(f"walk_share_sent.withdrawn.{_kind(sent)}", to=sent.to)),
            title=speech("walk_share_sent.withdrawn_title"),
            buttons=buttons(speech, walk, f"show.walk_shares.{sent.share.walk_id}"),
        )
    return card(
        speech,
        *([People(sent.title)] if sent.title else []),
        Paragraph(_when(message, sent, speech)),
        Paragraph(speech("walk_share_sent.copy"), subtle=True),
        title=speech("walk_share_sent.title"),
        buttons=(
            *buttons(speech, walk),
            Button(f"do.withdraw_share.{sent.share.share_id}", speech("button.do.withdraw_share")),
            *beside(speech, f"show.walk_shares.{sent.share.walk_id}"),
        ),
    )


def _when(message: WalkShareSent, sent: SentShare, speech: Speech) -> str:
    kind = _kind(sent)
    if message.sometime:
        return speech("walk_share_sent.sometime", to=sent.to)
    if message.wall is None:
        return speech(f"walk_share_sent.now.{kind}", to=sent.to)
    return speech(f"walk_share_sent.later.{kind}", to=sent.to, at=message.wall)


def _kind(sent: SentShare) -> str:
    return "team" if sent.share.audience is Audience.TEAM else "person"


def walk_shares(message: WalkShares, seen: WalkSharesView, speech: Speech) -> Card:
    """All that one shows of one's walks, a page of it, each with the button that takes it back."""
    first = seen.page * SHARES_SHOWN + 1
    facts = tuple(
        Fact(speech("walk_shares.line", number=number, to=sent.to, on=sent.shown_on), sent.title or "–", people=True)
        for number, sent in enumerate(seen.shares, first)
    )
    taken = [
        Button(
            f"do.withdraw_share.{sent.share.share_id}", clipped(speech("walk_shares.withdraw", number=n, to=sent.to))
        )
        for n, sent in enumerate(seen.shares, first)
    ]
    turned = [Button(f"list.page.{seen.page - 1}", speech("walk_shares.before"))] if seen.page > 0 else []
    turned += [Button(f"list.page.{seen.page + 1}", speech("walk_shares.after"))] if seen.page + 1 < seen.pages else []
    more = [f"start.share_walk.{message.walk_id}"] if message.walk_id else []
    back = f"show.walk.{message.walk_id}" if message.walk_id else "say.guide"
    return card(
        speech,
        Paragraph(speech("walk_shares.p1" if facts else "walk_shares.none")),
        *([Facts(facts)] if facts else []),
        title=speech("walk_shares.title"),
        buttons=(*taken, *turned, *beside(speech, *more, *([] if len(turned) == 2 else [back]))),
    )


def walk_unshown(message: WalkUnshown, seen: None, speech: Speech) -> Card:
    """Nothing was shown, and why; the way on."""
    verbs = [f"start.share_walk.{message.walk_id}"] if message.why == "gone" else []
    return card(
        speech,
        Paragraph(speech(f"walk_unshown.{message.why}")),
        buttons=buttons(speech, *verbs, f"show.walk.{message.walk_id}"),
    )


PREVIEWED: dict[type, Callable[[Any, Speech], tuple[Block, ...]]] = {SharePreview: preview}
DRAWN: dict[str, Drawing] = {
    "walk_shared": walk_shared,
    "walk_shared_team": walk_shared_team,
    "walk_share_sent": walk_share_sent,
    "walk_shares": walk_shares,
    "walk_unshown": walk_unshown,
}
