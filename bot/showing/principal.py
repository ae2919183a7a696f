"""The principal's page: for its teacher, and for the one principal it was sent to. Nobody else is drawn any of it."""

from zoneinfo import ZoneInfo

from bot.delivery.pushing import waits_for_hours_alone, when_read
from bot.showing.guide import own_walk
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.civil import civil_date, school_year, school_year_end
from community.messages import OwnPrincipalPage, PrincipalAnswer, PrincipalOutcome, PrincipalPage
from community.rights import may_keep_page, may_read_page
from community.views import OwnPageView, PageSeenView, PageWritingView, PersonView, Principal, PrincipalPageView
from storage.addresses import address_of_person
from storage.channels import posted_in
from storage.principal import page_of_walk
from storage.pushed import page_waits_until
from storage.scope import Scope
from storage.views.challenges import load_challenge
from storage.views.people import load_person
from storage.views.principal import load_page, principals_of

KIND = PrincipalPage.model_fields["kind"].default


def sending(page: PrincipalPageView) -> str:
    """The cause for which the page is sent: once each time its teacher sends it."""
    assert page.sent_at is not None
    return f"principal_page:{page.page_id}:{int(page.sent_at.timestamp() * 1000)}"


def reachable(seeing: Seeing, principal: Principal, kind: str = KIND) -> bool:
    """Whether Relais may carry a page to them: they have come, and want such messages."""
    scope = Scope(seeing.scope.organization_id, principal.community_id)
    going = when_read(seeing.conn, scope, kind, principal.person_id, seeing.now)
    return going.at is not None and address_of_person(scope, seeing.conn, principal.person_id) is not None


def _page(seeing: Seeing, page_id: str | None) -> PrincipalPageView | None:
    return load_page(seeing.scope, seeing.conn, seeing.ring, page_id, seeing.now) if page_id else None


def _seen(seeing: Seeing, message: PrincipalPage | PrincipalOutcome) -> PageSeenView | None:
    """What isn't shown any more is said where it was shown; elsewhere it isn't told of at all."""
    page = _page(seeing, message.page_id)
    if page is not None and may_read_page(seeing.person(), page):
        asked = isinstance(message, PrincipalOutcome)
        return PageSeenView(page) if page.came is not None or not asked else None
    stood = posted_in(seeing.scope, seeing.conn, message.page_id, seeing.reader.id)
    return PageSeenView(None) if stood and seeing.reader.person_id is not None else None


def _to_reply(seeing: Seeing, person: PersonView, subject_id: str | None) -> PageSeenView | None:
    page = _page(seeing, subject_id)
    there = page is not None and page.came is not None and may_read_page(person, page)
    return PageSeenView(page) if there else None


def _own(seeing: Seeing, message: OwnPrincipalPage | PrincipalAnswer) -> OwnPageView | None:
    """Nothing where it isn't there, or isn't theirs: the same for both."""
    page = _page(seeing, message.page_id)
    if page is None or not may_keep_page(seeing.person(), page):
        return OwnPageView(None) if isinstance(message, OwnPrincipalPage) else None
    if isinstance(message, PrincipalAnswer) and not page.reply and page.confirmed_on is None:
        return None
    return own_page(seeing, page)


def own_page(seeing: Seeing, page: PrincipalPageView) -> OwnPageView:
    """The page for its teacher, whether the principal may read it now, and when they get it where it still waits."""
    zone = _zone(seeing, page.community_id)
    here = Scope(seeing.scope.organization_id, page.community_id)
    today = civil_date(seeing.now, zone)
    found = (each for each in principals_of(here, seeing.conn, seeing.now) if each.person_id == page.principal_id)
    principal = next(found, None)
    if principal is None:
        return OwnPageView(page, today=today)
    there, whom = Scope(here.organization_id, principal.community_id), principal.person_id
    shown = may_read_page(load_person(there, seeing.conn, whom, seeing.now), page)
    at = page_waits_until(there, seeing.conn, KIND, whom, page.page_id) if shown else None
    waits = at is not None and at > seeing.now
    told = at is not None and waits_for_hours_alone(seeing.conn, there, KIND, whom, at, seeing.now)
    due = at.astimezone(zone).replace(tzinfo=None) if at is not None and waits and told else None
    return OwnPageView(page, shown, waits, due, today)


def _to_tell(seeing: Seeing, person: PersonView, subject_id: str | None) -> OwnPageView | None:
    """What came of it is written as long as the page is offered there."""
    page = _page(seeing, subject_id)
    if page is None or not page.on or not may_keep_page(person, page):
        return None
    return own_page(seeing, page)


def _writing(seeing: Seeing, person: PersonView, subject_id: str | None) -> PageWritingView | None:
    walk = own_walk(seeing, person, subject_id or "")
    place = person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None or not place.principal_page:
        return None
    here = Scope(seeing.scope.organization_id, walk.community_id)
    today = civil_date(seeing.now, ZoneInfo(place.time_zone))
    page = _page(seeing, page_of_walk(here, seeing.conn, walk.walk_id))
    challenge = load_challenge(here, seeing.conn, seeing.ring, walk.challenge_id) if walk.challenge_id else None
    found = (each for each in principals_of(here, seeing.conn, seeing.now) if each.person_id != person.person_id)
    return PageWritingView(
        walk=walk,
        owner=person.full_name,
        community=place.community_name,
        today=today,
        deletes_on=school_year_end(school_year(today)),
        page=page if page is not None and not page.over else None,
        classroom=(challenge.classroom or "") if challenge is not None else "",
        principals=tuple(
            Principal(each.person_id, each.name, each.community_id, reachable(seeing, each)) for each in found
        ),
    )


def _zone(seeing: Seeing, community_id: str) -> ZoneInfo:
    person = seeing.person()
    place = person.membership(community_id) if person is not None else None
    return ZoneInfo(place.time_zone if place is not None else seeing.zone)


MESSAGES: dict[type, MessageLoader] = {PageSeenView: _seen, OwnPageView: _own}
DIALOGS: dict[type, DialogLoader] = {
    PageWritingView: _writing,
    OwnPageView: _to_tell,
    PageSeenView: _to_reply,
}
