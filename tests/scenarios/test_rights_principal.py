"""Over any sequence of acts, a principal is drawn nothing of anybody but the pages that were sent to them, then.

The acts are the program's own handlers; who may read what is kept apart here, from what the acts mean. Nobody else but
its teacher is drawn a page, either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bot.delivery.pages import end_pages, pages_follow
from bot.delivery.saying import Saying
from bot.handlers import carry_out
from bot.handlers.acting import Acting, Begin
from bot.showing import Showing
from community.challenge import ToolUser
from community.commands import (
    Command,
    ConfirmOutcome,
    DropPage,
    KeepPrincipalPage,
    ReplyToOutcome,
    WithdrawPage,
    WriteOutcome,
)
from community.delivery import kinds
from community.guide import Jurisdiction, Moment
from community.messages import Ask, Message, NotForYou, OwnPrincipalPage, PrincipalOutcome, PrincipalPage
from community.principal import NO_TOOL, Ages, CameOf, Opening, Outcome, Written
from community.roles import Role
from community.walk import Answer, Leg
from dialogs import DIALOGS
from storage.challenges import add_challenge
from storage.guides import keep_guide
from storage.organizations import set_community
from storage.schema import cards, memberships, roles
from storage.views.people import load_person
from storage.views.principal import load_page
from storage.walks import add_walk, give_answer, stand_at
from tests.guide import SMALL
from tests.scenarios.test_rights import CHANNELS, MONTH, NOW, PEOPLE, UNTIL, WORDS, World, text_of, world
from tests.storage.seeds import RING

HEADS = ("paul", "steve")
TEACHERS = ("ada", "bea")
JULY = datetime(2026, 7, 1, 14, 0, tzinfo=UTC)


@dataclass
class Sheet:
    """A page: whose, to whom, and the word it is known by."""

    owner: str
    secret: str
    to: str | None = None
    anew: bool = False
    """Written in the school year that comes."""


@dataclass
class Story:
    """A school, its pages, and what everybody decided about them."""

    world: World
    showing: Showing
    now: datetime = NOW
    on: bool = True
    walks: dict[str, str] = field(default_factory=dict)
    challenges: list[str] = field(default_factory=list)
    private: list[tuple[str, str]] = field(default_factory=list)
    """(owner, secret) of what no page says: the challenge, the walk's project and notes."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """By walk."""
    pages: dict[str, str] = field(default_factory=dict)
    """By walk, the page's id, the last one there was."""
    heads: set[str] = field(default_factory=lambda: set(HEADS))

    def begin(self) -> None:
        """Two principals; each teacher has a private challenge, and a walk at its end with its note."""
        conn, scope = self.world.conn, self.world.scope
        assert scope.community_id is not None
        steve = select(memberships.c.id).where(memberships.c.person_id == self.world.ids["steve"])
        conn.execute(update(roles).where(roles.c.membership_id.in_(steve)).values(role=Role.PRINCIPAL.value))
        set_community(scope, conn, "principal_page", "on")
        guide = keep_guide(scope, conn, SMALL, NOW)
        assert guide is not None
        for who in TEACHERS:
            words = [f"defi{who}z", f"projet{who}z", f"note{who}z"]
            self.private += [(who, secret) for secret in words]
            made = add_challenge(
                scope, conn, RING, self.world.ids[who], MONTH, UNTIL, NOW, question=words[0], tool_user=ToolUser.ME
            )
            first = SMALL.criteria[0].first.key
            walk = add_walk(
                scope,
                conn,
                RING,
                self.world.ids[who],
                guide,
                Moment.BEFORE,
                Jurisdiction.QUEBEC,
                first,
                NOW,
                project=words[1],
            )
            assert made is not None
            assert walk is not None
            give_answer(scope, conn, RING, walk, first, NOW, answer=Answer.PARTLY, note=words[2])
            stand_at(scope, conn, walk, Leg.FIRST, None, NOW)
            self.challenges.append(made)
            self.walks[who] = walk

    def do(self, who: str, command: Command) -> Message | Begin:
        """One command of one person."""
        self.world.events += 1
        person = load_person(self.world.scope, self.world.conn, self.world.ids[who], self.now)
        assert person is not None
        acting = Acting(
            scope=self.world.scope,
            conn=self.world.conn,
            ring=RING,
            person=person,
            person_id=self.world.ids[who],
            address=self.world.addresses[who],
            now=self.now,
            saying=Saying(self.world.conn, self.now, "here", self.now + timedelta(minutes=1), "r1"),
            cause=f"event:{self.world.events}",
        )
        return carry_out(command, acting)

    def may_read(self, reader: str, sheet: Sheet) -> bool:
        """What the acts so far allow, spelt out."""
        if self.now >= JULY and not sheet.anew:
            return False
        if reader == sheet.owner:
            return True
        return self.on and reader in self.heads and reader == sheet.to


