"""Over any sequence of walking, showing, taking back and changing roles, nobody is drawn what isn't shown to them then.

Acts are carried out by the program's own handlers; who may read what is kept apart here, from what the acts mean. Every
title and every note holds a word of its own, looked for on every card about everything there is; and of a walk that
isn't shown to them, nobody reads even the names of its lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from bot.guides import packaged
from bot.showing import Showing
from community.commands import BeginWalk, KeepGuideAnswer, LetNoteGo, ShareWalk, WithdrawShare
from community.delivery import kinds
from community.messages import Ask, Message, NotForYou, WalkShareSent, WalkUnshown
from community.walk import Answer, line_id
from community.walk_share import NOTES_LIMIT, Audience
from dialogs import DIALOGS
from storage.schema import cards, guide_answers, memberships, roles, walk_shares, walks
from tests.scenarios.test_rights import CHANNELS, NOW, PEOPLE, WORDS, World, bind, do, leave, text_of, world
from tests.storage.seeds import RING

GUIDE = packaged()
KEYS = [question.key for _, question in GUIDE.questions()]
LINES = tuple(criterion.name.fr for criterion in GUIDE.criteria)
WALKERS = ("ada", "bea")


@dataclass
class Walked:
    """A walk as far as it is known here: whose, its title's word, each note's word and whether it goes."""

    id: str
    owner: str
    title: str
    notes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    answered: bool = False


@dataclass
class Copied:
    """A copy: the words it holds, whom it was shown to."""

    id: str
    owner: str
    audience: Audience
    to: str
    words: frozenset[str]
    standing: bool = True


@dataclass
class Walking:
    """The college of tests/scenarios/test_rights.py, and who walked and showed what in it."""

    college: World
    walks: dict[str, Walked] = field(default_factory=dict)
    copies: dict[str, Copied] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    """Every word there ever was, and its owner."""
    runs: bool = True
    """Whether Fanny still runs the community."""

    def secret(self, owner: str, of: str) -> str:
        word = f"{of}{len(self.secrets)}z"
        self.secrets[word] = owner
        return word

    def reaches(self, copy: Copied, reader: str) -> bool:
        """Whether a copy is shown to this reader now, spelt out."""
        if not copy.standing:
            return False
        if copy.audience is Audience.TEAM:
            return reader in CHANNELS and self.college.bound.get(reader) == copy.to
        runs = self.runs or copy.audience is not Audience.FACILITATOR
        return reader == copy.to and reader in self.college.here and runs

    def hidden(self, reader: str) -> set[str]:
        """The words that this reader may not read now."""
        shown = {word for copy in self.copies.values() if self.reaches(copy, reader) for word in copy.words}
        return {word for word, owner in self.secrets.items() if owner != reader and word not in shown}


def begin(here: Walking, who: str, n: int, more: int) -> None:
    """A walk about a project of one's own."""
    owner = WALKERS[n % 2]
    if owner not in here.college.here:
        return
    title = here.secret(owner, "projet")
    before = set(here.college.conn.scalars(select(walks.c.id)))
    do(here.college, owner, BeginWalk(project=f"Essayer {title}"))
    for made in set(here.college.conn.scalars(select(walks.c.id))) - before:
        here.walks[made] = Walked(made, owner, title)


def some(here: Walking, n: int) -> Walked | None:
    every = list(here.walks.values())
    return every[n % len(every)] if every else None


def answer(here: Walking, who: str, n: int, more: int) -> None:
    """A question answered, with a note, by its owner; by anybody else, refused."""
    found = some(here, n)
    if found is None:
        return
    key = KEYS[(n * 7 + more) % len(KEYS)]
    word = here.secret(found.owner if who == found.owner else "nobody", "note")
    done = do(here.college, who, KeepGuideAnswer(found.id, key, list(Answer)[more % 4], f"Voir {word}"))
    if who == found.owner and who in here.college.here:
        found.notes[key] = (word, found.notes.get(key, ("", False))[1])
        found.answered = True
    else:
        assert isinstance(done, NotForYou)


def let_go(here: Walking, who: str, n: int, more: int) -> None:
    """Its owner chooses that a note goes, or stays."""
    found = some(here, n)
    if found is None or not found.notes:
        return
    key = list(found.notes)[more % len(found.notes)]
    goes = more % 3 > 0
    done = do(here.college, who, LetNoteGo(found.id, key, goes))
    if who == found.owner and who in here.college.here:
        found.notes[key] = (found.notes[key][0], goes)
    else:
        assert isinstance(done, NotForYou)


