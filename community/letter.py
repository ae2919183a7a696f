"""A few words from one person to another, signed: a facilitator's to a member, and the answer."""

LETTER_LIMIT = 600
"""Characters: a word, not a report."""
