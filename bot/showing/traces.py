"""Chat messages kept as evidence: for whom they are kept, and for whoever wrote them."""

import hashlib
from datetime import date
from zoneinfo import ZoneInfo

from bot.delivery.pushing import waits_for_hours_alone
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.civil import SCHOOL_YEAR_STARTS_IN, civil_date, school_year
from community.messages import TraceAsked, TraceKept
from community.report import Consent
from community.views import KeepTraceView, PersonView, TraceAskedView, TraceView
from storage.pushed import waits_until
from storage.scope import Scope
from storage.traces import find_trace
from storage.views.challenges import load_challenge
from storage.views.people import load_person
from storage.views.traces import load_keepable

GONE = TraceView(None)
"""What is shown of what isn't kept, or isn't theirs: the same for both."""


def _kept(seeing: Seeing, message: TraceKept) -> TraceView:
    trace = find_trace(seeing.scope, seeing.conn, seeing.ring, message.trace_id)
    if trace is None or trace.owner_id != seeing.reader.person_id:
        return GONE
    challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, trace.challenge_id)
    if challenge is None:
        return GONE
    due = None
    if trace.consent is Consent.ASKED and trace.author_id is not None:
        person = seeing.person()
        place = person.membership(challenge.community_id) if person is not None else None
        asked_for = asking(trace.owner_id, trace.link, trace.trace_id)
        due = waits_until(seeing.scope, seeing.conn, asked_for, trace.author_id)
        kind, anywhere = TraceAsked.model_fields["kind"].default, Scope(seeing.scope.organization_id)
        alone = due is not None and waits_for_hours_alone(seeing.conn, anywhere, kind, trace.author_id, due, seeing.now)
        zone = ZoneInfo(place.time_zone if place is not None else seeing.zone)
        due = due.astimezone(zone) if due is not None and alone else None
    return TraceView(trace, challenge.question or "", due)


def asking(keeper_id: str, link: str | None, trace_id: str) -> str:
    """The cause for which the author of a message is asked: once a message and keeper, however often it is kept."""
    if not link:
        return f"trace:{trace_id}"
    return f"trace:{hashlib.sha256(f'{keeper_id} {link}'.encode()).hexdigest()[:32]}"


def _asked(seeing: Seeing, message: TraceAsked) -> TraceAskedView | None:
    """For the author of the message, as long as it is kept."""
    trace = find_trace(seeing.scope, seeing.conn, seeing.ring, message.trace_id, to_author=True)
    if trace is None or trace.author_id is None or trace.author_id != seeing.reader.person_id:
        return None
    keeper = load_person(seeing.scope, seeing.conn, trace.owner_id, seeing.now)
    if keeper is None or not trace.text:
        return None
    return TraceAskedView(trace.trace_id, trace.text, keeper.full_name)


def _keepable(seeing: Seeing, person: PersonView, subject_id: str | None) -> KeepTraceView | None:
    """This school year's challenges, open or reported; ``None`` without any."""
    zone = ZoneInfo(person.memberships[0].time_zone if person.memberships else seeing.zone)
    first = date(int(school_year(civil_date(seeing.now, zone))[:4]), SCHOOL_YEAR_STARTS_IN, 1)
    found = load_keepable(seeing.scope, seeing.conn, seeing.ring, person.person_id or "", first)
    return found if found.challenges else None


MESSAGES: dict[type, MessageLoader] = {TraceView: _kept, TraceAskedView: _asked}
DIALOGS: dict[type, DialogLoader] = {KeepTraceView: _keepable}
