"""Where Teams lets a file be put, once its person accepted it: kept sealed until it is there, for a day at most."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.dialects import insert_new
from storage.schema import cards, people, uploads
from storage.scope import Deployment, Scope
from storage.sealing import KeyRing


def keep_upload(
    scope: Scope, conn: Connection, ring: KeyRing, card_id: str, person_id: str, place: str, now: datetime
) -> bool:
    """What came with « accept » under this card of this person's; ``False`` where some came before, or isn't theirs."""
    row = {
        "id": card_id,
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "place_sealed": ring.seal("uploads", "place_sealed", card_id, place),
        "created_at": now,
    }
    return insert_new(conn, uploads, row, {"id": cards, "person_id": people})


def find_upload(scope: Scope, conn: Connection, ring: KeyRing, card_id: str, person_id: str) -> str | None:
    """The place kept under this card of this person's."""
    mine = (
        (uploads.c.id == card_id)
        & (uploads.c.person_id == person_id)
        & (uploads.c.organization_id == scope.organization_id)
    )
    sealed = conn.execute(select(uploads.c.place_sealed).where(mine)).scalar()
    return ring.unseal("uploads", "place_sealed", card_id, sealed) if sealed is not None else None


def forget_uploads(deployment: Deployment, conn: Connection, before: datetime) -> int:
    """Forget the places kept before a UTC instant; how many."""
    return conn.execute(delete(uploads).where(uploads.c.created_at < before)).rowcount
