"""What the cards of every noun are put together from."""

from collections.abc import Mapping, Sequence

from bot.cards.card import FACTS_LIMIT, LABEL_LIMIT, Block, Button, Card, Fact, Facts, Paragraph
from bot.texts.words import Parameter, Speech
from community.rights import Act, may_in
from community.roles import Role
from community.views import PersonView


def card(
    speech: Speech, *blocks: Block, title: str = "", after: tuple[Block, ...] = (), buttons: tuple[Button, ...] = ()
) -> Card:
    """A card without inputs. Its fallback is the title, else the first paragraph: our words, never anyone else's."""
    first = next((block.text for block in blocks if isinstance(block, Paragraph)), "")
    return Card(text=title or first, title=title, blocks=blocks, after=after, buttons=buttons, locale=speech.locale)


def buttons(speech: Speech, *verbs: str, kind: str = "", **named: Parameter) -> tuple[Button, ...]:
    """Buttons by verb, named as this kind of message names them, else as all do. The first is the one expected.

    A verb may end with the id of what it is about; ``named`` are values that labels may hold.
    """
    return tuple(Button(verb, _named(speech, verb, kind, named), primary=not n) for n, verb in enumerate(verbs))


def way(speech: Speech, verb: str) -> Button:
    """A button by verb that isn't the one expected."""
    return Button(verb, speech(f"button.{verb}"))


def beside(speech: Speech, *verbs: str, kind: str = "") -> tuple[Button, ...]:
    """:func:`buttons` that come after the one expected."""
    return tuple(Button(verb, _named(speech, verb, kind, {})) for verb in verbs)


def listed(facts: Sequence[Fact]) -> tuple[Facts, ...]:
    """Facts in their order, as many blocks of them as it takes."""
    return tuple(Facts(tuple(facts[n : n + FACTS_LIMIT])) for n in range(0, len(facts), FACTS_LIMIT))


def clipped(text: str, limit: int = LABEL_LIMIT) -> str:
    """``text`` cut to ``limit`` characters, between words where it has some, for names that are data."""
    if len(text) <= limit:
        return text
    cut, _, half = text[: limit - 1].rpartition(" ")
    whole = cut if cut and len(half) < limit // 2 and text[limit - 1] != " " else text[: limit - 1]
    return whole.rstrip() + "…"


def challenges_here(person: PersonView) -> bool:
    """Whether a challenge may be offered to this person at all."""
    return any(may_in(place, Act.KEEP_CHALLENGE) for place in person.memberships)


def writes_syntheses(person: PersonView) -> bool:
    """Whether this person may read reports together somewhere."""
    return any(may_in(place, Act.WRITE_SYNTHESIS) for place in person.memberships)


def runs_one(person: PersonView) -> bool:
    """Whether this person runs a community."""
    return any(may_in(place, Act.RUN_COMMUNITY) for place in person.memberships)


def is_seen(person: PersonView) -> bool:
    """Whether who runs some community sees anything of this person's month."""
    return any(may_in(p, Act.KEEP_CHALLENGE) and not may_in(p, Act.RUN_COMMUNITY) for p in person.memberships)


def is_only_principal(person: PersonView) -> bool:
    """Whether this person is a principal, and nothing else anywhere."""
    held = [place.roles for place in person.memberships]
    return bool(held) and all(roles == {Role.PRINCIPAL} for roles in held)


def pages_come(person: PersonView) -> bool:
    """Whether teachers may send this person their page."""
    return any(place.principal_page and Role.PRINCIPAL in place.roles for place in person.memberships)


def sends_pages(person: PersonView) -> bool:
    """Whether this person may send a page to a principal."""
    return any(place.principal_page and may_in(place, Act.KEEP_CHALLENGE) for place in person.memberships)


def ways_on(person: PersonView) -> tuple[str, ...]:
    """The verbs that work today for this person, the most likely first."""
    own = ("say.challenge", "say.guide", "say.team_challenges", "say.notebook") if challenges_here(person) else ()
    return (*own, "say.who_sees_what", "say.settings")


def first_ways_on(person: PersonView) -> tuple[str, ...]:
    """The few of them for a small answer; « aide » shows the others."""
    own = ("say.challenge", "say.my_challenges", "say.guide")
    return (*(own if challenges_here(person) else ways_on(person)), "say.help")


def _named(speech: Speech, verb: str, kind: str, named: Mapping[str, Parameter]) -> str:
    family, name, *_ = (*verb.split("."), "")
    for key in (f"{kind}.button.{verb}", f"{kind}.button.{family}.{name}", f"button.{verb}"):
        if speech.has(key):
            return clipped(speech(key, **named))
    return clipped(speech(f"button.{family}.{name}", **named))
