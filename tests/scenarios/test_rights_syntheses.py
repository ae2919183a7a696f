"""Over any sequence of acts, what is read of a synthesis is what was agreed to, of what the community may read then.

The acts are the program's own handlers; what each means is kept apart here, and compared with what is drawn.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.showing import Showing
from community.challenge import Readers, ToolUser
from community.commands import (
    AnswerCitation,
    AskCitations,
    ChooseReaders,
    DropSynthesis,
    KeepReport,
    PostSynthesis,
    WithdrawSynthesis,
    WriteSynthesis,
)
from community.messages import CitationAnswered, CitationAsked, SynthesisDraft
from community.messages import Synthesis as Posted
from community.report import Came, Consent, NextStep
from community.synthesis import AGREED, ANSWERS, SynthesisState, answers_left
from storage.challenges import add_challenge
from storage.channels import bind_channel, unbind_channel
from storage.schema import citations, memberships, roles, syntheses
from tests.scenarios.test_rights import (
    CHANNELS,
    MONTH,
    NOW,
    PEOPLE,
    UNTIL,
    WORDS,
    World,
    do,
    text_of,
    world,
)
from tests.storage.seeds import RING

AUTHORS = ("ada", "bea", "cora")
NAMES = {"ada": "Ada Tremblay", "bea": "Béa Roy", "cora": "Cora Côté"}
TEXT = "Un seul critère à la fois."


@dataclass
class Story:
    """One synthesis of Fanny's, and what everybody decided about it."""

    world: World
    showing: Showing
    reports: dict[str, str] = field(default_factory=dict)
    readers: dict[str, Readers] = field(default_factory=dict)
    answers: dict[str, Consent] = field(default_factory=dict)
    state: SynthesisState | None = None
    id: str = "nothing"
    bound: dict[str, str] = field(default_factory=dict)
    runs: bool = True

    def begin(self) -> None:
        """Three reports on one challenge, for the community."""
        root: str | None = None
        for who in AUTHORS:
            made = add_challenge(
                self.world.scope,
                self.world.conn,
                RING,
                self.world.ids[who],
                MONTH,
                UNTIL,
                NOW,
                question=f"Comment {who}?",
                tool_user=ToolUser.ME,
                group_id=self.world.team_of[who] or "",
                inspired_by_id=root,
            )
            assert made is not None
            root = root or made
            self.reports[who] = made
            do(self.world, who, KeepReport(made, Came.TRIED, NextStep.LET_GO, Readers.ME, sentence(who)))
            self.share(who, Readers.COMMUNITY)

    def share(self, who: str, readers: Readers) -> None:
        """Who may read somebody's report from now on."""
        do(self.world, who, ChooseReaders(self.reports[who], readers))
        self.readers[who] = readers

    def write(self, who: str, n: int) -> None:
        """Fanny writes, or changes what is a draft still; others may not."""
        before = set(self.world.conn.scalars(select(syntheses.c.id)))
        do(self.world, who, WriteSynthesis(self.reports["ada"], f"{TEXT} {n}", None, None))
        made = set(self.world.conn.scalars(select(syntheses.c.id))) - before
        if made:
            enough = sum(readers is Readers.COMMUNITY for readers in self.readers.values()) > 1
            assert (who, self.runs, enough) == ("fanny", True, True)
            self.id, self.state, self.answers = made.pop(), SynthesisState.DRAFT, {}

    def ask(self, who: str, n: int) -> None:
        """Everybody whose sentence may be read and who wasn't asked is asked."""
        do(self.world, who, AskCitations(self.id))
        if who == "fanny" and self.runs and self.state is SynthesisState.DRAFT:
            for author, readers in self.readers.items():
                if readers is Readers.COMMUNITY:
                    self.answers.setdefault(author, Consent.ASKED)

    def answer(self, who: str, n: int) -> None:
        """Somebody answers about a citation, their own or not."""
        about = AUTHORS[n % 3]
        answer = ANSWERS[n % len(ANSWERS)]
        do(self.world, who, AnswerCitation(self.citation(about), answer))
        standing = self.answers.get(about)
        if who != about or standing is None or self.state is None:
            return
        if answer in answers_left(self.state, standing):
            self.answers[about] = answer

    def post(self, who: str, n: int) -> None:
        """Fanny posts, where there is a channel and somebody agreed, or everybody answered."""
        do(self.world, who, PostSynthesis(self.id))
        given = set(self.answers.values())
        ready = bool(given & AGREED) or (bool(given) and Consent.ASKED not in given)
        whole = self.world.scope.community_id in self.bound.values()
        if who == "fanny" and self.runs and self.state is SynthesisState.DRAFT and ready and whole:
            self.state = SynthesisState.POSTED

    def take_back(self, who: str, n: int) -> None:
        """Withdrawn, or discarded, by Fanny only."""
        do(self.world, who, (WithdrawSynthesis, DropSynthesis)[n % 2](self.id))
        if who != "fanny" or not self.runs:
            return
        if n % 2 == 0 and self.state is SynthesisState.POSTED:
            self.state = SynthesisState.WITHDRAWN
        if n % 2 == 1 and self.state is SynthesisState.DRAFT:
            self.id, self.state, self.answers = "nothing", None, {}

    def bind(self, who: str, n: int) -> None:
        """A channel is bound to a team, to all, or to nothing."""
        name = CHANNELS[n % len(CHANNELS)]
        group = [self.world.teams["rouge"], self.world.scope.community_id or "", ""][n % 3]
        if not group:
            unbind_channel(self.world.scope, self.world.conn, self.world.addresses[name].id)
            self.bound.pop(name, None)
        elif bind_channel(
            self.world.scope,
            self.world.conn,
            self.world.addresses[name].id,
            group,
            self.world.ids["fanny"],
            NOW,
            instead=True,
        ):
            self.bound[name] = group

    def stop(self, who: str, n: int) -> None:
        """Fanny no longer runs the community, once in a while."""
        if n != 5:
            return
        held = select(memberships.c.id).where(memberships.c.person_id == self.world.ids["fanny"])
        over = NOW.date() - timedelta(days=1)
        self.world.conn.execute(update(roles).where(roles.c.membership_id.in_(held)).values(ends_on=over))
        self.runs = False

    def change(self, who: str, n: int) -> None:
        """Somebody chooses who reads their report."""
        if who in AUTHORS:
            self.share(who, list(Readers)[n % 3])

    def citation(self, author: str) -> str:
        """The id of this author's citation; of none, one that isn't there."""
        mine = (citations.c.person_id == self.world.ids[author]) & (citations.c.synthesis_id == self.id)
        return self.world.conn.execute(select(citations.c.id).where(mine)).scalar() or "nothing"

    def check(self) -> None:
        """What everybody reads now, to the sentence and to the name."""
        for reader in (*PEOPLE, *CHANNELS):
            read = self.read(reader, Posted(synthesis_id=self.id))
            here = (
                reader in self.bound if reader in CHANNELS else reader in AUTHORS or (reader == "fanny" and self.runs)
            )
            out = here and self.state is SynthesisState.POSTED
            assert (TEXT in read) is out, reader
            for author in AUTHORS:
                answer = self.answers.get(author)
                cited = out and answer in AGREED and self.readers[author] is Readers.COMMUNITY
                assert (sentence(author) in read) is cited, (reader, author)
                assert (NAMES[author] in read) is (cited and answer is Consent.NAMED), (reader, author)
            draft = self.read(reader, SynthesisDraft(synthesis_id=self.id))
            theirs = reader == "fanny" and self.runs and self.state is not None
            assert (TEXT in draft) is theirs, reader
            for author in AUTHORS:
                assert sentence(author) not in draft or (theirs and self.readers[author] is Readers.COMMUNITY)
                for message in (CitationAsked, CitationAnswered):
                    card = self.read(reader, message(citation_id=self.citation(author)))
                    assert sentence(author) not in card or (
                        reader == author and self.readers[author] is Readers.COMMUNITY
                    )

    def read(self, reader: str, message: Any) -> str:
        """The message as this reader would be drawn it."""
        card = self.showing.card(self.world.conn, self.world.scope, message, self.world.addresses[reader], NOW)
        return text_of(card) if card is not None else ""


