"""The challenge: kept, a month without one, and one's own by month."""

from datetime import timedelta

from bot.cards.card import Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import beside, buttons, card, clipped
from bot.texts.words import Speech
from community.challenge import ChallengeState, Readers
from community.messages import ChallengeKept, MonthSkipped, MyChallenges
from community.views import Challenge, GroupKind, MyChallengesView, OwnChallengeView


def challenge_kept(message: ChallengeKept, own: OwnChallengeView, speech: Speech) -> Card:
    """The question as kept, until when, the help that would serve it; then who may read it, and may be shown it."""
    challenge = own.challenge
    question = [People(challenge.question)] if challenge.question else []
    if challenge.state is ChallengeState.SKIPPED:
        return card(
            speech,
            *question,
            Paragraph(speech("challenge_kept.skipped_p1")),
            title=speech("challenge_kept.skipped"),
            buttons=buttons(speech, "say.challenge", "say.my_challenges"),
        )
    if challenge.state is not ChallengeState.OPEN:
        return card(
            speech,
            *question,
            Paragraph(speech(f"challenge_kept.{challenge.state}")),
            buttons=buttons(speech, "say.challenge", "say.my_challenges", "say.notebook"),
        )
    hint = [Paragraph(speech(f"challenge_kept.hint.{message.hint}"))] if message.hint else []
    shown = challenge.readers is not Readers.ME
    note = speech("challenge_kept.shown", group=own.group) if shown else speech("challenge.note")
    return card(
        speech,
        *question,
        Paragraph(speech("challenge_kept.p1", until=challenge.until)),
        *hint,
        *([] if shown else [Paragraph(_offer(own, speech))]),
        Paragraph(note, subtle=True),
        title=speech("challenge_kept.changed" if message.changed else "challenge_kept.title"),
        buttons=(
            *([] if shown else [Button("start.show", _show_label(own, speech), primary=True)]),
            *beside(speech, "challenge.change", "start.report", "show.actions"),
            _to_the_walk(message, speech),
            *_report_before(challenge, speech),
        ),
    )


def _to_the_walk(message: ChallengeKept, speech: Speech) -> Button:
    """The guide about it: to be walked; made smaller at the end of a walk, the way back there."""
    back = f"show.walk.{message.walk_id}" if message.walk_id is not None else None
    return beside(speech, back or "do.begin_walk", kind="challenge_kept")[0]


def _report_before(challenge: Challenge, speech: Speech) -> tuple[Button, ...]:
    """The report that this one goes on from: its doors stood on the card until now."""
    if challenge.follows_id is None:
        return ()
    return (Button(f"show.report.{challenge.follows_id}", speech("challenge_kept.button.report_before")),)


def _offer(own: OwnChallengeView, speech: Speech) -> str:
    """Shown before it is tried, on purpose: to the team, else to the group by its name."""
    if own.group_kind is GroupKind.TEAM or own.teams:
        return speech("challenge_kept.offer")
    return speech("challenge_kept.offer_group", group=own.group)


def _show_label(own: OwnChallengeView, speech: Speech) -> str:
    if own.teams:
        return speech("challenge_kept.button.show_choose")
    if own.group_kind is GroupKind.TEAM:
        return speech("challenge_kept.button.start.show")
    return clipped(speech("challenge_kept.button.show_group", group=own.group))


def month_skipped(message: MonthSkipped, seen: None, speech: Speech) -> Card:
    """Nothing to explain, and the door left open."""
    next_month = (message.month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return card(
        speech,
        Paragraph(speech("month_skipped.p1", month=message.month, next_month=next_month)),
        Paragraph(speech("month_skipped.p2")),
        buttons=buttons(speech, "say.challenge", "say.my_challenges"),
    )


def my_challenges(message: MyChallenges, mine: MyChallengesView, speech: Speech) -> Card:
    """One page, newest month first, the next thing to do under each question."""
    blocks: list[Block] = []
    now = [challenge for challenge in mine.challenges if _in_course(challenge, mine)]
    if not mine.challenges:
        blocks.append(Paragraph(speech("my_challenges.empty" if mine.may_keep else "my_challenges.none_asked")))
    if mine.may_keep and not now and mine.page == 0:
        blocks.append(Paragraph(speech("my_challenges.free", month=mine.month)))
    for challenge in mine.challenges:
        month = speech("my_challenges.month", month=challenge.month)
        if mine.several:
            month = speech("my_challenges.month_in", month=month, community=challenge.community)
        blocks.append(Paragraph(month[:1].upper() + month[1:], strong=True))
        if challenge.question:
            blocks.append(People(challenge.question))
        blocks.append(Paragraph(_next(challenge, _in_course(challenge, mine), speech)))
    blocks.append(Paragraph(speech("my_challenges.private"), subtle=True))
    if mine.pages > 1:
        blocks.append(Paragraph(speech("my_challenges.page", page=mine.page + 1, pages=mine.pages), subtle=True))
    verbs = ["challenge.change"] if any(c.state is ChallengeState.OPEN for c in now) else ["say.challenge"]
    verbs += ["say.report"] if any(c.state is ChallengeState.OPEN for c in mine.challenges) else []
    if not mine.may_keep:
        verbs = ["say.help"]
    return card(
        speech,
        *blocks,
        title=speech("my_challenges.title"),
        buttons=(*(buttons(speech, *verbs) if mine.page == 0 else ()), *_pages(mine, speech)),
    )


def _in_course(challenge: Challenge, mine: MyChallengesView) -> bool:
    """A challenge set in an earlier month goes on when it was given more time."""
    return challenge.until >= mine.month


def _next(challenge: Challenge, in_course: bool, speech: Speech) -> str:
    """What there is to do about it."""
    if challenge.state is ChallengeState.SKIPPED:
        return speech("my_challenges.skipped_now" if in_course else "my_challenges.skipped")
    if challenge.state is not ChallengeState.OPEN:
        return speech(f"my_challenges.{challenge.state}")
    return speech("my_challenges.open" if in_course else "my_challenges.past", until=challenge.until)


def _pages(mine: MyChallengesView, speech: Speech) -> tuple[Button, ...]:
    newer = [Button(f"list.page.{mine.page - 1}", speech("button.list.newer"))] if mine.page > 0 else []
    older = [Button(f"list.page.{mine.page + 1}", speech("button.list.older"))] if mine.page + 1 < mine.pages else []
    return (*newer, *older)


DRAWN: dict[str, Drawing] = {
    "challenge_kept": challenge_kept,
    "month_skipped": month_skipped,
    "my_challenges": my_challenges,
}
