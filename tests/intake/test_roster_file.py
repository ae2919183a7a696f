"""A roster's headers, roles, days and languages, as people write them in French and English."""

import pytest

from bot.intake.roster import read
from community.roles import Role
from community.roster import Column, Roster, RosterRow
from tests.intake.college import cp1252, utf8, workbook, xlsx
from tests.intake.stage import roster, sentences, told

M, D, A, C = Role.MEMBER, Role.DELEGATE, Role.AMBASSADOR, Role.CAP_MEMBER
F, S, P, ADMIN = Role.FACILITATOR, Role.STEERING, Role.PRINCIPAL, Role.ADMIN


def one(header: str, line: str) -> RosterRow:
    found = read(roster(line, header=header))
    assert found.faults == ()
    return found.rows[0]


def cell(column: str, value: str) -> Roster:
    """A file of one person with one more column."""
    return read(workbook([["courriel", "nom", column], ["a@cegep.example", "Anne Roy", value]]))


FRENCH = "courriel;prénom;nom;rôle;famille;département;équipe;matière;langue;titre;jour de libération"
ENGLISH = "email;first name;last name;role;family;department;team;subject;language;title;release day"


@pytest.mark.parametrize(
    "header",
    [
        FRENCH,
        ENGLISH,
        FRENCH.upper(),
        "COURRIEL ; Prenom ; NOM;Role;Famille;Departement;Equipe;Matiere;Langue;Titre ; Jour  de liberation ",
        "E-mail;First_Name;Surname;Role(s);Family;Dept.;Team;Subject;Language;Title;Release day:",
        "Adresse courriel;Prénom;Nom de famille;Rôle(s);Famille;Dept;Équipe;Matières;Langue;Titre;Jour libéré",
    ],
)
def test_headers_in_both_languages(header: str) -> None:
    line = "A.Roy@cegep.example;Anne;Roy;ambassadrice;Sciences;Chimie;Chimistes;Chimie;en;ambassadrice;jeudi"
    row = one(header, line)
    assert row == RosterRow(
        line=2,
        email="a.roy@cegep.example",
        full_name="Anne Roy",
        first_name="Anne",
        roles=(A,),
        family="Sciences",
        department="Chimie",
        team="Chimistes",
        subject="Chimie",
        language="en",
        title="ambassadrice",
        release_weekday=3,
    )


def test_columns_in_any_order_and_only_those_one_has() -> None:
    found = read(roster("Roy;a@cegep.example", header="nom;adresse"))
    assert found.columns == {Column.EMAIL, Column.NAME}
    assert found.rows == (RosterRow(2, "a@cegep.example", "Roy", "Roy"),)


