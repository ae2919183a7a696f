"""A walk shown on purpose: every card of it, in each way it may look, with the packaged guide."""

from dataclasses import replace
from datetime import UTC, date, datetime

from community.messages import (
    Ask,
    Message,
    PutAside,
    StillForThis,
    WalkMore,
    WalkShared,
    WalkSharedTeam,
    WalkShares,
    WalkShareSent,
    WalkUnshown,
)
from community.views import AskView, SentShare, SharedWalkView, ShareSentView, ShareWalkView, WalkSharesView
from community.walk import Answer, Given
from community.walk_share import Audience, WalkShare, snapshot
from tests.cards.examples_guide import ENDED, GUIDE, SETTLED, WHY, shown

DEEPER = GUIDE.criteria[2].closer[0].key
AMONG = {
    WHY: Given(WHY, note="Pour que chaque élève prenne la parole sans peur.", goes=True),
    DEEPER: Given(DEEPER, Answer.PARTLY, note="La voix, et le prénom dit au début.", goes=True),
}
NOTED = replace(ENDED, answers={**ENDED.answers, **AMONG})
"""Two notes that go, one that is kept, two deeper questions looked at."""
TO_SHARE = ShareWalkView(
    walk=NOTED,
    snapshot=snapshot(NOTED),
    group="Mathématique, 2e cycle",
    channel=True,
    peers=(("p2", "Bruno Côté"), ("p3", "Cora Roy")),
    facilitators=(("p9", "Nadia Roy"), ("p8", "Luc Hébert")),
)
NO_CHANNEL = replace(TO_SHARE, channel=False, facilitators=TO_SHARE.facilitators[:1])
NO_GROUP = replace(NO_CHANNEL, peers=())
CROWD = replace(TO_SHARE, peers=tuple((f"p{n}", f"Collègue Numéro {n}") for n in range(1, 41)))

SHARE = WalkShare(
    share_id="s1",
    walk_id="w1",
    owner_id="p1",
    community_id="c1",
    audience=Audience.PEER,
    to_id="p2",
    group_id="",
    created_at=datetime(2025, 10, 7, 12, tzinfo=UTC),
)
TEAM = replace(SHARE, share_id="s2", audience=Audience.TEAM, to_id=None, group_id="g1")
ON = date(2025, 10, 7)
READ = SharedWalkView(SHARE, "Ana Lopez", snapshot(NOTED), ON)
SENT = SentShare(SHARE, "Bruno Côté", ON, NOTED.title)
TO_TEAM = SentShare(TEAM, "Mathématique, 2e cycle", ON, NOTED.title)
BACK = {"withdrawn_at": datetime(2025, 10, 8, 12, tzinfo=UTC)}
MORNING = datetime(2025, 10, 13, 7, 30)  # noqa: DTZ001

TO = Ask(dialog="share_walk", step="to", revision=3, subject_id="w1")
STEPS = ("to", "peer", "facilitator", "preview")
PEER_CHOSEN = {"to": "peer", "peer": "p3"}


def asked(step: str, view: ShareWalkView = TO_SHARE, *, help: bool = False) -> tuple[Message, object]:
    draft = PEER_CHOSEN if step == "preview" else {}
    return (
        TO.model_copy(update={"step": step, "help": help}),
        AskView(view, draft, form=False, back=step != view_first(view)),
    )


def view_first(view: ShareWalkView) -> str:
    return "facilitator" if view is NO_GROUP else "to"


def sent(told: SentShare, **changes: object) -> tuple[Message, object]:
    return WalkShareSent(share_id=told.share.share_id, **changes), ShareSentView(told)  # type: ignore[arg-type]


def taken_back(told: SentShare) -> SentShare:
    return replace(told, share=replace(told.share, **BACK))


def to_team(view: ShareWalkView) -> tuple[Message, object]:
    message = TO.model_copy(update={"step": "preview"})
    return message, AskView(view, {"to": "team"}, form=False, back=True)


def several() -> tuple[SentShare, ...]:
    return tuple(replace(SENT, share=replace(SHARE, share_id=f"s{n}")) for n in range(3))


EXAMPLES: dict[str, tuple[Message, object]] = {
    **{f"share walk, {step}": asked(step) for step in STEPS},
    **{f"share walk, {step}, help": asked(step, help=True) for step in STEPS},
    "share walk, no channel": asked("to", NO_CHANNEL),
    "share walk, who runs it only": asked("facilitator", NO_GROUP),
    "share walk, one of forty": asked("peer", CROWD),
    "share walk, a name nobody has": (
        TO.model_copy(update={"step": "peer", "fault": "not_an_option"}),
        AskView(TO_SHARE, {"to": "peer"}, form=False, back=True),
    ),
    "share walk, preview for the team": to_team(TO_SHARE),
    "share walk, preview without notes": to_team(replace(TO_SHARE, snapshot=snapshot(SETTLED))),
    **{
        f"still for this, share walk {step}": (
            StillForThis(dialog="share_walk", step=step, revision=5),
            AskView(TO_SHARE, {}, form=False, back=False),
        )
        for step in STEPS
    },
    "put aside, share walk": (PutAside(dialog="share_walk"), None),
    "walk shared": (WalkShared(share_id="s1"), READ),
    "walk shared, all settled": (WalkShared(share_id="s1"), replace(READ, snapshot=snapshot(SETTLED))),
    "walk shared, taken back": (WalkShared(share_id="s1"), SharedWalkView(None, "Ana Lopez", withdrawn=True)),
    "walk shared, not theirs any more": (WalkShared(share_id="s1"), SharedWalkView(None)),
    "walk shared with the team": (WalkSharedTeam(share_id="s2"), replace(READ, share=TEAM)),
    "walk shared with the team, taken back": (
        WalkSharedTeam(share_id="s2"),
        SharedWalkView(None, "Ana Lopez", withdrawn=True),
    ),
    "walk share sent": sent(SENT),
    "walk share sent, later": sent(SENT, wall=MORNING),
    "walk share sent, sometime": sent(SENT, sometime=True),
    "walk share sent to the team": sent(TO_TEAM),
    "walk share sent to the team, later": sent(TO_TEAM, wall=MORNING),
    "walk share taken back": sent(taken_back(SENT)),
    "walk share taken back from the team": sent(taken_back(TO_TEAM)),
    "walk, more, something shown": (WalkMore(walk_id="w1"), shown(ENDED, shows=True)),
    "walk shares": (WalkShares(walk_id="w1"), WalkSharesView((SENT, TO_TEAM))),
    "walk shares, second of three pages": (WalkShares(walk_id="w1", page=1), WalkSharesView(several(), 1, 3)),
    "walk shares, last of two pages": (WalkShares(page=1), WalkSharesView((SENT,), 1, 2)),
    "walk shares, none": (WalkShares(walk_id="w1"), WalkSharesView(())),
    **{f"walk unshown, {why}": (WalkUnshown(walk_id="w1", why=why), None) for why in ("nothing", "nobody", "often")},
    "walk unshown, gone": (WalkUnshown(walk_id="w1", why="gone"), None),
}
