"""The people of an organization."""

from sqlalchemy import Connection, select, update

from storage.schema import people
from storage.scope import Scope


def person_by_email(scope: Scope, conn: Connection, email: str) -> str | None:
    """The id of the organization's person with this e-mail, case aside."""
    found = conn.execute(
        select(people.c.id).where(
            people.c.organization_id == scope.organization_id, people.c.email == email.strip().lower()
        )
    ).scalar()
    return str(found) if found is not None else None


def choose_locale(scope: Scope, conn: Connection, person_id: str, locale: str) -> bool:
    """Speak to this person in ``locale``; the roster no longer changes it."""
    mine = (people.c.id == person_id) & (people.c.organization_id == scope.organization_id)
    return conn.execute(update(people).where(mine).values(locale=locale, locale_chosen=True)).rowcount == 1
