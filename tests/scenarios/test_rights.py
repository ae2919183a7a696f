"""Over any sequence of acts, nobody — person or channel — is ever drawn what its owner hasn't shared with them then.

Acts are carried out by the program's own handlers; who may read what is kept apart here, from what the acts mean.
Every text holds a word of its own, looked for on every card of every kind of message about everything there is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, select, update
from sqlalchemy.pool import StaticPool

from bot.cards.card import Card, TextInput
from bot.delivery.saying import Saying
from bot.handlers import carry_out
from bot.handlers.acting import Acting, Begin
from bot.showing import Showing
from bot.texts.words import Words
from community.challenge import Readers, ToolUser, Wants
from community.commands import ChooseReaders, Command, KeepReport, SendAnswer, SendWords, TryToo
from community.delivery import kinds
from community.messages import Ask, Message, ReportKept, WordsSent
from community.peers import WordsKind
from community.report import Came, NextStep
from dialogs import DIALOGS
from dialogs.flow import About
from storage.actions import add_action, choose_action_readers, note_action
from storage.addresses import Address, add_address, find_address, link
from storage.challenges import add_challenge, show_challenge, withdraw_challenge
from storage.channels import bind_channel, unbind_channel
from storage.people import person_by_email
from storage.schema import (
    actions,
    challenges,
    citations,
    memberships,
    metadata,
    outbox,
    peer_words,
    reports,
    roles,
    syntheses,
    teams,
    traces,
)
from storage.scope import Scope
from storage.views.people import load_person
from tests.cards.plain import plain
from tests.scenarios.house import college
from tests.storage.seeds import RING, organization

NOW = datetime(2025, 10, 7, 14, 0, tzinfo=UTC)
MONTH, UNTIL = date(2025, 10, 1), date(2025, 10, 31)
ROSTER = """courriel;prénom;nom;rôle;équipe;matière;langue
ada@college.example;Ada;Tremblay;membre;Rouge;Français;fr
bea@college.example;Béa;Roy;membre;Rouge;Français;fr
cora@college.example;Cora;Côté;membre;Bleue;Arts;fr
fanny@college.example;Fanny;Lavoie;animation;;;fr
steve@college.example;Steve;Hébert;comité de pilotage;;;fr
paul@college.example;Paul;Lopez;direction;;;fr
"""
PEOPLE = ("ada", "bea", "cora", "fanny", "steve", "paul")
CHANNELS = ("rouge", "bleue", "toutes", "libre")
WORDS = Words.load()


@dataclass
class Kept:
    """A text somebody wrote: whose, who may read it besides them, and the word by which it is known."""

    id: str
    owner: str
    secret: str
    group: str = ""
    readers: Readers = Readers.ME
    people: frozenset[str] = frozenset()
    """Who was sent it."""
    of: str = ""
    """The challenge it hangs from, whose group it is shown to."""
    under: str = ""
    """The challenge whose thread it is in, for a text that channels may show as they show that."""


@dataclass
class World:
    """A college in memory, and what its people decided."""

    conn: Connection
    scope: Scope
    ids: dict[str, str]
    addresses: dict[str, Address]
    teams: dict[str, str]
    team_of: dict[str, str | None] = field(default_factory=dict)
    here: set[str] = field(default_factory=lambda: {"ada", "bea", "cora", "fanny"})
    """Who has a place in which one reads challenges, still."""
    bound: dict[str, str] = field(default_factory=dict)
    challenges: dict[str, Kept] = field(default_factory=dict)
    texts: dict[str, Kept] = field(default_factory=dict)
    """Everything else, by its id: words, reports, actions, notes."""
    events: int = 0

    def may_read(self, reader: str, kept: Kept) -> bool:
        """What the acts so far allow, for a person or a channel, spelt out."""
        if reader in CHANNELS:
            about = self.challenges.get(kept.under, None) if kept.under else kept
            group = self.bound.get(reader)
            if about is None or group is None:
                return False
            return about.readers is Readers.COMMUNITY or (about.readers is Readers.TEAM and group == about.group)
        if reader == kept.owner or reader in kept.people:
            return True
        if reader not in self.here:
            return False
        group = self.challenges[kept.of].group if kept.of in self.challenges else kept.group
        near = reader == "fanny" or group in (self.team_of[reader], self.scope.community_id)
        return kept.readers is Readers.COMMUNITY or (kept.readers is Readers.TEAM and near)


@contextmanager
def world() -> Iterator[World]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    with engine.begin() as conn:
        college(conn, NOW.date(), ROSTER)
        other = organization(conn, "ailleurs")
        assert other
        community = conn.execute(select(memberships.c.organization_id, memberships.c.community_id)).first()
        assert community is not None
        scope = Scope(*community)
        ids, addresses = {}, {}
        for name in PEOPLE:
            person = person_by_email(scope, conn, f"{name}@college.example")
            assert person is not None
            ids[name] = person
            addresses[name] = address(conn, scope, "personal", name)
            link(scope, conn, addresses[name].id, person, "email", NOW)
            addresses[name] = find_address(scope, conn, addresses[name].id) or addresses[name]
        addresses |= {name: address(conn, scope, "channel", name) for name in CHANNELS}
        named = {row.name: row.id for row in conn.execute(select(teams.c.id, teams.c.name))}
        made = World(conn, scope, ids, addresses, {"rouge": named["Rouge"], "bleue": named["Bleue"]})
        made.team_of = {"ada": named["Rouge"], "bea": named["Rouge"], "cora": named["Bleue"]}
        made.team_of |= {"fanny": None, "steve": None, "paul": None}
        yield made
    engine.dispose()


def address(conn: Connection, scope: Scope, kind: str, name: str) -> Address:
    tenant = "22222222-2222-4222-8222-222222222222"
    values = {"channel": "teams", "tenant": tenant, "kind": kind, "account": name, "conversation": f"c-{name}"}
    made = add_address(scope, conn, values | {"reference": {}, "locale": "fr_CA"})
    assert made is not None
    return made


def do(world: World, who: str, command: Command) -> Message | Begin:
    """One command of one person, by the program's own handlers."""
    world.events += 1
    person = load_person(world.scope, world.conn, world.ids[who], NOW)
    assert person is not None
    acting = Acting(
        scope=world.scope,
        conn=world.conn,
        ring=RING,
        person=person,
        person_id=world.ids[who],
        address=world.addresses[who],
        now=NOW,
        saying=Saying(world.conn, NOW, "here", NOW + timedelta(minutes=1), "r1"),
        cause=f"event:{world.events}",
    )
    return carry_out(command, acting)


