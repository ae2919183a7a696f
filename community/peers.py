"""What peers send under a challenge that its owner shows, each in their own name (DOMAIN.md §4.3)."""

from enum import StrEnum

WORDS_LIMIT = 600
"""Characters in a piece of advice, a question, an answer."""


class WordsKind(StrEnum):
    """What was sent: « Suggérer une piste », « Poser une question », « J'essaie aussi », or the owner's answer."""

    IDEA = "idea"
    QUESTION = "question"
    TRY = "try"
    ANSWER = "answer"
