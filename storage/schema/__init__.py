"""The tables. People's words are in columns named ``…_sealed``; each personal column says how it is exported, erased
and kept (``info={"personal": …}``), and a test walks them to hold them to that.

Ids are random text made by us. Instants are UTC (:class:`storage.types.UtcDateTime`); ``Date`` columns are civil
dates of the community's zone.
"""

from storage.columns import metadata
from storage.schema.challenges import actions, challenges, peer_words, reports, traces
from storage.schema.groups import channels, citations, letters, meetings, syntheses
from storage.schema.guide import (
    guide_answers,
    guides,
    principal_pages,
    team_answers,
    team_questions,
    uploads,
    walk_shares,
    walks,
)
from storage.schema.people import (
    addresses,
    communities,
    departments,
    families,
    memberships,
    muted,
    organizations,
    people,
    roles,
    teams,
    tenants,
)
from storage.schema.talking import cards, facts, inbox, outbox, presses, talks

__all__ = [
    "actions",
    "addresses",
    "cards",
    "challenges",
    "channels",
    "citations",
    "communities",
    "departments",
    "facts",
    "families",
    "guide_answers",
    "guides",
    "inbox",
    "letters",
    "meetings",
    "memberships",
    "metadata",
    "muted",
    "organizations",
    "outbox",
    "peer_words",
    "people",
    "presses",
    "principal_pages",
    "reports",
    "roles",
    "syntheses",
    "talks",
    "team_answers",
    "team_questions",
    "teams",
    "tenants",
    "traces",
    "uploads",
    "walk_shares",
    "walks",
]
