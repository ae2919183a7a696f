"""For any roster: imported twice is imported once, and the order of its lines doesn't matter."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from community.intake import Notice, alike
from community.roles import Role
from community.roster import Column, Outcome, Plan, Roster, RosterRow
from community.roster_plan import plan
from storage.roster import import_roster
from tests.intake.stage import NOTHING, TODAY, stage

WORDS = st.sampled_from(["", "Santé", "sante", "SANTÉ", "Sciences", "Génie civil", "Génie  Civil"])


@st.composite
def lines(draw: st.DrawFn) -> RosterRow:
    who = draw(st.sampled_from("abcdef"))
    return RosterRow(
        line=0,
        email=f"{who}@cegep.example",
        full_name=draw(st.sampled_from([f"Nom {who}"] * 9 + [f"Autre {who}"])),
        first_name=draw(st.sampled_from(["Nom", "Nom de", ""])),
        roles=tuple(draw(st.lists(st.sampled_from(Role), min_size=1, max_size=3, unique=True))),
        family=draw(WORDS),
        department=draw(st.sampled_from(["", "Chimie", "chimie", "Soins", "Philosophie"])),
        team=draw(st.sampled_from(["", "", "Bleus", "bleus"])),
        subject=draw(st.sampled_from(["", "", "Chimie"])),
        language=draw(st.sampled_from(["", "", "fr", "en", "fr_BE"])),
        title=draw(st.sampled_from(["", "prof"])),
        release_weekday=draw(st.sampled_from([None, None, 3, 4])),
    )


def numbered(rows: list[RosterRow], columns: frozenset[Column] = frozenset(Column)) -> Roster:
    return Roster(tuple(replace(row, line=number) for number, row in enumerate(rows, start=2)), columns)


COLUMNS = st.sets(st.sampled_from(sorted(set(Column) - {Column.EMAIL, Column.NAME}))).map(
    lambda some: frozenset({Column.EMAIL, Column.NAME, *some})
)


def without(roster: Roster) -> Roster:
    """As it is read when a file has those columns only."""
    blank = {
        Column.ROLE: {"roles": ()},
        Column.RELEASE_DAY: {"release_weekday": None},
        **{column: {column.value: ""} for column in Column if column not in (Column.ROLE, Column.RELEASE_DAY)},
    }
    gone = {key: value for column in Column if column not in roster.columns for key, value in blank[column].items()}
    return replace(roster, rows=tuple(replace(row, **gone) for row in roster.rows))


def said(result: Plan) -> tuple[object, ...]:
    """A plan without the numbers and the order of lines."""
    return (
        sorted(result.people, key=lambda person: person.email),
        (result.families, result.departments, result.teams),
        sorted((line.email, line.outcome) for line in result.lines),
        sorted((notice.why, alike(notice.params.get("family", ""))) for notice in result.notices),
    )


@given(st.lists(lines(), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_any_order_of_lines_gives_the_same_plan(rows: list[RosterRow], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one, other = plan(numbered(rows), NOTHING), plan(numbered(shuffled), NOTHING)
    assert bool(one.faults) == bool(other.faults)
    if not one.faults:
        assert said(one) == said(other)


@given(st.lists(lines(), min_size=1, max_size=8), st.lists(lines(), min_size=1, max_size=8), COLUMNS, st.booleans())
def test_imported_twice_is_imported_once(
    before: list[RosterRow], rows: list[RosterRow], columns: frozenset[Column], end_missing: bool
) -> None:
    roster = without(numbered(rows, columns))
    with stage() as college:
        import_roster(college.scope, college.conn, numbered(before), TODAY)
        once = import_roster(college.scope, college.conn, roster, TODAY, end_missing=end_missing)
        remembered = college.everything()
        again = import_roster(college.scope, college.conn, roster, TODAY, end_missing=end_missing)
        assert again.faults == once.faults
        assert college.everything() == remembered
        if not once.faults:
            assert again.changes_nothing()
            assert {line.outcome for line in again.lines} == {Outcome.UNCHANGED}
            assert all(isinstance(notice, Notice) for notice in again.notices)