def keep(story: Story, who: str, n: int) -> None:
    """A teacher's page, to a principal or to bring."""
    to = (*HEADS, None)[n % 3]
    story.world.events += 1
    secret = f"page{story.world.events}z"
    written = Written(secret, f"groupe{secret}", Ages.AT_13, NO_TOOL, Opening.NOT_NEEDED, f"choix{secret}")
    done = story.do(who, KeepPrincipalPage(story.walks[who], written, story.world.ids[to] if to else None))
    if isinstance(done, OwnPrincipalPage):
        assert story.on
        story.pages[who] = done.page_id
        story.sheets[who] = Sheet(who, secret, to if to in story.heads else None, anew=story.now >= JULY)
    else:
        assert not story.on


def note(story: Story, who: str, n: int) -> None:
    """What came of it, said with a word of the page's own."""
    if who in story.sheets:
        outcome = list(Outcome)[n % 3]
        on = date(2025, 11, 13) if outcome is Outcome.LATER else None
        story.do(who, WriteOutcome(story.pages[who], CameOf(outcome, on, f"suite{story.sheets[who].secret}")))


def confirm(story: Story, who: str, n: int) -> None:
    """A principal confirms what stands, theirs or not."""
    if who not in story.pages:
        return
    head = HEADS[n % 2]
    page = load_page(story.world.scope, story.world.conn, RING, story.pages[who], story.now)
    sheet = story.sheets.get(who)
    mine = sheet is not None and story.may_read(head, sheet)
    done = story.do(head, ConfirmOutcome(story.pages[who], page.edition if page is not None else ""))
    if not mine:
        assert done == NotForYou()


def reply(story: Story, who: str, n: int) -> None:
    """A principal says that it isn't quite so, of theirs or another's."""
    if who not in story.pages:
        return
    head = HEADS[n % 2]
    sheet = story.sheets.get(who)
    done = story.do(head, ReplyToOutcome(story.pages[who], "Pas tout à fait."))
    if isinstance(done, PrincipalOutcome):
        assert sheet is not None
        assert story.may_read(head, sheet)


def withdraw(story: Story, who: str, n: int) -> None:
    """Its teacher takes it back; somebody else tries to."""
    if who not in story.pages:
        return
    other = TEACHERS[1 - TEACHERS.index(who)]
    assert story.do(other, WithdrawPage(story.pages[who])) == NotForYou()
    if isinstance(story.do(who, WithdrawPage(story.pages[who])), OwnPrincipalPage):
        story.sheets[who].to = None


def drop(story: Story, who: str, n: int) -> None:
    """Its teacher erases it."""
    if who in story.pages and isinstance(story.do(who, DropPage(story.pages[who])), OwnPrincipalPage):
        del story.sheets[who]


def switch(story: Story, who: str, n: int) -> None:
    """The organization stops offering it, or offers it again."""
    story.on = not story.on
    set_community(story.world.scope, story.world.conn, "principal_page", "on" if story.on else "off")
    pages_follow(story.world.conn, story.world.scope, story.now)


def leave(story: Story, who: str, n: int) -> None:
    """A principal is none any more, or is one again."""
    head = HEADS[n % 2]
    held = select(memberships.c.id).where(memberships.c.person_id == story.world.ids[head])
    ends = NOW.date() - timedelta(days=1) if head in story.heads else date(2026, 6, 30)
    story.world.conn.execute(update(roles).where(roles.c.membership_id.in_(held)).values(ends_on=ends))
    story.heads ^= {head}


def summer(story: Story, who: str, n: int) -> None:
    """The school year is over; the upkeep may not have come by yet. Some roles go on."""
    if n < 4 or story.now >= JULY:
        return
    story.now = JULY
    story.world.conn.execute(update(roles).values(ends_on=date(2027, 6, 30)))
    story.heads = set(HEADS)
    if n == 5:
        end_pages(story.world.conn, story.now)


