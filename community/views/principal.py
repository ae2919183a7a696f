"""The principal's page, for the teacher whose it is, and for the one principal it is sent to."""

from dataclasses import dataclass
from datetime import date, datetime

from community.guide import Tool
from community.principal import AgeNote, CameOf, Written, edition
from community.walk import Walk


@dataclass(frozen=True, slots=True)
class PrincipalPageView:
    """One page, its words in clear: all there is to print or to show of it.

    ``owner`` and ``principal`` are first and last names; ``principal_id`` is who it was sent to, none where the teacher
    brings it. ``tool`` is the tool's name, empty for none. Dates are civil dates of the community. ``on``: the
    organization offers the page; ``over``: its school year is.
    """

    page_id: str
    walk_id: str
    community_id: str
    community: str
    owner_id: str
    owner: str
    written: Written
    tool: str
    note: AgeNote | None
    deletes_on: date
    principal_id: str | None = None
    principal: str = ""
    sent_at: datetime | None = None
    sent_on: date | None = None
    came: CameOf | None = None
    confirmed_on: date | None = None
    reply: str = ""
    on: bool = True
    over: bool = False

    @property
    def edition(self) -> str:
        """Names what there is to confirm; empty without an outcome."""
        return edition(self.written, self.came) if self.came is not None else ""


@dataclass(frozen=True, slots=True)
class PageSeenView:
    """The page as the principal reads it; ``None`` where it isn't shown to them any more."""

    page: PrincipalPageView | None


@dataclass(frozen=True, slots=True)
class OwnPageView:
    """The page as its teacher reads it; ``None`` once it is gone.

    ``shown``: the principal may read it. ``waits``: it is still to reach them; ``due``: when it does, in the wall time
    of the community, where their hours alone say it: another day would tell of a pause. ``today`` is the date there.
    """

    page: PrincipalPageView | None
    shown: bool = False
    waits: bool = False
    due: datetime | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody with the role, today. ``reachable``: Relais may carry the page to them."""

    person_id: str
    name: str
    community_id: str
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class PageWritingView:
    """What writing the page needs: the walk it comes from, the page there is of it, who there is to send it to.

    ``classroom`` is the challenge's, ``today`` the civil date in the community.
    """

    walk: Walk
    owner: str
    community: str
    today: date
    deletes_on: date
    page: PrincipalPageView | None = None
    classroom: str = ""
    principals: tuple[Principal, ...] = ()

    def tool(self, key: str) -> Tool | None:
        """The guide's tool of this key."""
        return next((tool for tool in self.walk.guide.tools if tool.key == key), None)

    def principal(self, person_id: str) -> Principal | None:
        """The principal of this id."""
        return next((each for each in self.principals if each.person_id == person_id), None)


@dataclass(frozen=True, slots=True)
class PagePreview:
    """The page as it would be read, and who by; nobody where the teacher brings it."""

    page: PrincipalPageView
    to: Principal | None
