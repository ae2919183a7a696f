"""A guide's questions of law that are old: the card of it, in each way it may look."""

from dataclasses import replace
from datetime import date

from bot.guides import packaged
from community.guide import Jurisdiction, to_review
from community.messages import GuideReviewDue, Message
from community.views import GuideReviewView

OLDEST = date(2025, 9, 15)
DUE = GuideReviewDue(community_id="c1", version="2025-09", oldest=OLDEST)
SEEN = GuideReviewView("COP IA", "2025-09", OLDEST, to_review(packaged(), date(2026, 9, 15), Jurisdiction.QUEBEC))

EXAMPLES: dict[str, tuple[Message, object]] = {
    "guide to review": (DUE, SEEN),
    "guide to review, one question": (DUE, replace(SEEN, questions=SEEN.questions[:1])),
    "guide to review, many": (DUE, replace(SEEN, questions=to_review(packaged(), date(2026, 9, 15)))),
}
