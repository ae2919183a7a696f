"""What comes after a walk: a question to one's team and its answers, and coming back to it."""

OPEN_QUESTIONS = 3
"""Questions that may be in the team's way at once: those asked of one walk, and all that one person asked since
yesterday, of however many walks.
"""
ANSWERS_EACH = 3
"""Answers of one person to one question: a word, not a siege."""
COME_BACK_DAYS = 7
"""Days after which a walk is come back to."""
