"""Telling whoever keeps a guide that its questions of law are old: once a version and its oldest review."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.pushing import when_read
from bot.delivery.saying import Saying
from bot.guides import packaged
from community.civil import civil_date
from community.guide import Guide, to_review
from community.messages import GuideReviewDue
from storage.addresses import address_of_person
from storage.facts import keep_fact, read_fact
from storage.guides import guide_in_force
from storage.organizations import Community
from storage.people import person_by_email
from storage.scope import DEPLOYMENT, Scope
from storage.views.reviews import running


def remind_of_review(saying: Saying, community: Community) -> int:
    """Tell the owner of the community's guide, else whoever runs it, what is due on its civil date; how many are told.

    What was told is kept as a fact: the outbox forgets what it sent long before a review is done. Nobody to tell yet:
    it is tried again.
    """
    scope, conn = community.scope(), saying.conn
    found = guide_in_force(scope, conn)
    guide = found[1] if found is not None else packaged()
    today = civil_date(saying.now, ZoneInfo(community.time_zone))
    due = to_review(guide, today, community.jurisdiction)
    if not due:
        return 0
    oldest = min(question.reviewed for question in due if question.reviewed is not None)
    told = f"{guide.guide} {guide.version} {oldest}"
    if read_fact(DEPLOYMENT, conn, _fact(community)) == told:
        return 0
    message = GuideReviewDue(community_id=community.id, version=guide.version, oldest=oldest)
    # Of the packaged guide, who runs several communities hears once.
    cause = f"guide_review:{found[0] if found is not None else guide.guide}:{guide.version}:{oldest}"
    to = [
        person_id
        for person_id in keepers(conn, scope, guide, saying.now)
        if _tell(saying, scope, person_id, message, cause)
    ]
    if to:
        keep_fact(DEPLOYMENT, conn, _fact(community), told)
    return len(to)


def keepers(conn: Connection, scope: Scope, guide: Guide, now: datetime) -> tuple[str, ...]:
    """The owner, where they are of the organization and Relais can write to them; else who runs the community."""
    owner = person_by_email(scope, conn, guide.owner) if guide.owner else None
    if owner is not None and address_of_person(scope, conn, owner) is not None:
        return (owner,)
    return running(scope, conn, now)


def _tell(saying: Saying, scope: Scope, person_id: str, message: GuideReviewDue, cause: str) -> bool:
    """Whether it waits for them, or did already."""
    anywhere = Scope(scope.organization_id)  # an owner may have no place in this community
    address = address_of_person(scope, saying.conn, person_id)
    going = when_read(saying.conn, anywhere, message.kind, person_id, saying.now)
    if address is None or going.at is None:
        return False
    saying.say(anywhere, message, address, cause=cause, not_before=going.at)
    return True


def _fact(community: Community) -> str:
    return f"guide_review:{community.id}"
