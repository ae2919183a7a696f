"""What peers wrote, in clear, and the challenges shown: who may read which is asked of community/rights.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select

from community.challenge import ChallengeState, Readers
from community.peers import WordsKind
from community.views import BundleView, Challenge, PeerWords
from storage.schema import (
    cards,
    challenges,
    channels,
    memberships,
    peer_words,
    people,
)
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.views.challenges import load_challenge

_A_DAY = timedelta(days=1)

_authors, _owners, _asked_ones = people.alias("authors"), people.alias("owners"), people.alias("asked_ones")
_asked, _answers = peer_words.alias("asked"), peer_words.alias("answers")
_WORDS = (
    select(
        peer_words,
        _authors.c.full_name.label("author"),
        challenges.c.person_id.label("owner_id"),
        challenges.c.question_sealed,
        challenges.c.community_id,
        _owners.c.full_name.label("owner"),
        _asked.c.person_id.label("asked_by"),
        _asked.c.text_sealed.label("asked_sealed"),
        _asked_ones.c.full_name.label("asked_name"),
        exists().where(_answers.c.answers_id == peer_words.c.id).label("answered"),
    )
    .select_from(
        peer_words.join(challenges, challenges.c.id == peer_words.c.challenge_id)
        .join(_authors, _authors.c.id == peer_words.c.person_id)
        .join(_owners, _owners.c.id == challenges.c.person_id)
        .outerjoin(_asked, _asked.c.id == peer_words.c.answers_id)
        .outerjoin(_asked_ones, _asked_ones.c.id == _asked.c.person_id)
    )
    .where(peer_words.c.organization_id == bindparam("organization"))
)
_ONE = _WORDS.where(peer_words.c.id == bindparam("words"))
_TO_PERSON = func.coalesce(_asked.c.person_id, challenges.c.person_id) == bindparam("person")
_BUNDLED = _WORDS.where(
    peer_words.c.bundle == bindparam("bundle"),
    _TO_PERSON,
    ~exists().where(_answers.c.answers_id == peer_words.c.id),
).order_by(peer_words.c.created_at, peer_words.c.id)

_THREADS = (
    select(cards.c.address_id, cards.c.platform_id, channels.c.group_id, channels.c.community_id)
    .join(channels, channels.c.address_id == cards.c.address_id)
    .where(
        cards.c.organization_id == bindparam("organization"),
        channels.c.organization_id == bindparam("organization"),
        cards.c.subject_id == bindparam("challenge"),
        cards.c.person_id.is_(None),
        cards.c.platform_id.is_not(None),
    )
    .order_by(cards.c.created_at.desc(), cards.c.id)
)
_SHOWN = (
    select(challenges, memberships.c.subject)
    .select_from(
        challenges.outerjoin(
            memberships,
            (memberships.c.person_id == challenges.c.person_id)
            & (memberships.c.community_id == challenges.c.community_id)
            & (memberships.c.starts_on <= bindparam("latest"))
            & (memberships.c.ends_on >= bindparam("earliest")),
        )
    )
    .where(
        challenges.c.organization_id == bindparam("organization"),
        challenges.c.community_id.in_(bindparam("communities", expanding=True)),
        challenges.c.readers != Readers.ME.value,
        challenges.c.state != ChallengeState.SKIPPED.value,
        challenges.c.question_sealed.is_not(None),
    )
    .order_by(func.coalesce(challenges.c.shown_at, challenges.c.created_at).desc(), challenges.c.id)
)
_MINE_FROM = (
    select(challenges.c.id)
    .where(
        challenges.c.organization_id == bindparam("organization"),
        challenges.c.person_id == bindparam("person"),
        challenges.c.inspired_by_id == bindparam("challenge"),
        challenges.c.state == ChallengeState.OPEN.value,
    )
    .order_by(challenges.c.created_at)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A challenge that is shown to somebody, its words left sealed, and the subject its owner teaches."""

    challenge: Challenge
    subject: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A card about a challenge in a channel: where, the platform's id of it, and what the channel is bound to."""

    address_id: str
    platform_id: str
    group_id: str
    community_id: str


def load_words(scope: Scope, conn: Connection, ring: KeyRing, words_id: str) -> PeerWords | None:
    """The organization's words of this id, whoever's."""
    row = conn.execute(_ONE, {"organization": scope.organization_id, "words": words_id}).first()
    return _words(ring, row) if row is not None else None


def load_bundle(scope: Scope, conn: Connection, ring: KeyRing, person_id: str, bundle: str) -> BundleView:
    """What was sent to the person and is told in that week's bundle: the oldest first, without what they answered."""
    given = {"organization": scope.organization_id, "person": person_id, "bundle": bundle}
    return BundleView(tuple(_words(ring, row) for row in conn.execute(_BUNDLED, given)))


def threads_of(scope: Scope, conn: Connection, challenge_id: str) -> list[Thread]:
    """The cards about a challenge that stand in bound channels, the newest first; rights say which may show it."""
    given = {"organization": scope.organization_id, "challenge": challenge_id}
    return [Thread(*row) for row in conn.execute(_THREADS, given)]


def load_listed(scope: Scope, conn: Connection, community_ids: Sequence[str], now: datetime) -> list[Listed]:
    """All that is shown to anybody in these communities, the newest first; each once."""
    given = {
        "organization": scope.organization_id,
        "communities": list(community_ids),
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }
    found: dict[str, Listed] = {}
    for row in conn.execute(_SHOWN, given):
        found.setdefault(row.id, Listed(_sealed(row), (row.subject or "").strip()))
    return list(found.values())


def load_made_from(
    scope: Scope, conn: Connection, ring: KeyRing, person_id: str, challenge_id: str
) -> Challenge | None:
    """The person's own open challenge that they made from this one."""
    given = {"organization": scope.organization_id, "person": person_id, "challenge": challenge_id}
    found = conn.execute(_MINE_FROM, given).scalar()
    return load_challenge(scope, conn, ring, found) if found is not None else None


def _sealed(row: Any) -> Challenge:
    """What rights are asked of, without a word."""
    return Challenge(
        challenge_id=row.id,
        owner_id=row.person_id,
        community_id=row.community_id,
        community="",
        month=row.month,
        until=row.until,
        state=ChallengeState(row.state),
        question=None,
        tool_user=None,
        hint_given=row.hint_given,
        changed_at=row.changed_at,
        group_id=row.group_id,
        readers=Readers(row.readers),
        shown_at=row.shown_at,
    )


def _words(ring: KeyRing, row: Any) -> PeerWords:
    def opened(table: str, column: str, row_id: str, sealed: str | None) -> str:
        return ring.unseal(table, column, row_id, sealed) if sealed is not None else ""

    return PeerWords(
        words_id=row.id,
        challenge_id=row.challenge_id,
        author_id=row.person_id,
        author=row.author,
        kind=WordsKind(row.kind),
        text=opened("peer_words", "text_sealed", row.id, row.text_sealed),
        owner_id=row.owner_id,
        owner=row.owner,
        question=opened("challenges", "question_sealed", row.challenge_id, row.question_sealed),
        answers_id=row.answers_id,
        answered=row.answered,
        to_id=row.asked_by or row.owner_id,
        to=row.asked_name or row.owner,
        asked=opened("peer_words", "text_sealed", row.answers_id, row.asked_sealed) if row.answers_id else "",
        community_id=row.community_id,
    )
