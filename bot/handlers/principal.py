"""The principal's page: kept, sent, taken back; its outcome written, confirmed, answered. Rights are asked again."""

from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.guide import theirs
from bot.handlers.telling import tell
from bot.showing.principal import KIND, sending
from community.civil import civil_date, school_year, school_year_end
from community.commands import (
    Command,
    ConfirmOutcome,
    DropPage,
    KeepPrincipalPage,
    ReplyToOutcome,
    WithdrawPage,
    WriteOutcome,
)
from community.messages import (
    Message,
    NotForYou,
    OwnPrincipalPage,
    PrincipalAnswer,
    PrincipalOutcome,
    PrincipalPage,
)
from community.rights import may_keep_page, may_read_page
from community.views import PrincipalPageView
from dialogs.unsent import WORDS, UnsentDialog
from storage.principal import (
    add_page,
    confirm_outcome,
    drop_page,
    lock_page,
    page_of_walk,
    reply_to_outcome,
    rewrite_page,
    send_page,
    withdraw_page,
    write_outcome,
)
from storage.pushed import page_waits_until
from storage.scope import Scope
from storage.views.people import load_person
from storage.views.principal import load_page, principals_of

ASKED = PrincipalOutcome.model_fields["kind"].default
ANSWERED = PrincipalAnswer.model_fields["kind"].default


def keep(command: KeepPrincipalPage, acting: Acting) -> Message | Begin:
    """The page of a walk, one a walk; sent where a principal is named and can be reached, else its teacher's to bring.

    Sent again to who waits for it still, it is the same message, which says it as it is by then.
    """
    walk = theirs(acting, command.walk_id)
    place = acting.person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None or not place.principal_page:
        said = command.written
        return _unsent("\n".join(part for part in (said.intent, said.classroom, said.chosen) if part))
    here = Scope(acting.scope.organization_id, walk.community_id)
    page_id = page_of_walk(here, acting.conn, walk.walk_id)
    known = _own(acting, page_id) if page_id is not None else None
    if known is None and page_id is not None:
        drop_page(here, acting.conn, page_id)  # of a school year that is over
    if known is not None:
        page_id = known.page_id
        rewrite_page(here, acting.conn, acting.ring, page_id, command.written, acting.now)
    else:
        ends = school_year_end(school_year(civil_date(acting.now, ZoneInfo(place.time_zone))))
        page_id = add_page(
            here, acting.conn, acting.ring, acting.person_id, walk.walk_id, command.written, ends, acting.now
        )
    page = _page(acting, page_id) if page_id is not None else None
    if page is None:
        return NotForYou()
    if command.to_id is None or not _sent(acting, here, page, command.to_id):
        withdraw_page(here, acting.conn, page.page_id, acting.now)
    acting.saying.freshen(here, page.page_id)
    return OwnPrincipalPage(page_id=page.page_id)


def _sent(acting: Acting, here: Scope, page: PrincipalPageView, to_id: str) -> bool:
    """Whether the page goes to this principal, or is on its way already."""
    found = principals_of(here, acting.conn, acting.now)
    principal = next((each for each in found if each.person_id == to_id != acting.person_id), None)
    if principal is None:
        return False
    there = Scope(here.organization_id, principal.community_id)
    waits = page_waits_until(there, acting.conn, KIND, to_id, page.page_id) is not None
    if waits and page.principal_id == to_id:
        return True
    if not send_page(here, acting.conn, page.page_id, to_id, acting.now):
        return False
    now_sent = _page(acting, page.page_id)
    assert now_sent is not None
    return waits or tell(acting, there, to_id, PrincipalPage(page_id=page.page_id), sending(now_sent)) is not None