def keep(world: World, who: str, n: int, more: int) -> None:
    """A challenge of one's own, private."""
    world.events += 1
    secret = f"secret{world.events}z"
    group = world.team_of[who] or world.scope.community_id or ""
    made = add_challenge(
        world.scope,
        world.conn,
        RING,
        world.ids[who],
        MONTH,
        UNTIL,
        NOW,
        question=f"Comment {secret}?",
        tool_user=ToolUser.ME,
        group_id=group,
    )
    if made is not None:
        world.challenges[made] = Kept(made, who, secret, group)


def chosen(world: World, n: int) -> Kept | None:
    every = list(world.challenges.values())
    return every[n % len(every)] if every else None


def show(world: World, who: str, n: int, more: int) -> None:
    """Its owner shows it: to their team, or (more) to all of the community."""
    found = chosen(world, n)
    if found is None:
        return
    secret = f"signe{found.secret}"
    wants = (Wants.IDEAS, Wants.QUESTIONS)[more % 2]
    found.group = world.team_of[found.owner] or world.scope.community_id or ""
    show_challenge(world.scope, world.conn, RING, found.id, found.group, wants, UNTIL, NOW, sign=secret)
    found.readers = Readers.TEAM
    if more > 2:
        wider = update(challenges).where(challenges.c.id == found.id).values(readers="community")
        world.conn.execute(wider)
        found.readers = Readers.COMMUNITY


def withdraw(world: World, who: str, n: int, more: int) -> None:
    """Its owner takes it back."""
    found = chosen(world, n)
    if found is not None:
        withdraw_challenge(world.scope, world.conn, found.id, NOW)
        found.readers = Readers.ME


def of_report(world: World, found: Kept) -> Kept | None:
    """What is known of a challenge's report."""
    return next((kept for kept in world.texts.values() if kept.of == found.id and "bilan" in kept.secret), None)


def report(world: World, who: str, n: int, more: int) -> None:
    """Its owner reports on it, and chooses who reads that."""
    found = chosen(world, n)
    if found is None:
        return
    world.events += 1
    secret = known.secret if (known := of_report(world, found)) else f"bilan{world.events}z"
    readers = list(Readers)[more % 3]
    do(world, found.owner, KeepReport(found.id, Came.TRIED, NextStep.LET_GO, readers, secret))
    row = world.conn.execute(select(reports.c.id).where(reports.c.challenge_id == found.id)).first()
    if row is None:
        return
    done = do(world, found.owner, ChooseReaders(found.id, readers))
    if isinstance(done, ReportKept):
        world.texts[row.id] = Kept(row.id, found.owner, secret, found.group, readers, of=found.id)
    elif row.id not in world.texts:
        world.texts[row.id] = Kept(row.id, found.owner, secret, found.group, Readers.ME, of=found.id)