def sentence(who: str) -> str:
    """What somebody's report says, known by a word of its own."""
    return f"Retenu par mot{who}."


ACTS = ("write", "ask", "ask", "answer", "answer", "answer", "post", "post", "take_back", "bind", "change", "stop")
acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(("fanny", "fanny", *AUTHORS)), st.integers(0, 11))


@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(st.lists(acts, max_size=14))
def test_what_is_read_is_what_is_agreed_to(sequence: list[tuple[str, str, int]]) -> None:
    with world() as here:
        story = Story(here, Showing(RING, WORDS, "fr_CA", "America/Toronto"))
        story.begin()
        story.bind("fanny", 10)  # « toutes », to the whole community
        story.write("fanny", 0)
        story.ask("fanny", 0)
        story.check()
        for what, who, n in sequence:
            getattr(story, what)(who, n)
            story.check()


def test_one_whole_story() -> None:
    """Else the test above might never come to a posting."""
    with world() as here:
        story = Story(here, Showing(RING, WORDS, "fr_CA", "America/Toronto"))
        story.begin()
        for what, who, n in (
            ("bind", "fanny", 10),
            ("write", "ada", 0),
            ("write", "fanny", 1),
            ("ask", "fanny", 0),
            ("answer", "ada", 0),
            ("answer", "bea", 1),
            ("answer", "ada", 2),
            ("post", "fanny", 0),
            ("change", "bea", 1),
            ("change", "bea", 2),
            ("take_back", "fanny", 0),
        ):
            getattr(story, what)(who, n)
            story.check()
        assert story.state is SynthesisState.WITHDRAWN