def share(here: Walking, who: str, n: int, more: int) -> None:
    """Shown to somebody, or to the team; by anybody but its owner, refused."""
    found = some(here, n)
    if found is None:
        return
    college, audience = here.college, list(Audience)[more % 3]
    to = None if audience is Audience.TEAM else PEOPLE[(n + more) % len(PEOPLE)]
    group = college.team_of[found.owner] or ""
    done = do(college, who, ShareWalk(found.id, audience, college.ids[to] if to is not None else None))
    if not isinstance(done, WalkShareSent):
        assert isinstance(done, NotForYou | WalkUnshown)
        return
    assert who == found.owner
    assert found.answered
    if audience is Audience.TEAM:
        assert group in college.bound.values()
    else:
        assert to in college.here
        assert to != found.owner
        assert (to == "fanny" and here.runs) if audience is Audience.FACILITATOR else college.team_of[to or ""] == group
    going = [found.notes[key][0] for key in KEYS if key in found.notes and found.notes[key][1]][:NOTES_LIMIT]
    words = frozenset({found.title, *going})
    here.copies[done.share_id] = Copied(done.share_id, found.owner, audience, to or group, words)


def take_back(here: Walking, who: str, n: int, more: int) -> None:
    """Its owner takes a copy back; nobody else can."""
    every = list(here.copies.values())
    if not every:
        return
    found = every[n % len(every)]
    done = do(here.college, who, WithdrawShare(found.id))
    if who == found.owner:
        found.standing = False
    else:
        assert isinstance(done, NotForYou)


def moves(here: Walking, who: str, n: int, more: int) -> None:
    """Somebody changes team, or loses their place."""
    leave(here.college, who, n, more)


def steers(here: Walking, who: str, n: int, more: int) -> None:
    """Béa, or who runs the community, only steers it from now on, or is a member like any other."""
    if who not in ("bea", "fanny") or who not in here.college.here:
        return
    role = ("steering", "member")[more % 2]
    mine = select(memberships.c.id).where(memberships.c.person_id == here.college.ids[who])
    here.college.conn.execute(update(roles).where(roles.c.membership_id.in_(mine)).values(role=role))
    if role == "steering":
        here.college.here.discard(who)
    elif who == "fanny":
        here.runs = False


def binds(here: Walking, who: str, n: int, more: int) -> None:
    """A channel is bound, or unbound."""
    bind(here.college, who, n, more)


def erase(here: Walking, who: str, n: int, more: int) -> None:
    """Its owner has a walk erased, and all its copies."""
    found = some(here, n)
    if found is None or more % 3:
        return
    conn = here.college.conn
    gone = set(conn.scalars(select(walk_shares.c.id).where(walk_shares.c.walk_id == found.id)))
    for table in (walk_shares, guide_answers):
        conn.execute(delete(table).where(table.c.walk_id == found.id))
    conn.execute(delete(walks).where(walks.c.id == found.id))
    del here.walks[found.id]
    for each in gone:
        here.copies.pop(each, None)


ACTS = (begin, answer, answer, let_go, share, share, share, take_back, moves, steers, binds, erase)


def about(here: Walking) -> Iterator[tuple[Message, str, str]]:
    """Every kind of message about every walk and copy, those gone too; with the walk's, and the copy's id."""
    ids: dict[str, list[Any]] = {
        "walk_id": [*here.walks, "nothing"],
        "share_id": [*here.copies, "nothing"],
        "address_id": [one.id for one in here.college.addresses.values()],
        "since": [NOW],
    }
    for kind in kinds():
        needed = [name for name, info in kind.model_fields.items() if info.is_required()]
        if not set(needed) <= set(ids):
            continue
        for values in product(*(ids[name] for name in needed)):
            named = dict(zip(needed, values, strict=True))
            yield kind(**named), named.get("walk_id", ""), named.get("share_id", "")
    of_walks = [(line_id(walk, KEYS[0]), walk) for walk in here.walks] + [(walk, walk) for walk in here.walks]
    people = [(each, "") for each in here.college.ids.values()]
    for dialog in DIALOGS.values():
        for of, walk in [*of_walks, *people, *((each, "") for each in here.copies)]:
            yield Ask(dialog=dialog.key, step=dialog.first(), revision=1, subject_id=of), walk, ""


