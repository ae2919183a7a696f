"""The challenges that a team shows one another, and what one may do with them."""

from bot.cards.card import BUTTON_LIMIT, Block, Button, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card, clipped, way
from bot.cards.reports import report_doors
from bot.texts.facts import learners
from bot.texts.words import Speech
from community.challenge import ChallengeState, Readers, Wants
from community.messages import OwnChallenge, QuestionsOnly, TeamChallenge, TeamChallenges, ThreeOpen, TryKept
from community.views import (
    Challenge,
    OpenChallengesView,
    OpenedView,
    PeerView,
    SharedChallenge,
    SharedChallengesView,
    TriedView,
)

_SUBJECTS = 3
"""Subjects offered at once, beside the ways to the others."""


def team_challenges(message: TeamChallenges, seen: SharedChallengesView, speech: Speech) -> Card:
    """One page, the newest first: whose, the question, until when, what came of it and how many wrote."""
    if message.choosing and seen.subjects:
        return _subjects(message.page, seen, speech)
    blocks: list[Block] = []
    if seen.subject is not None:
        blocks.append(Paragraph(speech("team_challenges.of_subject", subject=seen.subject), subtle=True))
    if not seen.shown:
        empty = "empty_subject" if seen.subject is not None else "empty" if seen.may_keep else "nobody"
        blocks.append(Paragraph(speech(f"team_challenges.{empty}")))
    for number, shown in enumerate(seen.shown, 1):
        blocks += _one(number, shown, seen, speech)
    if seen.pages > 1:
        blocks.append(Paragraph(speech("team_challenges.page", page=seen.page + 1, pages=seen.pages), subtle=True))
    return card(
        speech,
        *blocks,
        title=speech("team_challenges.title_of", group=seen.group) if seen.group else speech("team_challenges.title"),
        buttons=(*_openings(seen, speech), *_turns(seen, speech), *_ways_on(seen, speech))[:BUTTON_LIMIT],
    )


def _one(number: int, shown: SharedChallenge, seen: SharedChallengesView, speech: Speech) -> list[Block]:
    challenge = shown.challenge
    if challenge is None:
        return []
    if challenge.challenge_id in seen.own:
        whose = speech("team_challenges.own", number=number)
    elif shown.group and shown.group != seen.group:
        whose = speech("team_challenges.one_of", number=number, owner=shown.owner, group=shown.group)
    else:
        whose = speech("team_challenges.one", number=number, owner=shown.owner)
    return [
        Paragraph(whose, strong=True),
        People(challenge.question or ""),
        *_state(shown, challenge, speech),
        *_from_peers(shown, speech),
    ]


def _state(shown: SharedChallenge, challenge: Challenge, speech: Speech) -> list[Block]:
    """Until when it runs; once it ended, what was kept of it, where that may be read."""
    if challenge.state is ChallengeState.OPEN:
        return [Paragraph(speech("team_challenges.until", until=challenge.until))]
    left = challenge.state is ChallengeState.LEFT
    ended = speech("team_challenges.left") if left else speech("team_challenges.ended", until=challenge.until)
    kept = shown.report.sentence if shown.report is not None else None
    if not kept:
        return [Paragraph(ended)]
    return [Paragraph(ended), Paragraph(speech("team_challenges.report")), People(kept)]


def _from_peers(shown: SharedChallenge, speech: Speech) -> list[Block]:
    many = shown.ideas + shown.questions
    joined = [Paragraph(_joined(shown.joined, speech), subtle=True)] if shown.joined else []
    return [*([Paragraph(speech("team_challenges.words", count=many), subtle=True)] if many else []), *joined]


def _joined(names: tuple[str, ...], speech: Speech) -> str:
    return speech("team_challenges.joined", count=len(names), names=names)


def _openings(seen: SharedChallengesView, speech: Speech) -> tuple[Button, ...]:
    return tuple(
        Button(
            f"show.team_challenge.{shown.challenge.challenge_id}",
            speech("team_challenges.button.open", number=number),
            primary=number == 1,
        )
        for number, shown in enumerate(seen.shown, 1)
        if shown.challenge is not None
    )


