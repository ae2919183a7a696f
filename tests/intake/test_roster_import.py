"""What importing does to what is remembered."""

from datetime import date

import pytest

from bot.intake.roster import read
from community.roster import Change, Outcome, Plan
from storage.roster import NoSuchCommunity, import_roster
from storage.schema import departments, families, memberships, people, roles, teams
from storage.scope import Scope
from tests.intake.college import cp1252, utf8, xlsx
from tests.intake.stage import TODAY, Stage, roster, told

YEAR_END = date(2026, 6, 30)
LATER = date(2025, 11, 3)
YESTERDAY = date(2025, 11, 2)


def outcomes(plan: Plan) -> list[tuple[Outcome, tuple[Change, ...]]]:
    assert plan.faults == ()
    return [(line.outcome, line.changes) for line in plan.lines]


def changed(*changes: Change) -> list[tuple[Outcome, tuple[Change, ...]]]:
    return [(Outcome.CHANGED, changes)]


@pytest.mark.parametrize("source", [utf8, cp1252, xlsx])
def test_the_college(college: Stage, source) -> None:  # type: ignore[no-untyped-def]
    plan = college.imports(source())
    assert (plan.faults, plan.notices, plan.missing) == ((), (), ())
    assert plan.count(Outcome.CREATED) == 35
    counts = [college.count(table) for table in (people, memberships, families, departments, teams)]
    assert counts == [35, 35, 7, 29, 0]
    ambassador, delegate = college.roles("maude.theriault-roy@cegep.example")
    family = "Arts, langues et littératures"
    assert tuple(ambassador) == ("ambassador", "Français", family, 4, TODAY, YEAR_END)
    assert tuple(delegate) == ("delegate", "Français", family, None, TODAY, YEAR_END)
    assert college.person("kathleen.doyle@cegep.example").locale == "en_CA"
    person = college.person("judith.coeurjoly@cegep.example")
    assert (person.full_name, person.first_name, person.title) == ("Judith Cœurjoly", "Judith", "déléguée")
    membership = college.membership(person.email)
    assert (membership.school_year, membership.starts_on, membership.ends_on) == ("2025-2026", TODAY, YEAR_END)


def test_repeating_changes_nothing(college: Stage) -> None:
    college.imports(utf8())
    before = college.everything()
    again = college.imports(xlsx(), LATER)
    assert again.count(Outcome.UNCHANGED) == 35
    assert again.changes_nothing()
    assert college.everything() == before


def test_a_dry_run_says_the_same_and_writes_nothing(college: Stage) -> None:
    dry = college.imports(utf8(), dry_run=True)
    assert college.everything() == []
    assert college.imports(utf8()) == dry
    assert not dry.changes_nothing()


def test_a_plan_cannot_be_carried_out_elsewhere(college: Stage) -> None:
    other = college.add_community("ailleurs", organization="Autre")
    mixed = Scope(other.scope.organization_id, college.scope.community_id)
    with pytest.raises(NoSuchCommunity):
        import_roster(mixed, college.conn, read(utf8()), TODAY)
    assert college.everything() == []


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (";membre;;;;;;;", "Anne Royer;membre;;;;;;;", (Change.NAME,)),
        (";membre;;;Bleus;;;;", ";membre;;;Verts;;;;", (Change.TEAM,)),
        (";membre;;;Bleus;;;;", ";membre;;;;;;;", (Change.TEAM,)),
        (";membre;;;;Chimie;;;", ";membre;;;;;;;", (Change.SUBJECT,)),
        (";membre;;;;;fr;;", ";membre;;;;;en;;", (Change.LANGUAGE,)),
        (";membre;;;;;;prof;", ";membre;;;;;;enseignante;", (Change.TITLE,)),
        (";membre;;;;;;;", ";animation;;;;;;;", (Change.ROLES,)),
        (";ambassadrice;Sciences;;;;;;", ";ambassadrice;Sciences;;;;;;jeudi", (Change.ROLES,)),
        (";ambassadrice;Sciences;;;;;;", ";ambassadrice;Santé;;;;;;", (Change.ROLES,)),
        (";déléguée;;Chimie;;;;;", ";déléguée;Sciences;Chimie;;;;;", (Change.ROLES,)),
        (";membre;;;;;;;", "Anne Royer;animation;;;Verts;Chimie;en;X;", tuple(Change)),
    ],
)
def test_each_change_is_told_and_kept(college: Stage, before: str, after: str, changes: tuple[Change, ...]) -> None:
    def line(rest: str) -> bytes:
        return roster("a@cegep.example;" + ("Anne Roy" + rest if rest.startswith(";") else rest))

    college.imports(line(before))
    plan = college.imports(line(after), LATER)
    ((outcome, told_changes),) = outcomes(plan)
    assert outcome is Outcome.CHANGED
    assert set(told_changes) == set(changes)
    assert college.imports(line(after), LATER).changes_nothing()
    assert outcomes(college.imports(line(before), LATER))[0][0] in (Outcome.CHANGED, Outcome.UNCHANGED)