OF_THE_PAGE = ("principal_page", "principal_outcome", "principal_reply")
ACTS = (keep, keep, keep, note, note, confirm, reply, withdraw, drop, switch, leave, summer)


def about(story: Story) -> Iterator[Message]:
    """Every kind of message, about every challenge, walk and page there is, or ever was."""
    ids = {
        "challenge_id": story.challenges,
        "walk_id": list(story.walks.values()),
        "page_id": [*story.pages.values(), "nothing"],
        "address_id": [one.id for one in story.world.addresses.values()],
    }
    for kind in kinds():
        needed = [name for name, info in kind.model_fields.items() if info.is_required()]
        if needed and not set(needed) <= set(ids):
            continue
        for value in ids[needed[0]] if needed else [None]:
            yield kind(**({needed[0]: value} if needed else {}))
    first = SMALL.criteria[0].first.key
    of = [*story.pages.values(), *story.walks.values(), *story.challenges]
    of += [f"{walk}:{first}" for walk in story.walks.values()]
    for dialog in DIALOGS.values():
        for subject in (None, *of):
            for step in dialog.steps if dialog.key in OF_THE_PAGE else [dialog.first()]:
                yield Ask(dialog=dialog.key, step=step, revision=1, subject_id=subject)


def look(story: Story, reader: str) -> None:
    """Everything that this reader could be drawn, now."""
    hidden = [sheet.secret for sheet in story.sheets.values() if not story.may_read(reader, sheet)]
    if reader not in TEACHERS:
        hidden += [secret for owner, secret in story.private if owner != reader]
    address = story.world.addresses[reader]
    for message in about(story):
        form: dict[str, Any] = {"fields": {}, "as_form": True} if isinstance(message, Ask) else {}
        card = story.showing.card(story.world.conn, story.world.scope, message, address, story.now, **form)
        read = text_of(card) if card is not None else ""
        for secret in hidden:
            assert secret not in read, f"{reader} reads {secret} in {message!r}"


acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(TEACHERS), st.integers(0, 5))


@settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(st.lists(acts, min_size=4, max_size=10))
def test_a_principal_is_drawn_nothing_but_pages_sent_to_them(sequence: list[tuple[Any, str, int]]) -> None:
    with world() as here:
        story = Story(here, Showing(RING, WORDS, "fr_CA", "America/Toronto"))
        story.begin()
        for n, who in enumerate(TEACHERS):
            keep(story, who, n)
            note(story, who, n)
        for what, who, n in sequence:
            what(story, who, n)
            for reader in HEADS:
                look(story, reader)
        for reader in (*PEOPLE, *CHANNELS):
            look(story, reader)


def test_what_was_sent_is_drawn() -> None:
    """Else the test above would prove nothing."""
    with world() as here:
        story = Story(here, Showing(RING, WORDS, "fr_CA", "America/Toronto"))
        story.begin()
        keep(story, "ada", 0)
        note(story, "ada", 0)
        (sheet,) = story.sheets.values()

        def read(who: str, message: Message) -> str | None:
            card = story.showing.card(here.conn, here.scope, message, here.addresses[who], story.now)
            return text_of(card) if card is not None else None

        page, outcome = PrincipalPage(page_id=story.pages["ada"]), PrincipalOutcome(page_id=story.pages["ada"])
        assert sheet.secret in (read("paul", page) or "")
        assert f"suite{sheet.secret}" in (read("paul", outcome) or "")
        assert sheet.secret in (read("ada", OwnPrincipalPage(page_id=page.page_id)) or "")
        for who in (*PEOPLE, *CHANNELS):
            assert who == "paul" or read(who, page) is None
        withdraw(story, "ada", 0)
        assert read("paul", page) is None  # it was never on his screen: nothing is told
        posted = {"id": "c1", "organization_id": here.scope.organization_id, "address_id": here.addresses["paul"].id}
        message = page.model_dump(mode="json")
        posted |= {"message": message, "subject_id": page.page_id, "platform_id": "p1", "created_at": NOW}
        here.conn.execute(insert(cards), posted | {"revision": 0, "person_id": here.ids["paul"]})
        assert "n'est plus montrée" in (read("paul", page) or "")