@pytest.mark.parametrize(
    ("header", "line", "full_name", "first_name"),
    [
        ("courriel;nom", "x@y.example;Marie-Ève de la Sablonnière", "Marie-Ève de la Sablonnière", "Marie-Ève"),
        ("courriel;nom complet", "x@y.example;Anne Roy", "Anne Roy", "Anne"),
        ("email;name", "x@y.example;Roy, Marie Anne", "Marie Anne Roy", "Marie Anne"),
        ("courriel;prénom;nom", "x@y.example;Marie Anne;Roy", "Marie Anne Roy", "Marie Anne"),
        ("courriel;prénom;nom", "x@y.example;Anne;Anne Roy", "Anne Roy", "Anne"),
        ("courriel;prénom;nom", "x@y.example;;Anne Roy", "Anne Roy", "Anne"),
        ("courriel;prénom;nom", "x@y.example;Anne;", "Anne", "Anne"),
        ("email;first name", "x@y.example;Anne", "Anne", "Anne"),
    ],
)
def test_names(header: str, line: str, full_name: str, first_name: str) -> None:
    row = one(header, line)
    assert (row.full_name, row.first_name) == (full_name, first_name)


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("", (M,)),
        ("membre", (M,)),
        ("Enseignante", (M,)),
        ("teacher", (M,)),
        ("member", (M,)),
        ("personne déléguée", (D,)),
        ("Délégué(e)", (D,)),
        ("délégué·e", (D,)),
        ("délégué-e", (D,)),
        ("délégué/e", (D,)),
        ("délégué/déléguée", (D,)),
        ("délégué ou déléguée", (D,)),
        ("DELEGUEE", (D,)),
        ("Déléguée de département", (D,)),
        ("delegate", (D,)),
        ("ambassadeur", (A,)),
        ("ambassadrice", (A,)),
        ("ambassadrice/ambassadeur", (A,)),
        ("ambassadeur·rice", (A,)),
        ("ambassadeur/trice", (A,)),
        ("ambassador", (A,)),
        ("membre de la CAP", (C,)),
        ("CAP member", (C,)),
        ("cap_member", (C,)),
        ("animation", (F,)),
        ("animateur", (F,)),
        ("animatrice", (F,)),
        ("animateur/trice", (F,)),
        ("animateur(trice)", (F,)),
        ("facilitator", (F,)),
        ("équipe d’accompagnement", (F,)),
        ("comité de pilotage", (S,)),
        ("Membre du comité de pilotage", (S,)),
        ("steering committee", (S,)),
        ("direction", (P,)),
        ("directrice d'école", (P,)),
        ("principal", (P,)),
        ("administration", (ADMIN,)),
        ("Administrator", (ADMIN,)),
        ("personne déléguée / ambassadrice", (D, A)),
        ("membre de la CAP, animation", (C, F)),
        ("delegate+ambassador", (D, A)),
        ("membre de la CAP et animation", (C, F)),
        ("membre\nanimation", (M, F)),
        ("membre, membre", (M,)),
    ],
)
def test_roles(words: str, roles: tuple[Role, ...]) -> None:
    found = cell("rôle", words)
    assert (found.rows[0].roles, found.faults) == (roles, ())


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("coordonnatrice", "coordonnatrice"),
        ("membre / chef", "chef"),
        ("direction des études", "direction des études"),  # appoints the ambassadors, and reads nothing
        ("e", "e"),
    ],
)
def test_an_unknown_role_is_named(words: str, unknown: str) -> None:
    found = cell("rôle", words)
    assert [(fault.why, fault.params["value"]) for fault in found.faults] == [("roster.fault.unknown_role", unknown)]


@pytest.mark.parametrize(
    ("word", "day"),
    [("vendredi", 4), ("Le vendredi", 4), ("Fridays", 4), ("LUN.", 0), ("Tues", 1), ("wednesday", 2), ("", None)],
)
def test_weekdays(word: str, day: int | None) -> None:
    found = cell("jour de libération", word)
    assert (found.rows[0].release_weekday, found.faults) == (day, ())


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("fr", "fr"),
        ("Français", "fr"),
        ("français (Canada)", "fr"),
        ("FR-ca", "fr_CA"),
        ("fr_BE", "fr_BE"),
        ("fr-ZZ", "fr"),
        ("en", "en"),
        ("English", "en"),
        ("anglais", "en"),
        ("en-US", "en_US"),
        ("", ""),
    ],
)
def test_languages(word: str, language: str) -> None:
    found = cell("langue", word)
    assert (found.rows[0].language, found.faults) == (language, ())


def test_an_unknown_day_or_language_is_a_fault() -> None:
    assert told(cell("langue", "espagnol").faults) == [(2, "unknown_language")]
    assert told(cell("jour de libération", "demain").faults) == [(2, "unknown_weekday")]


def test_an_unknown_column_is_told_and_left_aside() -> None:
    found = read(roster("a@cegep.example;Anne Roy;x", header="courriel;nom;Poste\x1b téléphonique"))
    assert found.faults == ()
    assert sentences(found.notices) == ["1: Colonne inconnue, laissée de côté\u00a0: «\u00a0Poste téléphonique\u00a0»."]


def test_the_college_reads_the_same_in_each_shape() -> None:
    found = read(utf8())
    assert read(cp1252()) == found
    assert read(xlsx()) == found
    assert (len(found.rows), found.faults, found.notices) == (35, (), ())
    assert len({row.family for row in found.rows if row.family}) == 7
    assert sum(A in row.roles for row in found.rows) == 7
    assert sum(C in row.roles for row in found.rows) == 3
    assert all(D in row.roles for row in found.rows if row.department)


def test_progress_is_told_now_and_then() -> None:
    lines = [f"p{n}@cegep.example;Personne {n}" for n in range(1200)]
    seen: list[tuple[int, int]] = []
    read(roster(*lines, header="courriel;nom"), lambda done, total: seen.append((done, total)))
    assert seen == [(500, 1201), (1000, 1201)]