def _turns(seen: SharedChallengesView, speech: Speech) -> tuple[Button, ...]:
    newer = [Button(f"list.page.{seen.page - 1}", speech("button.list.newer"))] if seen.page > 0 else []
    older = [Button(f"list.page.{seen.page + 1}", speech("button.list.older"))] if seen.page + 1 < seen.pages else []
    return (*newer, *older)


def _ways_on(seen: SharedChallengesView, speech: Speech) -> tuple[Button, ...]:
    if seen.subject is not None:
        return (Button("list.all.0", speech("team_challenges.button.all")),)
    if len(seen.subjects) > 1:
        return (Button("list.subjects.0", speech("team_challenges.button.subjects")),)
    if not seen.shown:
        return buttons(speech, "say.challenge" if seen.may_keep else "say.help")
    return ()


def _subjects(page: int, seen: SharedChallengesView, speech: Speech) -> Card:
    """The subjects taught, to choose one."""
    pages = -(-len(seen.subjects) // _SUBJECTS)
    page = min(page, pages - 1)
    first = page * _SUBJECTS
    return card(
        speech,
        Paragraph(speech("team_challenges.choose")),
        title=speech("team_challenges.title_of", group=seen.group) if seen.group else speech("team_challenges.title"),
        buttons=(
            *(
                Button(f"list.subject.{first + n}", clipped(subject))
                for n, subject in enumerate(seen.subjects[first : first + _SUBJECTS])
            ),
            *([Button(f"list.subjects.{page - 1}", speech("button.list.before"))] if page > 0 else []),
            *([Button(f"list.subjects.{page + 1}", speech("button.list.after"))] if page + 1 < pages else []),
            Button("list.all.0", speech("team_challenges.button.all")),
        ),
    )


def team_challenge(message: TeamChallenge, opened: OpenedView, speech: Speech) -> Card:
    """One challenge as its group reads it; what peers, or its owner, may do with it."""
    if opened.seen is None:
        return card(
            speech, Paragraph(speech("team_challenge.gone")), buttons=buttons(speech, "say.team_challenges", "say.help")
        )
    seen = opened.seen
    title = speech("team_challenge.own") if seen.own else speech("team_challenge.title", owner=seen.shared.owner)
    return card(
        speech,
        People(seen.challenge.question or ""),
        *_details(seen.challenge, speech),
        *_state(seen.shared, seen.challenge, speech),
        *_doors(seen.shared, speech),
        *_actions(seen.shared, speech),
        *_wanted(seen.challenge, speech),
        *_from_peers(seen.shared, speech),
        title=title,
        buttons=_own_ways(speech, seen.challenge) if seen.own else _peer_ways(seen, speech),
    )


def _doors(shown: SharedChallenge, speech: Speech) -> list[Block]:
    """What its owner added to the report, for whoever may read the report: read here, never posted."""
    if shown.report is None:
        return []
    return report_doors(shown.report, speech, {"learners": learners(speech, shown.learners, shown.words_locale)})


def _wanted(challenge: Challenge, speech: Speech) -> list[Block]:
    """What its owner asks peers for, while it goes on."""
    if challenge.wants is None or challenge.state is not ChallengeState.OPEN:
        return []
    return [Paragraph(speech(f"team_challenge.wants.{challenge.wants}"))]


def _details(challenge: Challenge, speech: Speech) -> list[Block]:
    told = {"classroom": challenge.classroom, "sign": challenge.sign, "hypothesis": challenge.hypothesis}
    facts = tuple(Fact(speech(f"team_challenge.{part}"), words, people=True) for part, words in told.items() if words)
    return [Facts(facts)] if facts else []


def _actions(shown: SharedChallenge, speech: Speech) -> list[Block]:
    if not shown.actions:
        return []
    return [Paragraph(speech("team_challenge.actions")), *(People(action.text) for action in shown.actions)]


def _peer_ways(seen: PeerView, speech: Speech) -> tuple[Button, ...]:
    about = seen.challenge.challenge_id
    goes_on = seen.challenge.state is ChallengeState.OPEN
    wanted = ["start.question"]
    if goes_on:
        ideas = [] if seen.challenge.wants is Wants.QUESTIONS else ["start.suggest"]
        wanted = [*ideas, *wanted, "start.try_too"]
    return (
        *(
            Button(f"{verb}.{about}", speech(f"button.{verb}"), primary=not n)
            for n, verb in enumerate([*wanted, "start.adapt"])
        ),
        way(speech, "say.team_challenges"),
    )[:BUTTON_LIMIT]


def _own_ways(speech: Speech, challenge: Challenge) -> tuple[Button, ...]:
    """What its owner may do with it: report on it, change it, what they try, take it back."""
    labels = {"start.report": "button.say.report"}
    if challenge.state is ChallengeState.OPEN:
        labels["start.challenge"] = "button.challenge.change"
    labels["show.actions"] = "own_challenge.button.actions"
    if challenge.readers is not Readers.ME:
        labels["do.withdraw"] = "challenge_shown.button.do.withdraw"
    named = (
        Button(f"{verb}.{challenge.challenge_id}", speech(label), primary=not n)
        for n, (verb, label) in enumerate(labels.items())
    )
    return (*named, way(speech, "say.team_challenges"))


def own_challenge(message: OwnChallenge, challenge: Challenge, speech: Speech) -> Card:
    """Kindly: it is one's own; what one may do with it."""
    return card(
        speech,
        *([People(challenge.question)] if challenge.question else []),
        Paragraph(speech("own_challenge.p1")),
        title=speech("own_challenge.title"),
        buttons=_own_ways(speech, challenge),
    )


def questions_only(message: QuestionsOnly, shown: SharedChallenge, speech: Speech) -> Card:
    """The owner asked for questions only; one may be asked."""
    if shown.challenge is None:
        return card(
            speech, Paragraph(speech("team_challenge.gone")), buttons=buttons(speech, "say.team_challenges", "say.help")
        )
    asking = Button(f"start.question.{shown.challenge.challenge_id}", speech("button.start.question"), primary=True)
    return card(
        speech,
        Paragraph(speech("questions_only.p1", owner=shown.owner)),
        buttons=(asking, way(speech, "say.team_challenges")),
    )


def try_kept(message: TryKept, tried: TriedView, speech: Speech) -> Card:
    """One's own challenge, made from a peer's; who sees what."""
    own = tried.challenge
    note = speech("try_kept.note", owner=tried.owner) if tried.owner else speech("try_kept.private")
    return card(
        speech,
        *([People(own.question)] if own.question else []),
        Paragraph(speech("try_kept.p1", until=own.until)),
        Paragraph(note, subtle=True),
        title=speech("try_kept.title"),
        buttons=buttons(speech, "challenge.change", "say.my_challenges", "say.team_challenges"),
    )


def three_open(message: ThreeOpen, seen: OpenChallengesView, speech: Speech) -> Card:
    """Which of them to report on first; nothing of what one was about to do is lost."""
    if not seen.challenges:
        return card(
            speech,
            Paragraph(speech("three_open.none")),
            buttons=buttons(speech, "say.team_challenges", "say.challenge"),
        )
    blocks: list[Block] = []
    for number, challenge in enumerate(seen.challenges, 1):
        blocks.append(Paragraph(speech("three_open.one", number=number, until=challenge.until), strong=True))
        blocks.append(People(challenge.question or ""))
    reports = (
        Button(
            f"start.report.{challenge.challenge_id}",
            speech("three_open.button.report", number=number),
            primary=number == 1,
        )
        for number, challenge in enumerate(seen.challenges, 1)
    )
    return card(
        speech,
        Paragraph(speech("three_open.p1")),
        *blocks,
        Paragraph(speech("three_open.again"), subtle=True),
        title=speech("three_open.title"),
        buttons=(
            *reports,
            way(speech, "say.my_challenges"),
            way(speech, "say.team_challenges"),
        )[:BUTTON_LIMIT],
    )


DRAWN: dict[str, Drawing] = {
    "team_challenges": team_challenges,
    "team_challenge": team_challenge,
    "own_challenge": own_challenge,
    "questions_only": questions_only,
    "try_kept": try_kept,
    "three_open": three_open,
}
