"""A guide's questions of law that are old: told to whoever keeps the guide."""

from bot.cards.card import Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card
from bot.texts.facts import told
from bot.texts.words import Speech
from community.messages import GuideReviewDue
from community.views import GuideReviewView

QUESTIONS_SHOWN = 6


def guide_review_due(message: GuideReviewDue, seen: GuideReviewView, speech: Speech) -> Card:
    """How many, since when, which; how they are read again. The guide's words are its authors', not ours."""
    count, shown = len(seen.questions), seen.questions[:QUESTIONS_SHOWN]
    left = count - len(shown)
    first = speech(
        "guide_review_due.p1", count=count, community=seen.community, version=seen.version, oldest=seen.oldest
    )
    return card(
        speech,
        Paragraph(first),
        *(People(str(told(speech, question.ask))) for question in shown),
        *([Paragraph(speech("guide_review_due.more", count=left))] if left else []),
        Paragraph(speech("guide_review_due.p2")),
        Paragraph(speech("guide_review_due.p3"), subtle=True),
        title=speech("guide_review_due.title"),
        buttons=buttons(speech, "say.guide", "say.help"),
    )


DRAWN: dict[str, Drawing] = {"guide_review_due": guide_review_due}
