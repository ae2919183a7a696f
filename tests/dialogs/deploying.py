"""The next version of the program, in the middle of a conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

from bot.texts.words import Words
from dialogs import DIALOGS
from dialogs.flow import Dialog
from dialogs.steps import Choice

WORDS = Words.load()
PROGRAM = dict(DIALOGS)
"""The dialogs of the program as it is."""


@contextmanager
def deployed(*dialogs: type[Dialog], gone: str = "") -> Iterator[None]:
    """A version in which these dialogs are new or changed, and this one is gone."""
    with patch.dict(DIALOGS, {dialog.key: dialog for dialog in dialogs}):
        DIALOGS.pop(gone, None)
        yield


def words_just_now() -> Words:
    """The catalogs, with words for whatever dialogs are deployed that they know nothing of."""
    unknown = tuple(dialog for key, dialog in DIALOGS.items() if PROGRAM.get(key) is not dialog)
    return _worded(unknown) if unknown else WORDS


@lru_cache(maxsize=4)
def _worded(dialogs: tuple[type[Dialog], ...]) -> Words:
    """For each of these dialogs the names of what is asked: ``visit.city?``"""
    names: dict[str, str] = {}
    for dialog in dialogs:
        names |= {f"{dialog.key}.title": dialog.key.upper(), f"{dialog.key}.name": dialog.key}
        for name, step in dialog.steps.items():
            place = f"{dialog.key}.{name}"
            names |= {f"{place}.ask": f"{place}?", f"{place}.about": place, f"{place}.help": f"{place}, explained"}
            if isinstance(step, Choice):
                names |= {f"{place}.option.{option}": option for option in step.fixed}
    return Words({language: {**names, **forms} for language, forms in WORDS.catalogs.items()})
