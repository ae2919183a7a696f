"""Principals' pages that follow what changes around them: a switch thrown, a school year over."""

from datetime import datetime

from sqlalchemy import Connection

from bot.delivery.saying import Saying
from storage.principal import pages_sent
from storage.principal_upkeep import forget_pages
from storage.scope import DEPLOYMENT, Scope

_NOBODY = ""
"""No lease: what is put in the outbox is claimed as anything is."""


def pages_follow(conn: Connection, scope: Scope, now: datetime) -> int:
    """The organization switched the page on or off: have the cards of those sent say so; how many edits that makes."""
    saying = Saying(conn, now, _NOBODY, now, "switch")
    return sum(saying.freshen(scope, page_id) for page_id in pages_sent(scope, conn))


def end_pages(conn: Connection, now: datetime) -> int:
    """Erase the pages whose school year is over, and have their cards say so; how many pages."""
    saying = Saying(conn, now, _NOBODY, now, "upkeep")
    over = forget_pages(DEPLOYMENT, conn, now)
    for scope, page_id in over:
        saying.freshen(scope, page_id)
    return len(over)
