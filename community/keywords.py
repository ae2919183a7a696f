"""What a person may type at any time. The words themselves, in each language, are in the catalogs."""

from enum import StrEnum


class Keyword(StrEnum):
    """One thing Relais understands from anyone, in the middle of anything."""

    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    CHALLENGE = "challenge"
    MY_CHALLENGES = "my_challenges"
    REPORT = "report"
    TEAM_CHALLENGES = "team_challenges"
    NOTEBOOK = "notebook"
    OVERVIEW = "overview"
    SYNTHESIS = "synthesis"
    GUIDE = "guide"
    SETTINGS = "settings"
    LANGUAGE = "language"
    WHO_SEES_WHAT = "who_sees_what"
    COMMUNITY = "community"
    CANCEL = "cancel"
    BACK = "back"
    SKIP = "skip"
    LATER = "later"
    RESUME = "resume"