def act(world: World, who: str, n: int, more: int) -> None:
    """Something tried under it, with a note; who reads what was tried is chosen."""
    found = chosen(world, n)
    if found is None:
        return
    world.events += 1
    secret = f"essai{world.events}z"
    readers = list(Readers)[more % 3]
    ordinal = add_action(world.scope, world.conn, RING, found.id, secret, NOW)
    this = (actions.c.challenge_id == found.id) & (actions.c.ordinal == ordinal)
    made = world.conn.execute(select(actions.c.id).where(this)).scalar()
    if made is not None:
        note = f"note{world.events}z"
        note_action(world.scope, world.conn, RING, made, note, NOW)
        choose_action_readers(world.scope, world.conn, made, readers, NOW)
        world.texts[made] = Kept(made, found.owner, secret, found.group, readers, of=found.id)
        world.texts[f"note of {made}"] = Kept(made, found.owner, note)


def write(world: World, who: str, n: int, more: int) -> None:
    """Somebody suggests something, or asks; refused where it isn't shown to them."""
    found = chosen(world, n)
    if found is None:
        return
    world.events += 1
    secret = f"piste{world.events}x"
    before = set(world.texts)
    readable = who != found.owner and world.may_read(who, found)
    kind = (WordsKind.IDEA, WordsKind.QUESTION)[more % 2]
    done = do(world, who, SendWords(found.id, kind, secret))
    if isinstance(done, WordsSent):
        assert readable, "words went under what wasn't shown to their author"
        people = frozenset({found.owner})
        world.texts[done.words_id] = Kept(done.words_id, who, secret, people=people, under=found.id)
    else:
        assert set(world.texts) == before


def answer(world: World, who: str, n: int, more: int) -> None:
    """Whoever they were sent to answers words."""
    words = [kept for kept in world.texts.values() if kept.under]
    if not words:
        return
    asked = words[n % len(words)]
    world.events += 1
    secret = f"reponse{world.events}x"
    done = do(world, who, SendAnswer(asked.id, secret))
    if isinstance(done, WordsSent):
        assert who in asked.people
        people = frozenset({asked.owner})
        world.texts[done.words_id] = Kept(done.words_id, who, secret, people=people, under=asked.under)


def join(world: World, who: str, n: int, more: int) -> None:
    """« J'essaie aussi »: one's own words are one's own."""
    found = chosen(world, n)
    if found is None:
        return
    world.events += 1
    secret = f"secret{world.events}z"
    readable = who != found.owner and world.may_read(who, found)
    before = {row.id for row in world.conn.execute(select(challenges.c.id))}
    do(world, who, TryToo(found.id, f"Comment {secret}?", ToolUser.ME))
    for row in world.conn.execute(select(challenges.c.id, challenges.c.group_id)).all():
        if row.id not in before:
            assert readable, "a challenge was taken up that wasn't shown"
            world.challenges[row.id] = Kept(row.id, who, secret, row.group_id)


def leave(world: World, who: str, n: int, more: int) -> None:
    """Somebody changes team, or loses their place altogether."""
    if who not in ("bea", "cora", "fanny"):
        return
    mine = memberships.c.person_id == world.ids[who]
    if more % 2 and who != "fanny":
        other = world.teams["bleue" if world.team_of[who] == world.teams["rouge"] else "rouge"]
        world.conn.execute(update(memberships).where(mine).values(team_id=other))
        world.team_of[who] = other
    else:
        held = select(memberships.c.id).where(mine)
        over = NOW.date() - timedelta(days=1)
        world.conn.execute(update(roles).where(roles.c.membership_id.in_(held)).values(ends_on=over))
        world.here.discard(who)


def bind(world: World, who: str, n: int, more: int) -> None:
    """A channel is bound to a team, to all, or to nothing."""
    name = CHANNELS[n % len(CHANNELS)]
    if more % 4 == 3:
        unbind_channel(world.scope, world.conn, world.addresses[name].id)
        world.bound.pop(name, None)
        return
    group = [world.teams["rouge"], world.teams["bleue"], world.scope.community_id or ""][more % 4]
    fanny = world.ids["fanny"]
    if bind_channel(world.scope, world.conn, world.addresses[name].id, group, fanny, NOW, instead=True):
        world.bound[name] = group


def erase(world: World, who: str, n: int, more: int) -> None:
    """Its owner has it erased, and all that hangs from it."""
    found = chosen(world, n)
    if found is None:
        return
    conn, of = world.conn, found.id
    conn.execute(delete(citations))
    conn.execute(delete(syntheses))
    theirs = select(peer_words.c.id).where(peer_words.c.challenge_id == of)
    gone = set(conn.scalars(theirs))
    conn.execute(delete(peer_words).where(peer_words.c.challenge_id == of))
    for table in (actions, reports, traces):
        gone |= set(conn.scalars(select(table.c.id).where(table.c.challenge_id == of)))
        conn.execute(delete(table).where(table.c.challenge_id == of))
    conn.execute(delete(challenges).where(challenges.c.id == of))
    del world.challenges[of]
    for each in gone:
        world.texts.pop(each, None)
        world.texts.pop(f"note of {each}", None)


