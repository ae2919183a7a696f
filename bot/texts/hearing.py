"""What a typed text is heard as. Pure, given the words: the catalogs of every language are listened to at once.

A keyword must be the whole message. What is nearly one is only ever offered, never acted on.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.texts.days import day_of
from bot.texts.facts import facts_in, told
from bot.texts.flat import flat
from bot.texts.words import Words
from community.keywords import Keyword
from dialogs.flow import Dialog
from dialogs.steps import Choice, Typed

NEAR_LIMIT = 25
"""Characters: longer texts are sentences, and a sentence is not a misspelt word."""
HEARD_LIMIT = 250
"""Characters: no keyword and no name of a community is longer."""
NEVER_OFFERED = frozenset({Keyword.GREETING, Keyword.THANKS, Keyword.CANCEL, Keyword.BACK, Keyword.SKIP, Keyword.LATER})
"""Keywords that make no sense as a button when no question is open, which is when a near miss is offered."""
_SHORTEST_PREFIX = 2
_SHORTEST_NEAR = 4
_SHORT_WORD = 6
"""Letters up to which one wrong letter is enough to doubt; beyond, two."""


def hear(
    words: Words,
    text: str,
    locale: str | None = None,
    options: Mapping[str, Sequence[str]] | None = None,
    *,
    today: date | None = None,
) -> Typed:
    """What ``text`` is heard as.

    ``locale`` is the writer's: of two near keywords its language's comes first. ``options`` are those of the open
    question, in the order shown: value → everything it is called (see :func:`called`). ``today`` is the civil date
    where the writer is: a day is heard from there.
    """
    plain = flat(text) if len(text) <= HEARD_LIMIT else ""
    index = _index(words)
    keyword = index.get(plain)
    return Typed(
        text=text,
        keyword=keyword,
        near=None if keyword else _near(words, plain, locale),
        option=_option(plain, options or {}),
        yes=_answers(words).get(plain),
        day=day_of(words, text, today) if today is not None and plain else None,
    )


def called(words: Words, dialog: type[Dialog], step: str, view: object) -> dict[str, list[str]]:
    """Everything each option of a step is called, in every language: its label, and what else it is heard as.

    ``view`` is the dialog's own. Empty for a step that isn't a choice, or that is gone.
    """
    asked = dialog.steps.get(step)
    if not isinstance(asked, Choice):
        return {}
    named = asked.names(view)
    prefix = f"{dialog.key}.{step}.option."
    names: dict[str, list[str]] = {value: [] for value in asked.options(view)}
    for value in names.keys() & named.keys():
        names[value] += _family_name(named[value])
    for speech in words.spoken():
        facts = facts_in(speech, dialog, view)
        for value in names.keys() & named.keys():
            names[value].append(str(told(speech, named[value])))
        for value in names.keys() & set(asked.fixed):
            names[value].append(speech(prefix + value, **facts))
            if speech.has(f"{prefix}{value}.also"):
                names[value] += speech(f"{prefix}{value}.also").split("|")
    return names


def _family_name(name: object) -> list[str]:
    """What follows the first word of a name that is data: somebody may be called by their last name alone."""
    last = name.partition(" ")[2] if isinstance(name, str) else ""
    return [last] if last else []


@lru_cache(maxsize=4)
def _index(words: Words) -> dict[str, Keyword]:
    """Every keyword as it may be typed, flat."""
    return {
        flat(word): keyword
        for keyword in Keyword
        for speech in words.spoken()
        for word in speech(f"keyword.{keyword}").split("|")
    }


@lru_cache(maxsize=4)
def _own(words: Words, language: str) -> frozenset[str]:
    """The keywords of one language, flat."""
    speech = words.into(language)
    return frozenset(flat(word) for keyword in Keyword for word in speech(f"keyword.{keyword}").split("|"))


@lru_cache(maxsize=4)
def _answers(words: Words) -> dict[str, bool]:
    return {
        flat(word): meant
        for key, meant in (("heard.yes", True), ("heard.no", False))
        for speech in words.spoken()
        for word in speech(key).split("|")
    }


def _near(words: Words, plain: str, locale: str | None) -> Keyword | None:
    """The keyword that a short text nearly is, else holds: fewest wrong letters, then as the catalogs have them."""
    if not _SHORTEST_NEAR <= len(plain) <= NEAR_LIMIT:
        return None
    own = _own(words, words.into(locale).language)
    spoken = " " + plain.replace("'", " ") + " "
    best: tuple[bool, int, bool] | None = None
    found = None
    for word, keyword in _index(words).items():
        if keyword in NEVER_OFFERED or len(word) < _SHORTEST_NEAR:
            continue
        allowed = 1 if len(word) <= _SHORT_WORD else 2
        distance = OSA.distance(plain, word, score_cutoff=allowed)
        if distance <= allowed:
            rank = (False, distance, word not in own)
        elif f" {word} " in spoken:
            rank = (True, -len(word), word not in own)
        else:
            continue
        if best is None or rank < best:
            best, found = rank, keyword
    return found


def _option(plain: str, options: Mapping[str, Sequence[str]]) -> str | None:
    """The option meant: its number, one of its names, or the beginning of one option's names only."""
    if not plain:
        return None
    values = list(options)
    if plain.isdecimal():
        number = int(plain)
        return values[number - 1] if 1 <= number <= len(values) else None
    names = {value: [flat(name) for name in options[value]] for value in values}
    for meant in (
        [value for value in values if plain in names[value]],
        [value for value in values if any(name.startswith(plain) for name in names[value])],
    ):
        if len(meant) == 1 and (len(plain) >= _SHORTEST_PREFIX or plain in names[meant[0]]):
            return meant[0]
    return None
