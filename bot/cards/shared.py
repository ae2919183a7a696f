"""A challenge shown to a group: the card that stays true in its channel, and what its owner is told of it."""

from bot.cards.card import Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card
from bot.texts.words import Speech
from community.challenge import ChallengeState, Readers, Wants
from community.messages import ChallengeShown, ChallengeWithdrawn, NotShown, SharedCard
from community.views import Challenge, SharedChallenge, ShownChallenge

ACTIONS_SHOWN = 6
"""Actions listed on the card: with what else is said of a challenge, a card holds ten facts."""


def shared_card(message: SharedCard, seen: SharedChallenge, speech: Speech) -> Card:
    """The challenge as it stands now, and what peers may do with it; withdrawn, one sentence and the way to others."""
    challenge = seen.challenge
    if challenge is None:
        return card(
            speech,
            Paragraph(speech("shared_card.gone")),
            buttons=buttons(speech, "say.team_challenges", kind="shared_card"),
        )
    goes_on = challenge.state is ChallengeState.OPEN
    title = "shared_card.unfinished" if seen.by_facilitator and goes_on else "shared_card.title"
    return card(
        speech,
        People(challenge.question or ""),
        *_said_of(challenge, seen, speech),
        *_by_peers(seen, speech),
        *_report(seen, speech),
        Paragraph(_until(challenge, speech), subtle=True),
        title=speech(title, owner=seen.owner),
        buttons=_what_peers_may_do(challenge, speech),
    )


def _said_of(challenge: Challenge, seen: SharedChallenge, speech: Speech) -> list[Block]:
    """What its owner says of it, and what they ask for."""
    told = {"classroom": challenge.classroom, "sign": challenge.sign, "hypothesis": challenge.hypothesis}
    facts = [Fact(speech(f"shared_card.{name}"), words, people=True) for name, words in told.items() if words]
    for action in seen.actions[:ACTIONS_SHOWN]:
        label = "shared_card.action_tried" if action.tried else "shared_card.action"
        facts.append(Fact(speech(label, number=f"1.{action.ordinal}"), action.text, people=True))
    blocks: list[Block] = [Facts(tuple(facts))] if facts else []
    if challenge.state is ChallengeState.OPEN:
        blocks.append(Paragraph(speech(f"shared_card.wants.{challenge.wants or Wants.QUESTIONS}")))
    return blocks


def _by_peers(seen: SharedChallenge, speech: Speech) -> list[Block]:
    """Who tries it too, and how much was written under it: by kind, never by whom."""
    blocks: list[Block] = []
    if seen.joined:
        blocks.append(Paragraph(speech("shared_card.joined", count=len(seen.joined), names=seen.joined)))
    written = [
        *([speech("shared_card.ideas", count=seen.ideas)] if seen.ideas else []),
        *([speech("shared_card.questions", count=seen.questions)] if seen.questions else []),
    ]
    if written:
        blocks.append(Paragraph(speech("shared_card.thread", written=written)))
    return blocks


def _report(seen: SharedChallenge, speech: Speech) -> list[Block]:
    """What came of it, where its owner lets this group read that."""
    if seen.report is None:
        return []
    came = speech(f"shared_card.came.{seen.report.came}")
    line = Paragraph(speech("shared_card.report", came=came), strong=True)
    return [line, People(seen.report.sentence)] if seen.report.sentence else [line]


def _until(challenge: Challenge, speech: Speech) -> str:
    if challenge.state is ChallengeState.OPEN:
        return speech("shared_card.until", until=challenge.until)
    return speech("shared_card.over")


def _what_peers_may_do(challenge: Challenge, speech: Speech) -> tuple[Button, ...]:
    if challenge.state is not ChallengeState.OPEN:
        return buttons(speech, "start.adapt", kind="shared_card")
    ideas = ["start.suggest"] if challenge.wants is Wants.IDEAS else []
    return buttons(speech, *ideas, "start.question", "start.try_too", kind="shared_card")


def challenge_shown(message: ChallengeShown, seen: ShownChallenge, speech: Speech) -> Card:
    """Where it is, or will be, and what to do next; taken back since, that."""
    if seen.challenge.readers is Readers.ME:
        return _withdrawn(seen.challenge, speech)
    return card(
        speech,
        People(seen.challenge.question or ""),
        Paragraph(_where(seen, speech)),
        Paragraph(speech(f"challenge_shown.wants.{seen.challenge.wants or Wants.QUESTIONS}")),
        Paragraph(speech("challenge_shown.note"), subtle=True),
        title=speech("challenge_shown.title", group=seen.group),
        buttons=buttons(speech, "start.report", "start.show", "do.withdraw", kind="challenge_shown"),
    )


def _where(seen: ShownChallenge, speech: Speech) -> str:
    """Which of the ways it may be read is so now."""
    if not seen.channels:
        return speech("challenge_shown.list_only")
    if seen.at is None:
        return speech("challenge_shown.posted")
    if seen.first:
        return speech("challenge_shown.after_first", count=len(seen.first), first=seen.first, at=seen.at)
    return speech("challenge_shown.at", at=seen.at)


def challenge_withdrawn(message: ChallengeWithdrawn, challenge: Challenge, speech: Speech) -> Card:
    """It is its owner's alone again."""
    return _withdrawn(challenge, speech)


def _withdrawn(challenge: Challenge, speech: Speech) -> Card:
    return card(
        speech,
        People(challenge.question or ""),
        Paragraph(speech("challenge_withdrawn.p1")),
        Paragraph(speech("challenge_withdrawn.p2"), subtle=True),
        title=speech("challenge_withdrawn.title"),
        buttons=buttons(speech, "start.show", "say.my_challenges", kind="challenge_withdrawn"),
    )


def not_shown(message: NotShown, seen: None, speech: Speech) -> Card:
    """To a peer: not shown to them, or no longer, or gone; the same words for all."""
    return card(
        speech,
        Paragraph(speech("not_shown.p1")),
        buttons=buttons(speech, "say.team_challenges", "say.challenge"),
    )


DRAWN: dict[str, Drawing] = {
    "shared_card": shared_card,
    "challenge_shown": challenge_shown,
    "challenge_withdrawn": challenge_withdrawn,
    "not_shown": not_shown,
}