def write(command: WriteOutcome, acting: Acting) -> Message | Begin:
    """Kept, unconfirmed; who may confirm it is asked: once, of what waits to be asked and of the same said before."""
    page = _own(acting, command.page_id)
    if page is None or not page.on:
        return _unsent(command.came.words) if command.came.words else NotForYou()
    here = Scope(acting.scope.organization_id, page.community_id)
    write_outcome(here, acting.conn, acting.ring, page.page_id, command.came, acting.now)
    acting.saying.freshen(here, page.page_id)
    changed = _page(acting, page.page_id)
    assert changed is not None
    reader = load_person(here, acting.conn, page.principal_id, acting.now) if page.principal_id else None
    if page.principal_id is not None and may_read_page(reader, changed):
        found = principals_of(here, acting.conn, acting.now)
        there = next((each.community_id for each in found if each.person_id == page.principal_id), page.community_id)
        scope = Scope(here.organization_id, there)
        if page_waits_until(scope, acting.conn, ASKED, page.principal_id, page.page_id) is None:
            cause = f"principal_outcome:{page.page_id}:{changed.edition}"
            tell(acting, scope, page.principal_id, PrincipalOutcome(page_id=page.page_id), cause)
    return OwnPrincipalPage(page_id=page.page_id)


def confirm(command: ConfirmOutcome, acting: Acting) -> Message:
    """What they read, if it is still what stands; else what stands now is shown, to be confirmed or not."""
    page = _theirs(acting, command.page_id)
    if page is None or page.came is None:
        return NotForYou()
    if command.edition == page.edition and page.confirmed_on is None:
        confirm_outcome(acting.scope, acting.conn, page.page_id, acting.now)
        _answered(acting, page)
    return PrincipalOutcome(page_id=page.page_id)


def reply(command: ReplyToOutcome, acting: Acting) -> Message | Begin:
    """The line goes to the teacher; nothing is confirmed."""
    page = _theirs(acting, command.page_id)
    if page is None or page.came is None:
        return _unsent(command.line)
    reply_to_outcome(acting.scope, acting.conn, acting.ring, page.page_id, command.line)
    _answered(acting, page)
    return PrincipalOutcome(page_id=page.page_id)


def _answered(acting: Acting, page: PrincipalPageView) -> None:
    """Every card about the page follows; the teacher is told, unless they are to be: then it says this by itself."""
    here = Scope(acting.scope.organization_id, page.community_id)
    acting.saying.freshen(here, page.page_id)
    if page_waits_until(here, acting.conn, ANSWERED, page.owner_id, page.page_id) is not None:
        return
    cause = f"principal_answer:{page.page_id}:{int(acting.now.timestamp() * 1000)}"
    tell(acting, here, page.owner_id, PrincipalAnswer(page_id=page.page_id), cause)


def withdraw(command: WithdrawPage, acting: Acting) -> Message:
    """The principal is shown it no more, from now on."""
    page = _own(acting, command.page_id)
    if page is None:
        return NotForYou()
    here = Scope(acting.scope.organization_id, page.community_id)
    withdraw_page(here, acting.conn, page.page_id, acting.now)
    acting.saying.freshen(here, page.page_id)
    return OwnPrincipalPage(page_id=page.page_id)


def drop(command: DropPage, acting: Acting) -> Message:
    """Erased, and shown to nobody."""
    page = _own(acting, command.page_id)
    if page is None:
        return NotForYou()
    here = Scope(acting.scope.organization_id, page.community_id)
    drop_page(here, acting.conn, page.page_id)
    acting.saying.freshen(here, page.page_id)
    return OwnPrincipalPage(page_id=page.page_id)


def _own(acting: Acting, page_id: str) -> PrincipalPageView | None:
    """The teacher's own page, locked."""
    page = _page(acting, page_id) if lock_page(acting.scope, acting.conn, page_id) else None
    return page if page is not None and may_keep_page(acting.person, page) else None


def _theirs(acting: Acting, page_id: str) -> PrincipalPageView | None:
    """The page that was sent to who acts, locked."""
    page = _page(acting, page_id) if lock_page(acting.scope, acting.conn, page_id) else None
    return page if page is not None and may_read_page(acting.person, page) else None


def _page(acting: Acting, page_id: str) -> PrincipalPageView | None:
    return load_page(acting.scope, acting.conn, acting.ring, page_id, acting.now)


def _unsent(words: str) -> Begin:
    """Why it isn't kept; then what was written, so that it isn't lost."""
    return Begin(UnsentDialog.key, given={WORDS: words}, say=(NotForYou(),))


HANDLES: dict[type[Command], Handler] = {
    KeepPrincipalPage: keep,
    WriteOutcome: write,
    ConfirmOutcome: confirm,
    ReplyToOutcome: reply,
    WithdrawPage: withdraw,
    DropPage: drop,
}
