"""A guide's questions of law that are old: for whoever keeps the guide, as long as they are."""

from zoneinfo import ZoneInfo

from bot.delivery.reviewing import keepers
from bot.guides import packaged
from bot.showing.seeing import MessageLoader, Seeing
from community.civil import civil_date
from community.guide import to_review
from community.messages import GuideReviewDue
from community.views import GuideReviewView
from storage.guides import guide_in_force
from storage.organizations import community
from storage.scope import Scope


def _due(seeing: Seeing, message: GuideReviewDue) -> GuideReviewView | None:
    """``None`` once it was read again, another version is in force, or somebody else keeps it: nothing is sent."""
    here = community(Scope(seeing.scope.organization_id, message.community_id), seeing.conn)
    if here is None:
        return None
    found = guide_in_force(here.scope(), seeing.conn)
    guide = found[1] if found is not None else packaged()
    due = to_review(guide, civil_date(seeing.now, ZoneInfo(here.time_zone)), here.jurisdiction)
    oldest = min((question.reviewed for question in due if question.reviewed is not None), default=None)
    if guide.version != message.version or oldest != message.oldest or oldest is None:
        return None
    if seeing.reader.person_id not in keepers(seeing.conn, here.scope(), guide, seeing.now):
        return None
    return GuideReviewView(here.name, guide.version, oldest, due)


MESSAGES: dict[type, MessageLoader] = {GuideReviewView: _due}
