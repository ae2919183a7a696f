"""How French is spaced: no-break where a sign hangs on a word, and as the region does before ? ! ;."""

import re

WIDE = frozenset({"fr_FR", "fr_BE", "fr_CH", "fr_LU", "fr_MC"})
"""Where a narrow no-break space stands before high punctuation; in Québec none does."""

_HIGH_PUNCTUATION = re.compile(r"(?<=[^\s?!;])(?=[?!;])")
_HANGING = re.compile(r"(?<=«) | (?=[:»])")


def widened(text: str) -> str:
    """``text``, written as in Québec, with the spaces of France before high punctuation."""
    return _HIGH_PUNCTUATION.sub("\u202f", text)


def spaced(text: str, locale: str) -> str:
    """French typed with plain spaces, or with none before ? ! ;, as the region of ``locale`` writes it."""
    held = _HANGING.sub("\u00a0", text)
    return widened(held) if locale in WIDE else held
