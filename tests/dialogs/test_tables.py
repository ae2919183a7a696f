"""Conversations as tables of (said, answered): every fault and the recovery after it.

``said`` is a text as typed, a press in brackets, or ``+N`` for minutes that pass. ``answered`` is the question asked
(``dialog.step``, with its fault or mark), a message's kind, or what was to be done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.pressing import meaning
from bot.texts.hearing import called, hear
from bot.texts.words import Words
from community.challenge import ChallengeState, ToolUser
from community.commands import ChooseLanguage, KeepChallenge
from community.messages import About, Ask, Message
from community.roles import Role
from community.talk import Talk
from community.views import Challenge, MonthView, PersonView
from dialogs import DIALOGS
from dialogs.flow import Dialog, Draft, Finish, Next, choice, short_text
from dialogs.talk import Outcome
from dialogs.talk import hear as engine_hear
from tests.dialogs.test_properties import MONTH, NOW, member, step, view

WORDS = Words.load()
LONG = "Comment " + "x" * 30_000
Table = list[tuple[str, str]]


class Conversation:
    """One person's talk, played purely."""

    def __init__(self, person: PersonView) -> None:
        self.person = person
        self.talk = Talk("p1")
        self.now: datetime = NOW
        self.last: Message | None = None

    def said(self, text: str) -> str:
        """What is answered to a text or a press."""
        if text.startswith("+"):
            self.now += timedelta(minutes=int(text[1:]))
            return ""
        if text.startswith("["):
            assert self.last is not None
            said = meaning(text[1:-1], {}, self.last)
            assert said is not None
            assert not isinstance(said, About)
        else:
            at = self.talk.at
            options = {}
            if at is not None and at.dialog in DIALOGS:
                options = called(WORDS, DIALOGS[at.dialog], at.step, view(at.dialog, self.person))
            said = hear(WORDS, text, "fr_CA", options)
        outcome = step(self.talk, said, self.person, self.now)
        self.talk = outcome.talk
        self.last = outcome.say[-1] if outcome.say else self.last
        return told(outcome)


def told(outcome: Outcome) -> str:
    """The answer in a few words."""
    match outcome.command:
        case KeepChallenge(question, tool_user):
            return f"keep: {question} ({tool_user})"
        case ChooseLanguage(locale):
            return f"speak {locale}"
    lines = []
    for message in outcome.say:
        if isinstance(message, Ask):
            marks = [m for m in (message.fault, "aged" if message.aged else "", "help" if message.help else "") if m]
            lines.append(f"{message.dialog}.{message.step}" + "".join(f" {mark}" for mark in marks))
        else:
            near = getattr(message, "near", None)
            lines.append(message.kind + (f" near {near}" if near else ""))
    return ", ".join(lines)


