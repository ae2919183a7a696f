"""Every fault of a roster: its line, its sentence, nothing written; and the corrected file goes through."""

from dataclasses import dataclass

import pytest

from community.roster import LENGTHS, Column, Outcome
from storage.roster_writing import FaultyPlan, apply
from storage.schema import departments, families, people, teams
from tests.intake.college import workbook
from tests.intake.stage import HEADER, TODAY, WORDS, Stage, roster, sentences, told

GOOD = "b@cegep.example;Béa Côté;membre;;;;;;;"


@dataclass
class Case:
    name: str
    broken: bytes
    faults: list[tuple[int, str]]
    fixed: bytes


def lines(name: str, broken: list[str], faults: list[tuple[int, str]], fixed: list[str]) -> Case:
    return Case(name, roster(*broken), faults, roster(*fixed))


def columns(name: str, broken: str, fault: str, fixed: str, line: str = "a@cegep.example;Anne Roy") -> Case:
    return Case(name, roster(line, header=broken), [(1, fault)], roster(line, header=fixed))


ANNE = "a@cegep.example;Anne Roy;membre;;;;;;;"
LONG = "é" * 201

CASES = [
    lines("no e-mail", [GOOD, ";Anne Roy;membre;;;;;;;"], [(3, "email_missing")], [GOOD, ANNE]),
    *(
        lines(f"e-mail {bad}", [f"{bad};Anne Roy;membre;;;;;;;"], [(2, "email_malformed")], [ANNE])
        for bad in (
            "anne",
            "anne@cegep",
            "a b@cegep.example",
            "a@b@cegep.example",
            "Anne <a@cegep.example>",
            "a@.example",
        )
    ),
    lines("no name", ["a@cegep.example;;membre;;;;;;;"], [(2, "name_missing")], [ANNE]),
    lines("two names", [ANNE, GOOD, "A@cegep.example;Anna Roy;;;;;;;;"], [(4, "two_names")], [ANNE, GOOD, ANNE]),
    lines(
        "two teams",
        ["a@cegep.example;Anne Roy;membre;;;Bleus;;;;", "a@cegep.example;Anne Roy;membre;;;Verts;;;;"],
        [(3, "two_values")],
        ["a@cegep.example;Anne Roy;membre;;;Bleus;;;;", "a@cegep.example;Anne Roy;membre;;;bleus;;;;"],
    ),
    lines(
        "two release days",
        [
            "a@cegep.example;Anne Roy;ambassadrice;Sciences;;;;;;jeudi",
            "a@cegep.example;Anne Roy;ambassadrice;Sciences;;;;;;vendredi",
        ],
        [(3, "two_values")],
        [
            "a@cegep.example;Anne Roy;ambassadrice;Sciences;;;;;;jeudi",
            "a@cegep.example;Anne Roy;ambassadrice;Sciences;;;;;;",
        ],
    ),
    lines("unknown role", [GOOD, "a@cegep.example;Anne Roy;cheffe;;;;;;;"], [(3, "unknown_role")], [GOOD, ANNE]),
    lines("unknown language", ["a@cegep.example;Anne Roy;;;;;;klingon;;"], [(2, "unknown_language")], [ANNE]),
    lines("unknown day", ["a@cegep.example;Anne Roy;;;;;;;;demain"], [(2, "unknown_weekday")], [ANNE]),
    lines(
        "delegate without department",
        ["a@cegep.example;Anne Roy;personne déléguée;Sciences;;;;;;"],
        [(2, "delegate_without_department")],
        ["a@cegep.example;Anne Roy;personne déléguée;Sciences;Chimie;;;;;"],
    ),
    lines(
        "ambassador without family",
        ["a@cegep.example;Anne Roy;ambassadrice;;Chimie;;;;;"],
        [(2, "ambassador_without_family")],
        ["a@cegep.example;Anne Roy;ambassadrice;Sciences;Chimie;;;;;"],
    ),
    lines(
        "department in two families",
        [
            "a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;",
            "b@cegep.example;Béa Côté;membre;SCIENCES;chimie;;;;;",
            "c@cegep.example;Carl Dubé;membre;Santé;Chimie;;;;;",
        ],
        [(4, "department_in_two_families")],
        [
            "a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;",
            "b@cegep.example;Béa Côté;membre;SCIENCES;chimie;;;;;",
            "c@cegep.example;Carl Dubé;membre;;Chimie;;;;;",
        ],
    ),
    lines("too long", [f"a@cegep.example;Anne Roy;;;;{LONG};;;;"], [(2, "too_long")], [ANNE]),
    lines(
        "several at once",
        [";Anne Roy;cheffe;;;;;;;", "b@cegep.example;;déléguée;;;;;;;"],
        [(2, "email_missing"), (2, "unknown_role"), (3, "delegate_without_department"), (3, "name_missing")],
        [ANNE, GOOD],
    ),
    lines("the template's example", ["membre@exemple.invalid;Prénom Nom;;;;;;;;"], [(2, "example")], [ANNE]),
    columns("no e-mail column", "contact;nom", "no_email_column", "courriel;nom"),
    columns("no name column", "courriel;personne", "no_name_column", "courriel;nom"),
    columns("a column twice", "courriel;nom;Email", "two_columns", "courriel;nom;autre", "a@cegep.example;Anne Roy;"),
    Case("nobody", roster(), [(1, "no_people")], roster(ANNE)),
    Case("empty", b"", [(1, "empty")], roster(ANNE)),
    Case("UTF-16", roster(ANNE).decode().encode("utf-16"), [(1, "utf16")], roster(ANNE)),
    Case(
        "a formula",
        workbook([["courriel", "nom"], ["a@cegep.example", '="Anne "&"Roy"']]),
        [(2, "formula"), (2, "name_missing")],
        workbook([["courriel", "nom"], ["a@cegep.example", "Anne Roy"]]),
    ),
    Case("a stray delimiter", roster(ANNE + ";x"), [(2, "no_header")], roster(ANNE)),
    Case("quotes", roster(GOOD, 'a@cegep.example;"Anne;;;;;;;;'), [(3, "quotes")], roster(GOOD, ANNE)),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_fault_writes_nothing_and_the_fixed_file_goes_through(college: Stage, case: Case) -> None:
    refused = college.imports(case.broken)
    assert told(refused.faults) == case.faults
    assert all(sentences(refused.faults, locale) for locale in ("fr_CA", "en_CA"))
    assert college.everything() == []
    with pytest.raises(FaultyPlan):
        apply(college.scope, college.conn, refused, TODAY)
    assert college.everything() == []
    done = college.imports(case.fixed)
    assert done.faults == ()
    assert college.count(people) == len({line.email for line in done.lines}) > 0


def test_the_sentences_name_what_is_wrong(college: Stage) -> None:
    plan = college.imports(
        roster(
            "a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;",
            "a@cegep.example;Anna Roy;cheffe;Santé;Chimie;;;;;",
            "anne;X;;;;;;;;",
        )
    )
    assert sentences(plan.faults, "en_CA") == [
        '3: The department "Chimie" is in two families: "Santé" here, "Sciences" on line 2.',
        '3: a@cegep.example has two names: "Anna Roy" here, "Anne Roy" on line 2.',
        "3: " + WORDS.into("en")("roster.fault.unknown_role", value="cheffe"),
        '4: "anne" is not an email address.',
    ]
    assert [(line.line, line.outcome) for line in plan.lines] == [
        (2, Outcome.CREATED),
        (3, Outcome.REFUSED),
        (4, Outcome.REFUSED),
    ]


def test_what_most_lines_say_is_not_the_fault(college: Stage) -> None:
    sciences, health = "{0}@cegep.example;{0};membre;Sciences;Chimie;;;;;", "a@cegep.example;A;membre;Santé;Chimie;;;;;"
    plan = college.imports(roster(health, *(sciences.format(who) for who in "bcd")))
    assert told(plan.faults) == [(2, "department_in_two_families")]


def test_warnings_keep_nothing_from_being_written(college: Stage) -> None:
    plan = college.imports(
        roster(
            "a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;jeudi",
            "b@cegep.example;Béa Côté;ambassadrice;Santé;Soins;;;;;jeudi",
        )
    )
    assert plan.faults == ()
    assert told(plan.notices) == [(2, "family_without_ambassador"), (2, "release_day_unused")]
    assert college.count(people) == 2


def test_a_family_keeps_its_ambassador_though_the_file_is_silent_about_them(college: Stage) -> None:
    college.imports(roster("a@cegep.example;Anne Roy;ambassadrice;Sciences;;;;;;"))
    delegate = roster("b@cegep.example;Béa Côté;déléguée;Sciences;Chimie;;;;;")
    assert college.imports(delegate, dry_run=True).notices == ()
    assert told(college.imports(delegate, dry_run=True, end_missing=True).notices) == [(2, "family_without_ambassador")]


def test_lengths_are_those_of_the_tables() -> None:
    limits = {
        Column.EMAIL: people.c.email,
        Column.NAME: people.c.full_name,
        Column.FIRST_NAME: people.c.first_name,
        Column.TITLE: people.c.title,
        Column.FAMILY: families.c.name,
        Column.DEPARTMENT: departments.c.name,
        Column.TEAM: teams.c.name,
    }
    for column, place in limits.items():
        assert LENGTHS[column] <= place.type.length, column


def test_the_header_of_this_file_has_every_column_but_the_first_name() -> None:
    assert len(HEADER.split(";")) == len(Column) - 1
