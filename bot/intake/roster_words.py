"""The words a roster file may use, in French and English: they are recognized, never shown.

All are bare words as :func:`community.intake.words_of` leaves them: no accents, case or punctuation.
"""

from community.roles import Role
from community.roster import Column


def _table(**words: str) -> dict[str, str]:
    return {word.strip(): name for name, line in words.items() for word in line.split(",")}


HEADERS = {
    word: Column(name)
    for word, name in _table(
        email="courriel, email, e mail, mail, adresse, adresse courriel, adresse de courriel, adresse electronique,"
        " adresse email, adresse e mail, adresse mail, courriel professionnel, email address, e mail address, address",
        name="nom, nom complet, nom de famille, prenom et nom, prenom nom, name, full name, last name, lastname,"
        " surname, family name, display name, first and last name",
        first_name="prenom, prenoms, first name, firstname, given name, forename",
        role="role, roles",
        family="famille, famille de departements, family, department family, family of departments",
        department="departement, department, dept",
        team="equipe, team",
        subject="matiere, matieres, matiere enseignee, discipline, subject, subjects",
        language="langue, langue de correspondance, language, preferred language, locale",
        title="titre, title",
        release_day="jour de liberation, jour libere, journee de liberation, release day, release weekday",
    ).items()
}

ROLES = {
    word: Role(name)
    for word, name in _table(
        member="membre, membre de la communaute, membre de la cop, membre de l equipe, enseignant, enseignante,"
        " personne enseignante, professeur, professeure, prof, participant, participante, personne participante,"
        " member, community member, team member, teacher",
        delegate="delegue, deleguee, personne deleguee, delegue departemental, deleguee departementale,"
        " personne deleguee departementale, delegue de departement, deleguee de departement,"
        " personne deleguee de departement, delegue du departement, deleguee du departement, delegate,"
        " department delegate",
        ambassador="ambassadeur, ambassadrice, personne ambassadrice, ambassador, family ambassador",
        cap_member="cap, membre cap, membre de la cap, cap member, member of the cap",
        facilitator="animation, animateur, animatrice, personne animatrice, facilitateur, facilitatrice, facilitation,"
        " equipe d animation, accompagnement, accompagnateur, accompagnatrice, personne accompagnatrice,"
        " equipe d accompagnement, facilitator, co facilitator",
        steering="comite de pilotage, membre du comite de pilotage, pilotage, steering, steering committee,"
        " steering committee member, member of the steering committee",
        principal="direction, direction d etablissement, direction d ecole, direction de l ecole, directeur,"
        " directrice, directeur d ecole, directrice d ecole, directeur d etablissement, directrice d etablissement,"
        " principal, school principal, head of school",
        admin="administration, administrateur, administratrice, personne administratrice, admin, administrator",
    ).items()
} | {role.value.replace("_", " "): role for role in Role}

WEEKDAYS = {
    word: int(name[1:])
    for word, name in _table(
        d0="lundi, lun, monday, mon",
        d1="mardi, mar, tuesday, tue, tues",
        d2="mercredi, mer, wednesday, wed",
        d3="jeudi, jeu, thursday, thu, thur, thurs",
        d4="vendredi, ven, friday, fri",
        d5="samedi, sam, saturday, sat",
        d6="dimanche, dim, sunday, sun",
    ).items()
}

LANGUAGES = _table(fr="fr, francais, francaise, french, fra, fre", en="en, anglais, anglaise, english, ang, eng")
REGIONS = {"fr": frozenset({"CA", "FR", "BE", "CH", "LU"}), "en": frozenset({"CA", "US", "GB", "AU", "NZ", "IE"})}
"""The regions whose way of writing is known; elsewhere only the language counts."""
