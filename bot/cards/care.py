"""Suivi; what a member sees of it; a word from one person to another."""

from bot.cards.card import BUTTON_LIMIT, Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card, clipped
from bot.texts.words import Speech
from community.messages import Letter, LetterSent, LetterUnsent, Overview, SeenOfMe
from community.views import GroupCounts, LetterView, OverviewView, SeenOfMeView, SeenPlace

_FACTS_LIMIT = 10


def overview(message: Overview, seen: OverviewView, speech: Speech) -> Card:
    """Counts a group, names to whom a word might be good; for others, what there is for them instead."""
    if not seen.allowed or seen.month is None:
        return card(
            speech,
            Paragraph(speech("overview.not_yours")),
            buttons=buttons(speech, "show.seen_of_me", "say.help"),
        )
    lines = [_counted(counts, counts.group, speech) for counts in seen.counts]
    if seen.together is not None:
        lines.append(_counted(seen.together, speech("overview.together"), speech))
    counted = [Facts(tuple(lines[n : n + _FACTS_LIMIT])) for n in range(0, len(lines), _FACTS_LIMIT)]
    named: list[Block] = [Paragraph(speech("overview.signal"), strong=True)]
    named.append(Paragraph(speech.written([name for _, name in seen.names]) or speech("overview.nobody")))
    return card(
        speech,
        *counted,
        *([Paragraph(speech("overview.small", groups=seen.small), subtle=True)] if seen.small else []),
        *_walked(seen, speech),
        *named,
        Paragraph(speech("overview.note"), subtle=True),
        title=speech("overview.title", community=seen.community, month=seen.month),
        buttons=_overview_buttons(seen, speech),
    )


def _walked(seen: OverviewView, speech: Speech) -> list[Block]:
    """Of the guide: how many walks, by how many people, the lines that enough of them have open."""
    if seen.walked is None:
        return []
    opened = [
        speech("overview.guide_line", line=name.into(speech.locale), count=many) for name, many in seen.walked.open
    ]
    return [
        Paragraph(speech("overview.guide", walks=seen.walked.walks, people=seen.walked.people)),
        *([Paragraph(speech("overview.guide_open", lines=opened))] if opened else []),
    ]


def _overview_buttons(seen: OverviewView, speech: Speech) -> tuple[Button, ...]:
    write = [
        Button(f"start.letter.{person_id}", clipped(speech("button.start.letter", name=name)))
        for person_id, name in seen.names
    ]
    turn = []
    if seen.following:
        label = clipped(speech("overview.following", community=seen.following))
        turn = [Button(f"list.page.{(seen.page + 1) % seen.pages}", label)]
    others = buttons(speech, "start.meeting", "say.help")
    return (*write, *turn, *(Button(b.verb, b.label) for b in others))[:BUTTON_LIMIT]


def _counted(counts: GroupCounts, label: str, speech: Speech) -> Fact:
    said = speech(
        "overview.counts", set=counts.set, shown=counts.shown, reported=counts.reported, carried=counts.carried
    )
    return Fact(label, said)


def seen_of_me(message: SeenOfMe, seen: SeenOfMeView, speech: Speech) -> Card:
    """The member's own line of it, the rule, and the switch."""
    if not seen.places:
        return card(
            speech,
            Paragraph(speech("seen_of_me.nothing")),
            title=speech("seen_of_me.title"),
            buttons=buttons(speech, "say.who_sees_what", "say.settings"),
        )
    blocks: list[Block] = []
    for place in seen.places:
        blocks += _seen_in(place, seen, speech)
    switch = "do.signal_off" if seen.may_be_signalled else "do.signal_on"
    return card(
        speech,
        *blocks,
        Paragraph(speech("seen_of_me.rule")),
        Paragraph(speech("seen_of_me.guide")),
        Paragraph(speech("seen_of_me.never"), subtle=True),
        title=speech("seen_of_me.title"),
        buttons=buttons(speech, switch, "say.who_sees_what", "say.settings"),
    )


def _seen_in(place: SeenPlace, seen: SeenOfMeView, speech: Speech) -> list[Block]:
    key = "seen_of_me.counts" if place.told_apart else "seen_of_me.small"
    if not seen.may_be_signalled:
        line = "seen_of_me.out"
    else:
        line = "seen_of_me.named" if place.named else "seen_of_me.not_named"
    lines = [Paragraph(speech(key, group=place.group)), Paragraph(speech(line))]
    who = place.community
    if place.facilitators:
        who = speech("seen_of_me.who", community=place.community, facilitators=place.facilitators)
    return [Paragraph(who, strong=True), *lines]


def letter(message: Letter, seen: LetterView, speech: Speech) -> Card:
    """The words, signed, with a way to answer."""
    return card(
        speech,
        People(seen.text),
        Paragraph(speech("letter.signed", author=seen.author)),
        Paragraph(speech("letter.answer_goes", author=seen.author), subtle=True),
        title=speech("letter.from", author=seen.author),
        buttons=(Button(f"start.letter_back.{seen.letter_id}", speech("button.start.letter_back"), primary=True),),
    )


def letter_sent(message: LetterSent, seen: LetterView, speech: Speech) -> Card:
    """To whom the words go, and when they are read."""
    if message.sometime:
        said = speech("letter_sent.sometime", name=seen.to)
    elif message.wall is None:
        said = speech("letter_sent.now", name=seen.to)
    else:
        said = speech("letter_sent.later", name=seen.to, at=message.wall)
    return card(
        speech,
        People(seen.text),
        Paragraph(said),
        title=speech("letter_sent.title"),
        buttons=_way_back(message, speech) or buttons(speech, "say.overview" if seen.runs else "say.help"),
    )


def letter_unsent(message: LetterUnsent, seen: None, speech: Speech) -> Card:
    """It can't be carried; the same words whatever the reason on the reader's side."""
    said = speech("letter_unsent.often" if message.often else "letter_unsent.p1")
    return card(speech, Paragraph(said), buttons=_way_back(message, speech) or buttons(speech, "say.help"))


def _way_back(message: LetterSent | LetterUnsent, speech: Speech) -> tuple[Button, ...]:
    """To the walk at whose end it was written."""
    walk_id = message.walk_id
    return buttons(speech, f"show.walk.{walk_id}", kind="letter_sent") if walk_id is not None else ()


DRAWN: dict[str, Drawing] = {
    "overview": overview,
    "seen_of_me": seen_of_me,
    "letter": letter,
    "letter_sent": letter_sent,
    "letter_unsent": letter_unsent,
}
