"""What the conversations of « mes réglages » need."""

from zoneinfo import ZoneInfo

from bot.showing.seeing import DialogLoader, Seeing
from community.civil import civil_date
from community.views import PersonView, QuietView


def _quiet(seeing: Seeing, person: PersonView, subject_id: str | None) -> QuietView | None:
    full = seeing.person(accounts=True)
    if full is None or not full.memberships:
        return None
    place = full.membership(seeing.scope.community_id) or full.memberships[0]
    return QuietView(civil_date(seeing.now, ZoneInfo(place.time_zone)), place.hours, full.quiet.fewer_of)


DIALOGS: dict[type, DialogLoader] = {QuietView: _quiet}
