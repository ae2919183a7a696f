"""A text as it is compared with another: what people type in a hurry."""

import unicodedata


def flat(text: str) -> str:
    """``text`` without case, accents, hyphens, invisible characters, outer punctuation and repeated spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("\u2019", "'"))
    kept = (" " if c in "-\u2010\u2011" or c.isspace() else c for c in decomposed if not _is_mark(c))
    return " ".join("".join(kept).split()).strip(" .,;:!?…\"'«»“”()[]")


def _is_mark(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Mn" or (category in ("Cf", "Cc") and not character.isspace())