TABLES: dict[str, Table] = {
    "by talking": [
        ("défi", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("mes élèves aussi", "keep: Comment lire? (learners_too)"),
    ],
    "an option by its number, in any language": [
        ("Challenge", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("4", "keep: Comment lire? (no_tool)"),
    ],
    "each fault, then the answer": [
        ("défi", "challenge.question"),
        ("   ", "challenge.question empty"),
        ("\x00", "challenge.question empty"),
        (LONG, "challenge.question too_long"),
        ("Comment lire?", "challenge.tool_user"),
        ("la directrice", "challenge.tool_user not_an_option"),
        ("Moi", "keep: Comment lire? (me)"),
    ],
    "skipping what may be skipped, and only that": [
        ("défi", "challenge.question"),
        ("passer", "challenge.question not_skippable"),
        ("Comment lire?", "challenge.tool_user"),
        ("passer", "keep: Comment lire? (unknown)"),
    ],
    "back, and back too far": [
        ("défi", "challenge.question"),
        ("retour", "challenge.question nothing_before"),
        ("Comment lire?", "challenge.tool_user"),
        ("retour", "challenge.question"),
        ("Comment écrire?", "challenge.tool_user"),
        ("moi", "keep: Comment écrire? (me)"),
    ],
    "later, then resumed where it was": [
        ("défi", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("plus tard", "put_aside"),
        ("Comment écrire?", "not_understood"),
        ("+6000", ""),
        ("reprendre", "challenge.tool_user"),
        ("moi", "keep: Comment lire? (me)"),
    ],
    "the same keyword takes up what was set aside": [
        ("défi", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("plus tard", "put_aside"),
        ("défi", "challenge.tool_user"),
    ],
    "cancelled": [
        ("défi", "challenge.question"),
        ("annuler", "cancelled"),
        ("annuler", "nothing_open"),
        ("retour", "nothing_open"),
        ("passer", "nothing_open"),
        ("plus tard", "nothing_open"),
        ("reprendre", "nothing_open"),
        ("défi", "challenge.question"),
    ],
    "help in the middle shows the step's, and changes nothing": [
        ("aide", "help"),
        ("défi", "challenge.question"),
        ("aide", "challenge.question help"),
        ("Comment lire?", "challenge.tool_user"),
        ("mes défis", "my_challenges"),
        ("moi", "keep: Comment lire? (me)"),
    ],
    "another conversation in the middle, then back to the first": [
        ("défi", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("langue", "language.locale"),
        ("English", "speak en_CA"),
        ("reprendre", "challenge.tool_user"),
        ("moi", "keep: Comment lire? (me)"),
    ],
    "a keyword beats the open step, other text goes to it": [
        ("défi", "challenge.question"),
        ("merci", "thanks"),
        ("Merci de m'aider à lire", "challenge.tool_user"),
    ],
    "what is nearly a keyword is only offered": [
        ("défit", "not_understood near challenge"),
        ("blabla", "not_understood"),
        ("défi", "challenge.question"),
    ],
    "a late text is asked about: yes": [
        ("défi", "challenge.question"),
        ("+20", ""),
        ("Comment lire?", "challenge.tool_user"),
        ("retour", "challenge.question"),
        ("+21", ""),
        ("Comment écrire?", "still_for_this"),
        ("oui", "challenge.tool_user"),
        ("moi", "keep: Comment écrire? (me)"),
    ],
    "a late option is asked about, and taken as that option": [
        ("défi", "challenge.question"),
        ("Comment lire?", "challenge.tool_user"),
        ("+21", ""),
        ("mes élèves aussi", "still_for_this"),
        ("oui", "keep: Comment lire? (learners_too)"),
    ],
    "a late text is asked about: no": [
        ("défi", "challenge.question"),
        ("+21", ""),
        ("rien à voir", "still_for_this"),
        ("[still.no]", "not_understood"),
        ("reprendre", "challenge.question"),
    ],
    "a late text is asked about: another text, then yes": [
        ("défi", "challenge.question"),
        ("+21", ""),
        ("un mot", "still_for_this"),
        ("Comment lire?", "still_for_this"),
        ("[still.yes]", "challenge.tool_user"),
        ("moi", "keep: Comment lire? (me)"),
    ],
    "a late text too long for the question is told at once": [
        ("défi", "challenge.question"),
        ("+21", ""),
        (LONG, "challenge.question too_long"),
        ("Comment lire?", "challenge.tool_user"),
    ],
    "a late keyword is a keyword": [
        ("défi", "challenge.question"),
        ("+21", ""),
        ("un mot", "still_for_this"),
        ("annuler", "cancelled"),
    ],
    "a press on an answered question shows today's": [
        ("langue", "language.locale"),
        ("[answer.en_CA]", "speak en_CA"),
        ("[answer.fr_CA]", "language.locale aged"),
        ("[answer.fr_CA]", "speak fr_CA"),
    ],
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_conversation(table: Table) -> None:
    conversation = Conversation(member("c1"))
    assert [(said, conversation.said(said)) for said, _ in table] == table


def test_somebody_of_several_communities_is_asked_once() -> None:
    conversation = Conversation(member("c1", "c2"))
    assert conversation.said("défi") == "which_community.community"
    assert conversation.said("Lyon") == "which_community.community not_an_option"
    assert conversation.said("COP c2") == "challenge.question"
    assert conversation.talk.community_id == "c2"
    conversation.said("annuler")
    assert conversation.said("défi") == "challenge.question"
    assert conversation.said("communauté") == "which_community.community"
    assert conversation.said("1") == "settings"
    assert conversation.talk.community_id == "c1"


def test_who_is_of_no_community_is_told_whom_to_ask() -> None:
    assert Conversation(member()).said("défi") == "whom_to_ask"


@pytest.mark.parametrize("role", [Role.STEERING, Role.PRINCIPAL, Role.ADMIN])
def test_some_roles_are_never_asked_for_a_challenge(role: Role) -> None:
    person = member("c1")
    person = replace(person, memberships=(replace(person.memberships[0], roles=frozenset({role})),))
    assert Conversation(person).said("défi") == "not_for_you"


def test_an_open_challenge_is_shown_to_change() -> None:
    standing = Challenge(
        challenge_id="k1",
        owner_id="p1",
        community_id="c1",
        community="COP c1",
        month=date(2025, 10, 1),
        until=date(2025, 10, 31),
        state=ChallengeState.OPEN,
        question="Comment lire?",
        tool_user=ToolUser.ME,
        hint_given=False,
        changed_at=NOW,
    )
    month: MonthView = replace(MONTH, open=standing)
    dialog = DIALOGS["challenge"]
    assert dialog.prefilled(month) == {"question": "Comment lire?", "tool_user": "me"}
    assert dialog.variant(month) == "open"


@contextmanager
def deployed(dialog: type[Dialog]) -> Iterator[None]:
    """A version of the program that has this dialog."""
    before = DIALOGS.get(dialog.key)
    DIALOGS[dialog.key] = dialog
    try:
        yield
    finally:
        if before is None:
            del DIALOGS[dialog.key]
        else:
            DIALOGS[dialog.key] = before


class Before(Dialog):
    """Two questions."""

    key = "language"

    @short_text(limit=20)
    def city(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("locale")

    @choice("fr_CA", "en_CA")
    def locale(draft: Draft, view: object) -> Finish:  # noqa: N805
        return Finish(ChooseLanguage(f"{draft['locale']} {draft['city']}"))


class After(Dialog):
    """The same, a question inserted before the second."""

    key = "language"

    @short_text(limit=20)
    def city(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("street")

    @short_text(limit=20)
    def street(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("locale")

    @choice("fr_CA", "en_CA")
    def locale(draft: Draft, view: object) -> Finish:  # noqa: N805
        return Finish(ChooseLanguage(f"{draft['locale']} {draft['city']}"))


class Without(Dialog):
    """The same, the second question gone."""

    key = "language"

    @short_text(limit=20)
    def city(draft: Draft, view: object) -> Finish:  # noqa: N805
        return Finish(ChooseLanguage(draft["city"]))


def half_way() -> Conversation:
    conversation = Conversation(member("c1"))
    with deployed(Before):
        conversation.said("langue")
        assert conversation.said("Amos") == "language.locale"
    return conversation


def test_a_step_inserted_by_a_deployment_takes_no_answer_of_another() -> None:
    conversation = half_way()
    with deployed(After):
        assert conversation.said("1") == "speak fr_CA Amos"


def test_a_step_gone_by_a_deployment_starts_over_with_the_draft_kept() -> None:
    conversation = half_way()
    with deployed(Without):
        assert conversation.said("1") == "language.city aged"
        assert conversation.talk.at is not None
        assert conversation.talk.at.draft == {"city": "Amos"}
        assert conversation.said("Alma") == "speak Alma"


def test_a_dialog_gone_by_a_deployment_leaves_nobody_stuck() -> None:
    conversation = half_way()
    language = DIALOGS.pop("language")
    try:
        assert told(engine_hear(conversation.talk, hear(WORDS, "bonjour"), None, NOW)) == "help"
    finally:
        DIALOGS["language"] = language


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS)
def test_a_dialog_is_declared_soundly(dialog: type[Dialog]) -> None:
    assert DIALOGS[dialog.key] is dialog
    assert dialog.steps
    assert all(step.name == name for name, step in dialog.steps.items())
    if dialog.form:
        names = list(dialog.steps)
        shown = view(dialog.key, member("c1"))
        draft = dict.fromkeys(names, "me")
        for name, following in zip(names, [*names[1:], None], strict=True):
            ending = dialog.steps[name].handler(draft, shown)
            assert ending == Next(following) if following else isinstance(ending, Finish)