def look(here: Walking, showing: Showing, reader: str) -> None:
    """Everything that this reader could be drawn, now."""
    college, hidden = here.college, here.hidden(reader)
    college.conn.execute(update(cards).values(platform_id="posted"))
    for message, walk_id, share_id in about(here):
        form: dict[str, Any] = {"fields": {}, "as_form": True} if isinstance(message, Ask) else {}
        card = showing.card(college.conn, college.scope, message, college.addresses[reader], NOW, **form)
        read = text_of(card) if card is not None else ""
        for word in hidden:
            assert word not in read, f"{reader} reads {word} in {message!r}"
        mine = walk_id in here.walks and here.walks[walk_id].owner == reader
        shown = share_id in here.copies and here.reaches(here.copies[share_id], reader)
        if (walk_id or share_id) and not (mine or shown):
            assert not any(name in read for name in LINES), f"{reader} reads lines in {message!r}"


acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE[:4]), st.integers(0, 5), st.integers(0, 5))


@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(
    st.lists(acts, min_size=3, max_size=12), st.lists(st.sampled_from((*PEOPLE, *CHANNELS)), min_size=12, max_size=12)
)
def test_nobody_is_drawn_a_walk_that_isnt_shown_to_them_now(
    sequence: list[tuple[Any, str, int, int]], readers: list[str]
) -> None:
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    with world() as college:
        here = Walking(college)
        under_way(here)
        for (what, who, n, more), reader in zip(sequence, readers, strict=False):
            what(here, who, n, more)
            look(here, showing, reader)
        for reader in (*PEOPLE, *CHANNELS):
            look(here, showing, reader)


def under_way(here: Walking) -> None:
    """What random acts alone would seldom come to: a walk with a note that goes and one that stays, shown to each."""
    bind(here.college, "fanny", 0, 0)
    begin(here, "ada", 0, 0)
    (found,) = here.walks.values()
    for key, goes in ((KEYS[0], True), (KEYS[1], False)):
        word = here.secret("ada", "note")
        do(here.college, "ada", KeepGuideAnswer(found.id, key, Answer.PARTLY, f"Voir {word}"))
        do(here.college, "ada", LetNoteGo(found.id, key, goes))
        found.notes[key] = (word, goes)
    found.answered = True
    for audience, to in ((Audience.PEER, "bea"), (Audience.FACILITATOR, "fanny"), (Audience.TEAM, None)):
        done = do(here.college, "ada", ShareWalk(found.id, audience, here.college.ids[to] if to else None))
        assert isinstance(done, WalkShareSent)
        going = frozenset({found.title, found.notes[KEYS[0]][0]})
        here.copies[done.share_id] = Copied(done.share_id, "ada", audience, to or here.college.teams["rouge"], going)


def test_what_is_shown_is_drawn() -> None:
    """Else the test above would prove nothing."""
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    with world() as college:
        here = Walking(college)
        under_way(here)
        (found,) = here.walks.values()
        goes, stays = (word for word, _ in found.notes.values())
        seen = {reader: drawn(here, showing, reader) for reader in (*PEOPLE, *CHANNELS)}
        assert found.title in seen["ada"]
        assert stays in seen["ada"]
        for reader in ("bea", "fanny", "rouge"):
            assert found.title in seen[reader], reader
            assert goes in seen[reader], reader
            assert stays not in seen[reader], reader
            assert LINES[0] in seen[reader], reader
        for reader in ("cora", "steve", "paul", "bleue", "toutes", "libre"):
            assert found.title not in seen[reader], reader
        for copy in list(here.copies.values()):
            do(college, "ada", WithdrawShare(copy.id))
            here.copies[copy.id] = replace(copy, standing=False)
        for reader in ("bea", "fanny", "rouge"):
            after = drawn(here, showing, reader)
            assert found.title not in after, reader
            assert "a repris ce qui était montré ici" in after, reader


def test_a_member_who_ran_it_reads_no_more_what_they_were_sent_for_running_it() -> None:
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    with world() as college:
        here = Walking(college)
        under_way(here)
        steers(here, "fanny", 0, 1)
        (found,) = here.walks.values()
        assert found.title not in drawn(here, showing, "fanny")
        assert found.title in drawn(here, showing, "bea")
        look(here, showing, "fanny")


def drawn(here: Walking, showing: Showing, reader: str) -> str:
    college = here.college
    college.conn.execute(update(cards).values(platform_id="posted"))
    made = [
        showing.card(college.conn, college.scope, message, college.addresses[reader], NOW, fields={})
        for message, _, _ in about(here)
    ]
    return "\n".join(text_of(card) for card in made if card is not None)
