"""How far an AI tool had a part in a trace: said only where a trace is kept (DOMAIN.md §4.5).

The levels are somebody's: they are cited wherever they are asked or shown, and worded in the catalogs.
"""

from dataclasses import dataclass
from enum import StrEnum


class AiUse(StrEnum):
    """The four levels of :data:`SOURCE`, from no part at all to nearly all of it."""

    NONE = "none"
    LIMITED = "limited"
    SHARED = "shared"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class Source:
    """Whose set of levels it is, of which year, and where it is published."""

    by: str
    year: int
    address: str


SOURCE = Source("Bibliothèque de l'UQAC, APTE", 2025, "uqac.ca/ressourcespedago/iag")
"""Services de la bibliothèque, Accompagnement pédagogique et en technologies éducatives (APTE), Université du Québec à
Chicoutimi (2025). Pictogrammes de déclaration des niveaux d'utilisation de l'intelligence artificielle générative."""