def test_a_role_lost_ends_yesterday_and_one_gained_starts_today(college: Stage) -> None:
    college.imports(roster("a@cegep.example;Anne Roy;déléguée / ambassadrice;Sciences;Chimie;;;;;jeudi"))
    plan = college.imports(roster("a@cegep.example;Anne Roy;déléguée / animation;;Chimie;;;;;"), LATER)
    assert outcomes(plan) == changed(Change.ROLES)
    held = {row.role: (row.starts_on, row.ends_on) for row in college.roles("a@cegep.example")}
    assert held == {
        "ambassador": (TODAY, YESTERDAY),
        "delegate": (TODAY, YEAR_END),
        "facilitator": (LATER, YEAR_END),
    }


def test_several_lines_give_one_person_several_roles(college: Stage) -> None:
    plan = college.imports(
        roster(
            "a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;",
            "A@CEGEP.example;Anne Roy;déléguée / ambassadrice;Sciences;Physique;;;en;;jeudi",
        )
    )
    assert outcomes(plan) == [(Outcome.CREATED, ())] * 2
    assert college.count(people) == 1
    found = [tuple(row)[:4] for row in college.roles("a@cegep.example")]
    assert found == [
        ("ambassador", "Physique", "Sciences", 3),
        ("delegate", "Chimie", "Sciences", None),
        ("delegate", "Physique", "Sciences", None),
    ]
    assert college.person("a@cegep.example").locale == "en_CA"


def test_a_delegates_family_is_that_of_the_department_whoever_says_it(college: Stage) -> None:
    college.imports(
        roster("a@cegep.example;Anne;déléguée;;Chimie;;;;;", "b@cegep.example;Béa;membre;Sciences;chimie;;;;;")
    )
    assert [tuple(row)[:3] for row in college.roles("a@cegep.example")] == [("delegate", "Chimie", "Sciences")]


def test_a_department_moves_with_those_the_file_does_not_name(college: Stage) -> None:
    college.imports(
        roster(
            "a@cegep.example;Anne;déléguée;Sciences;Chimie;;;;;",
            "b@cegep.example;Béa;ambassadrice;Sciences;Chimie;;;;;",
        )
    )
    plan = college.imports(roster("c@cegep.example;Carl;membre;Santé;Chimie;;;;;"), LATER)
    assert [group.name for group in plan.departments] == ["Chimie"]
    assert [tuple(row)[:3] for row in college.roles("a@cegep.example")] == [("delegate", "Chimie", "Santé")]
    assert [tuple(row)[:3] for row in college.roles("b@cegep.example")] == [("ambassador", "Chimie", "Sciences")]


def test_spelling_of_a_group_follows_the_file_and_makes_no_second_one(college: Stage) -> None:
    college.imports(roster("a@cegep.example;Anne;membre;Sante;Soins infirmiers;equipe a;;;;"))
    plan = college.imports(roster("a@cegep.example;Anne;membre;Santé;Soins  Infirmiers;Équipe A;;;;"))
    assert outcomes(plan) == [(Outcome.UNCHANGED, ())]
    assert not plan.changes_nothing()
    names = [college.conn.execute(table.select()).one().name for table in (families, departments, teams)]
    assert names == ["Santé", "Soins Infirmiers", "Équipe A"]


def test_who_is_no_longer_in_the_file_is_listed_and_stays(college: Stage) -> None:
    college.imports(utf8())
    before = college.everything()
    plan = college.imports(roster("bao.tran@cegep.example;Bao Tran;administration;;;;;fr;technicien informatique;"))
    assert len(plan.missing) == 34
    assert plan.missing[0].full_name == "Anaïs Tremblay-Petit"
    assert college.everything() == before


def test_who_is_no_longer_in_the_file_is_ended_when_asked(college: Stage) -> None:
    two = roster("a@cegep.example;Anne;déléguée;;Chimie;;;;;", "b@cegep.example;Béa;membre;;;;;;;")
    only = roster("b@cegep.example;Béa;membre;;;;;;;")
    college.imports(two)
    plan = college.imports(only, LATER, end_missing=True)
    assert [person.email for person in plan.missing] == ["a@cegep.example"]
    assert not plan.changes_nothing()
    assert college.membership("a@cegep.example").ends_on == YESTERDAY
    assert [row.ends_on for row in college.roles("a@cegep.example")] == [YESTERDAY]
    assert college.membership("b@cegep.example").ends_on == YEAR_END

    again = college.imports(only, LATER, end_missing=True)
    assert again.missing == ()
    assert again.changes_nothing()

    back = college.imports(two, LATER)
    assert [line.outcome for line in back.lines] == [Outcome.CREATED, Outcome.UNCHANGED]
    assert college.count(people) == 2
    assert college.membership("a@cegep.example").ends_on == YEAR_END
    assert [row.ends_on for row in college.roles("a@cegep.example")] == [YESTERDAY, YEAR_END]


def test_a_fault_ends_nobody(college: Stage) -> None:
    college.imports(utf8())
    before = college.everything()
    plan = college.imports(roster(";Anne;membre;;;;;;;"), end_missing=True)
    assert told(plan.faults) == [(2, "email_missing")]
    assert college.everything() == before