ACTS = (keep, show, show, withdraw, report, act, write, write, answer, join, leave, bind, erase)


def about(world: World) -> Iterator[Message]:
    """Every kind of message, about everything there is."""
    for kind in kinds():
        needed = [name for name, info in kind.model_fields.items() if info.is_required()]
        ids = {
            "challenge_id": [*world.challenges, "nothing"],
            "words_id": [*(each for each, kept in world.texts.items() if kept.under), "nothing"],
            "bundle": [f"2025-W{week}" for week in range(41, 44)],
            "address_id": [one.id for one in world.addresses.values()],
            "group_id": list(world.teams.values()),
        }
        if needed and not set(needed) <= set(ids):
            continue
        for value in ids[needed[0]] if needed else [None]:
            yield kind(**({needed[0]: value} if needed else {}))
    for dialog in DIALOGS.values():
        words = [each for each, kept in world.texts.items() if kept.under]
        for of in [None] if dialog.about is About.NOTHING else [*world.challenges, *words, None]:
            yield Ask(dialog=dialog.key, step=dialog.first(), revision=1, subject_id=of)


def look(world: World, showing: Showing, reader: str) -> None:
    """Everything that this reader could be drawn, now: nothing of what isn't theirs to read is on it."""
    hidden = [
        kept.secret for kept in (*world.challenges.values(), *world.texts.values()) if not world.may_read(reader, kept)
    ]
    for message in about(world):
        form: dict[str, Any] = {"fields": {}, "as_form": True} if isinstance(message, Ask) else {}
        card = showing.card(world.conn, world.scope, message, world.addresses[reader], NOW, **form)
        read = text_of(card) if card is not None else ""
        for secret in hidden:
            assert secret not in read, f"{reader} reads {secret} in {message!r}"


def text_of(card: Card) -> str:
    values = [one.value for one in card.inputs if isinstance(one, TextInput)]
    options = [option.label for one in card.inputs for option in getattr(one, "options", ())]
    return "\n".join([plain(card), card.text, *values, *options])


acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE[:4]), st.integers(0, 5), st.integers(0, 5))


@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(
    st.lists(acts, min_size=3, max_size=10), st.lists(st.sampled_from((*PEOPLE, *CHANNELS)), min_size=10, max_size=10)
)
def test_nobody_is_drawn_what_isnt_shared_with_them_now(
    sequence: list[tuple[Any, str, int, int]], readers: list[str]
) -> None:
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    with world() as here:
        begin(here)
        for (what, who, n, more), reader in zip(sequence, readers, strict=False):
            what(here, who, n, more)
            look(here, showing, reader)
        for reader in (*PEOPLE, *CHANNELS):
            look(here, showing, reader)


def begin(world: World) -> None:
    """A month under way: what random acts alone would seldom come to."""
    keep(world, "ada", 0, 0)
    for n in range(3):
        bind(world, "fanny", n, n)
    show(world, "ada", 0, 0)
    write(world, "bea", 0, 1)
    answer(world, "ada", 0, 0)
    act(world, "ada", 0, 1)
    report(world, "ada", 0, 1)
    keep(world, "cora", 0, 0)


def test_what_is_shared_is_drawn() -> None:
    """Else the test above would prove nothing."""
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    with world() as here:
        keep(here, "ada", 0, 0)
        (mine,) = here.challenges.values()
        bind(here, "fanny", 0, 0)
        show(here, "ada", 0, 0)
        write(here, "bea", 0, 1)
        act(here, "ada", 0, 1)
        report(here, "ada", 0, 1)
        seen = {reader: drawn(here, showing, reader) for reader in (*PEOPLE, *CHANNELS)}
        for reader in ("ada", "bea", "fanny", "rouge"):
            assert mine.secret in seen[reader], reader
        for reader in ("cora", "steve", "paul", "bleue", "toutes", "libre"):
            assert mine.secret not in seen[reader], reader
        secrets = {kept.secret for kept in here.texts.values()}
        assert len(secrets) == 4
        assert all(secret in seen["ada"] for secret in secrets)
        assert all((secret in seen["bea"]) == (not secret.startswith("note")) for secret in secrets)
        assert here.conn.execute(select(outbox.c.id)).first() is not None


def drawn(world: World, showing: Showing, reader: str) -> str:
    cards = [showing.card(world.conn, world.scope, m, world.addresses[reader], NOW, fields={}) for m in about(world)]
    return "\n".join(text_of(card) for card in cards if card is not None)
