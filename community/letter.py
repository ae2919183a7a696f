"""A few words from one person to another, signed: a facilitator's to a member, and the answer."""

from datetime import timedelta

LETTER_LIMIT = 600
"""Characters: a word, not a report."""
IN_A_ROW = 3
LATELY = timedelta(days=10)
"""How many one person may send another before they answer, and after how long they may again: a word, not a siege."""