def test_a_person_of_two_communities_is_one(college: Stage) -> None:
    second = college.add_community("lecture")
    college.imports(roster("a@cegep.example;Anne Roy;déléguée;;Chimie;;;;;"))
    plan = second.imports(roster("a@cegep.example;Anne Roy;animation;;;;;;;", "b@cegep.example;Béa;membre;;;;;;;"))
    assert plan.count(Outcome.CREATED) == 2
    assert college.count(people) == 2
    assert plan.missing == ()
    assert [row.role for row in college.roles("a@cegep.example")] == ["delegate"]
    assert [row.role for row in second.roles("a@cegep.example")] == ["facilitator"]
    second.imports(roster("b@cegep.example;Béa;membre;;;;;;;"), LATER, end_missing=True)
    assert college.membership("a@cegep.example").ends_on == YEAR_END


def test_organizations_know_nothing_of_one_another(college: Stage) -> None:
    other = college.add_community("ailleurs", organization="Autre")
    college.imports(roster("a@cegep.example;Anne Roy;déléguée;Sciences;Chimie;;;;;"))
    before = college.person("a@cegep.example")
    other.imports(roster("a@cegep.example;Anna Roy;membre;Sciences;Chimie;;;;;"), end_missing=True)
    assert college.person("a@cegep.example") == before
    assert college.count(people) == college.count(departments) == 2


def test_language(college: Stage) -> None:
    college.speaks("fr_FR")
    college.imports(
        roster(
            *(
                f"{who}@cegep.example;{who};membre;;;;;{lang};;"
                for who, lang in zip("abcde", ("", "fr", "en", "fr-CA", "en-US"), strict=True)
            )
        )
    )
    assert [college.person(f"{who}@cegep.example").locale for who in "abcde"] == [
        "fr_FR",
        "fr_FR",
        "en_GB",
        "fr_CA",
        "en_US",
    ]
    same = roster("e@cegep.example;e;membre;;;;;en;;", "d@cegep.example;d;membre;;;;;;;")
    assert [line.outcome for line in college.imports(same).lines] == [Outcome.UNCHANGED] * 2


def test_a_language_somebody_chose_is_theirs(college: Stage) -> None:
    french = roster("a@cegep.example;Anne Roy;membre;;;;;fr;;")
    college.imports(french)
    college.chooses_language("a@cegep.example", "en_CA")
    assert college.imports(french).changes_nothing()
    assert college.person("a@cegep.example").locale == "en_CA"


def test_a_column_that_is_not_there_leaves_what_is_known(college: Stage) -> None:
    college.imports(
        roster(
            "a@cegep.example;Anne Roy;ambassadrice / déléguée;Sciences;Chimie;Bleus;Chimie;en;ambassadrice;jeudi",
            "b@cegep.example;Béa Côté;membre;Sciences;;Bleus;;;;",
        )
    )
    before = college.everything()
    names = roster("a@cegep.example;Anne Roy", "b@cegep.example;Béa Côté", header="courriel;nom")
    assert college.imports(names).changes_nothing()
    led = roster("a@cegep.example;Anne Roy;ambassadrice;Sciences", header="courriel;nom;rôle;famille")
    assert outcomes(college.imports(led, dry_run=True)) == changed(Change.ROLES)  # no longer a delegate
    members = roster("b@cegep.example;Béa Côté;membre", header="courriel;nom;rôle")
    assert college.imports(members).changes_nothing()
    placed = roster("b@cegep.example;Béa Côté;membre;", header="courriel;nom;rôle;département")
    assert college.imports(placed).changes_nothing()
    assert college.everything() == before
    emptied = roster("b@cegep.example;Béa Côté;membre;;", header="courriel;nom;rôle;famille;département")
    assert outcomes(college.imports(emptied)) == changed(Change.ROLES)


def test_without_a_column_of_roles_new_people_are_members(college: Stage) -> None:
    college.imports(roster("a@cegep.example;Anne Roy;Chimie", header="courriel;nom;département"))
    assert [tuple(row)[:2] for row in college.roles("a@cegep.example")] == [("member", "Chimie")]


def test_a_new_school_year_begins_with_its_own_roster(college: Stage) -> None:
    file = roster("a@cegep.example;Anne Roy;déléguée;;Chimie;;;;;")
    college.imports(file, date(2026, 6, 30))
    assert college.membership("a@cegep.example").school_year == "2025-2026"
    plan = college.imports(file, date(2026, 7, 1), end_missing=True)
    assert [line.outcome for line in plan.lines] == [Outcome.CREATED]
    assert plan.missing == ()
    held = [(row.starts_on, row.ends_on) for row in college.roles("a@cegep.example")]
    assert held == [(date(2026, 6, 30), YEAR_END), (date(2026, 7, 1), date(2027, 6, 30))]
    assert college.count(people) == college.count(departments) == 1


def test_progress_is_told_batch_by_batch(college: Stage) -> None:
    seen: list[tuple[int, int]] = []
    lines = [f"p{n}@cegep.example;Personne {n}" for n in range(1500)]
    college.imports(roster(*lines, header="courriel;nom"), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1000, 1500), (1500, 1500)]
    assert college.count(roles) == 1500
