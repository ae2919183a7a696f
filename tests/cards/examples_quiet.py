"""Hours, the pause, fewer messages: every card of them, in each way it may look."""

from dataclasses import replace
from datetime import date

from community.civil import WorkingHours
from community.delivery import DELIVERY
from community.hours import mornings
from community.messages import (
    Ask,
    FewerChosen,
    HoursChosen,
    Message,
    Paused,
    PauseEnded,
    PutAside,
    SettingsPage,
    StillForThis,
)
from community.roles import Role
from community.views import Account, AskView, Membership, PersonView, Quiet, QuietView

PLACE = Membership(
    community_id="c1",
    community_name="COP IA",
    group="Mathématique, 2e cycle",
    facilitators=("Nadia Roy",),
    roles=frozenset({Role.MEMBER}),
    time_zone="America/Toronto",
    learners="élèves",
)
ANA = PersonView("p1", "Ana", "fr_CA", (PLACE,), (Account("teams", date(2025, 10, 7), "email"),))
JANUARY = date(2026, 1, 6)
QUIETER = Quiet(hours=mornings(WorkingHours()), until=JANUARY, fewer_of=frozenset({"peer_bundle", "letter"}))
RUNS_TWO = (
    replace(PLACE, roles=frozenset({Role.FACILITATOR})),
    replace(PLACE, community_id="c2", community_name="Chantier IA", group="Chantier IA"),
)

VIEW = QuietView(date(2025, 12, 9), WorkingHours(), frozenset({"peer_bundle", "letter"}))
HOURS = Ask(dialog="hours", step="when", revision=3)
SPAN = Ask(dialog="hours", step="span", revision=4)
PAUSE = Ask(dialog="pause", step="length", revision=3)
UNTIL = Ask(dialog="pause", step="until", revision=4)
AGAIN = Ask(dialog="again", step="kind", revision=3)


def asked(ask: Ask, *, back: bool = False, fields: bool = False, **changes: object) -> tuple[Message, object]:
    return ask.model_copy(update=changes), AskView(VIEW, {}, form=False, back=back, fields=fields)


COUNTED = [kind for kind, how in DELIVERY.items() if how.counted]

EXAMPLES: dict[str, tuple[Message, object]] = {
    "settings, quieter": (SettingsPage(), replace(ANA, quiet=QUIETER, written=2)),
    "settings, all there is": (
        SettingsPage(),
        replace(ANA, memberships=RUNS_TWO, quiet=replace(QUIETER, meetings=False), written=1),
    ),
    "hours": asked(HOURS),
    "hours, help": asked(HOURS, help=True),
    "hours, span": asked(SPAN, back=True),
    "hours, span, in a field": asked(SPAN, back=True, fields=True),
    "hours, span, not hours": asked(SPAN, back=True, fault="not_hours"),
    "hours, span, outside": asked(SPAN, back=True, fault="outside_hours"),
    "hours, span, help": asked(SPAN, back=True, help=True),
    "pause": asked(PAUSE),
    "pause, help": asked(PAUSE, help=True),
    "pause, until": asked(UNTIL, back=True),
    "pause, until, in a field": asked(UNTIL, back=True, fields=True),
    "pause, until, too early": asked(UNTIL, back=True, fault="too_early"),
    "pause, until, help": asked(UNTIL, back=True, help=True),
    "again": asked(AGAIN),
    "again, help": asked(AGAIN, help=True),
    **{
        f"still for this, {ask.dialog} {ask.step}": (
            StillForThis(dialog=ask.dialog, step=ask.step, revision=5),
            None,
        )
        for ask in (HOURS, SPAN, PAUSE, UNTIL, AGAIN)
    },
    **{f"put aside, {dialog}": (PutAside(dialog=dialog), None) for dialog in ("hours", "pause", "again")},
    "hours chosen": (HoursChosen(), ANA),
    "hours chosen, mornings": (HoursChosen(), replace(ANA, quiet=QUIETER)),
    "paused": (Paused(until=JANUARY), ANA),
    "paused, meetings": (Paused(until=JANUARY, meetings=True), ANA),
    "paused, all": (Paused(until=JANUARY, meetings=False), ANA),
    "pause ended": (PauseEnded(), ANA),
    **{f"fewer of {kind}": (FewerChosen(of=kind), None) for kind in COUNTED},
    "again of letter": (FewerChosen(of="letter", again=True), None),
}
