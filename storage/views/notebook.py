"""Everything of one person's own, in clear: loaded for them only."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from community.civil import civil_date
from community.notebook import has_open, pages_of, to_complete
from community.peers import WordsKind
from community.views import Trace
from community.views.notebook import NotebookView
from storage.schema import peer_words
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.traces import traces_by
from storage.views.challenges import all_challenges
from storage.views.reports import actions_by, reports_by

_SENT = (
    select(peer_words)
    .where(
        peer_words.c.person_id == bindparam("person"),
        peer_words.c.organization_id == bindparam("organization"),
    )
    .order_by(peer_words.c.created_at, peer_words.c.id)
)


def load_notebook(
    scope: Scope, conn: Connection, ring: KeyRing, person_id: str, page: int, zone: ZoneInfo
) -> NotebookView:
    """One page of a person's notebook; a page past the end is the last one. ``zone`` is for the days of what they sent.

    What peers wrote isn't in it, and of a peer's challenge that inspired one's own, nothing.
    """
    mine = all_challenges(scope, conn, ring, person_id)
    reports = {report.challenge_id: report for report in reports_by(scope, conn, ring, person_id)}
    actions = defaultdict(list)
    for action in actions_by(scope, conn, ring, person_id):
        actions[action.challenge_id].append(action)
    traces: dict[str, list[Trace]] = defaultdict(list)
    for trace in traces_by(scope, conn, ring, person_id):
        traces[trace.challenge_id].append(trace)
    sent = [
        (
            civil_date(row.created_at, zone),
            WordsKind(row.kind),
            ring.unseal("peer_words", "text_sealed", row.id, row.text_sealed),
        )
        for row in conn.execute(_SENT, {"person": person_id, "organization": scope.organization_id})
        if row.text_sealed is not None
    ]
    pages = pages_of(
        ((c, reports.get(c.challenge_id), actions[c.challenge_id], traces[c.challenge_id]) for c in mine), sent
    )
    page = min(max(page, 0), max(len(pages) - 1, 0))
    month, entries = pages[page] if pages else (None, ())
    questions = {challenge.challenge_id: challenge.question or "" for challenge in mine}
    return NotebookView(
        month=month,
        entries=entries,
        page=page,
        pages=max(len(pages), 1),
        reports=tuple((challenge_id, questions[challenge_id]) for challenge_id in to_complete(entries)),
        open_one=has_open(mine),
    )
