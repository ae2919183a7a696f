"""« synthèse » and a message kept, as they are said and answered; every wrong answer recovers."""

from dataclasses import replace
from typing import Any

import pytest

from community.commands import DropSynthesis, KeepMessage, OpenSynthesis, WriteSynthesis
from community.messages import NotForYou, SynthesisDraft, TraceKept
from community.roles import Role
from community.synthesis import PART_LIMIT
from community.views import GatheringView, KeepTraceView, SynthesisView, TraceView, WritingView
from dialogs.flow import Opening
from dialogs.outcome import Outcome
from dialogs.steps import Typed
from dialogs.synthesis import SynthesisWordsDialog
from tests.cards.examples_syntheses import (
    CHANGING,
    GATHERING,
    KEEPABLE,
    MESSAGE,
    QUESTION,
    SEEN,
    TRACE,
    WRITING,
)
from tests.dialogs.conversation import Conversation, member, play
from tests.dialogs.lines import CANCELLED, EMPTY, NO_OPTION, NOT_FOR_YOU, NOTHING, SET_ASIDE

WHICH = "Sur quel défi?"
QUOTED = (
    "> Un seul critère à la fois, et ils relisent. — Ana Tremblay\n"
    "À voix haute, cela va plus vite qu'en marge. — Bruno Côté / "
)
WORKS = QUOTED + "Qu'est-ce qui marche?"
WORKS_FIRST = WORKS + " / Par exemple : Un seul critère à la fois, commenté à voix haute."
CONDITIONS = (
    QUOTED + "Sous quelles conditions? / Par exemple : Dans un petit groupe, quand la consigne est déjà claire."
)
WHOM = QUOTED + "Pour qui? / Par exemple : Pour qui relit peu; moins pour les autres."
ONE = (
    QUOTED + "Il faut au moins une réponse. Qu'en retenez-vous, en une phrase?"
    " / Par exemple : Le retour à voix haute aide plus que les notes en marge."
)
NOTHING_TO_GATHER = (
    "Pour une synthèse, il faut un défi dont deux personnes au moins ont partagé leur bilan avec toute la communauté."
    " Il n'y en a pas pour l'instant. / Chaque personne choisit qui lit son bilan, et peut en changer."
)
GONE = "Il n'y a pas de brouillon ici. / Rien n'est publié. Pour en commencer un, écrivez « synthèse »."
ANA = member("COP IA", roles=(Role.FACILITATOR,))


def writing(**views: Any) -> Conversation:
    conversation = Conversation(ANA)
    conversation.views = {GatheringView: GATHERING, WritingView: WRITING, SynthesisView: SEEN, **views.get("views", {})}
    conversation.facts = {SynthesisView: SynthesisView(None)}
    for kind in (OpenSynthesis, WriteSynthesis, DropSynthesis):
        conversation.results[kind] = lambda command: SynthesisDraft(synthesis_id="s1")
    return conversation


def test_three_texts_one_at_a_time() -> None:
    conversation = play(
        [
            ("synthèse", WHICH),
            ("Lyon", NO_OPTION + WHICH),
            ("", EMPTY + WHICH),
            (f"[{QUESTION}]", WORKS_FIRST),
            ("Un critère à la fois.", CONDITIONS),
            ("", EMPTY + CONDITIONS),
            ("passer", WHOM),
            ("retour", CONDITIONS),
            ("Avec une consigne claire.", WHOM),
            ("Pour qui relit peu.", GONE),
        ],
        writing(),
    )
    assert conversation.commands == [
        WriteSynthesis("k1", "Un critère à la fois.", "Avec une consigne claire.", "Pour qui relit peu.")
    ]


def test_by_its_number_or_its_words() -> None:
    for said in ("1", QUESTION):
        play([("synthèse", WHICH), (said, WORKS_FIRST)], writing())


def test_one_of_the_three_is_needed() -> None:
    conversation = play(
        [
            ("synthèse", WHICH),
            ("1", WORKS_FIRST),
            ("passer", CONDITIONS),
            ("passer", WHOM),
            ("passer", ONE),
            (
                "passer",
                "Cette question-ci est nécessaire. Pour y revenir à un autre moment, écrivez « plus tard ». / " + ONE,
            ),
            ("", EMPTY + ONE),
            ("Relire aide.", GONE),
        ],
        writing(),
    )
    assert conversation.commands == [WriteSynthesis("k1", "Relire aide.", None, None)]


def test_too_long_is_said_and_nothing_of_the_rest_is_lost() -> None:
    play(
        [
            ("synthèse", WHICH),
            ("1", WORKS_FIRST),
            ("Un critère.", CONDITIONS),
            (
                "x" * (PART_LIMIT + 1),
                f"Ce texte fait {PART_LIMIT + 1:,} caractères; la limite est de {PART_LIMIT:,}.".replace(",", " ")
                + " Gardez l'essentiel. / "
                + CONDITIONS,
            ),
            ("retour", QUOTED + "> Un critère. / Qu'est-ce qui marche?"),
        ],
        writing(),
    )


def test_ones_own_draft_is_shown_and_changed_where_it_stands() -> None:
    conversation = play([("synthèse", WHICH), ("2", GONE)], writing())
    assert conversation.commands == [OpenSynthesis("s5")]
    conversation = writing(views={WritingView: CHANGING})
    works = QUOTED + "> Commenter un seul critère à la fois. / Qu'est-ce qui marche?"
    play(
        [
            ("→ synthesis_words k1", works),
            ("passer", QUOTED + "> Quand la consigne est claire depuis le début. / Sous quelles conditions?"),
            ("passer", WHOM),
            ("passer", GONE),
        ],
        conversation,
    )
    assert conversation.commands == [
        WriteSynthesis(
            "k1", "Commenter un seul critère à la fois.", "Quand la consigne est claire depuis le début.", None
        )
    ]


def test_it_waits_and_lapses_as_any() -> None:
    play(
        [
            ("synthèse", WHICH),
            ("1", WORKS_FIRST),
            ("plus tard", SET_ASIDE.format("votre synthèse")),
            ("reprendre", WORKS_FIRST),
            ("+30 min", ""),
            ("Un critère.", "Est-ce pour ce qui marche?"),
            ("oui", CONDITIONS),
            ("annuler", CANCELLED),
            ("reprendre", NOTHING),
        ],
        writing(),
    )


def test_nothing_to_read_together() -> None:
    play([("synthèse", NOTHING_TO_GATHER)], writing(views={GatheringView: None}))
    gone = writing()
    play([("synthèse", WHICH), ("1", WORKS_FIRST)], gone)
    gone.views[WritingView] = None  # the reports were withdrawn meanwhile
    read = gone.says("Un critère.")
    assert read.startswith(NOT_FOR_YOU)
    assert "> Un critère." in read  # given back, not lost


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FACILITATOR}))
def test_it_is_for_who_runs_the_community(role: Role) -> None:
    conversation = writing()
    conversation.person = member("COP IA", roles=(role,))
    play(
        [("synthèse", NOT_FOR_YOU), ("→ synthesis_words k1", NOT_FOR_YOU), ("→ drop_synthesis s1", NOT_FOR_YOU)],
        conversation,
    )
    assert conversation.commands == []


def test_in_an_inquiry_it_is_for_whoever_keeps_challenges() -> None:
    for role, read in (
        (Role.MEMBER, WHICH),
        (Role.DELEGATE, WHICH),
        (Role.STEERING, NOT_FOR_YOU),
        (Role.ADMIN, NOT_FOR_YOU),
    ):
        conversation = writing()
        person = member("COP IA", roles=(role,))
        conversation.person = replace(person, memberships=(replace(person.memberships[0], inquiry=True),))
        play([("synthèse", read)], conversation)


def test_a_draft_is_discarded_in_two_presses() -> None:
    sure = "Le texte s'efface, et les demandes d'accord avec lui. On efface?"
    conversation = play(
        [
            ("→ drop_synthesis s1", sure),
            ("peut-être", NO_OPTION + sure),
            ("[Garder le brouillon]", GONE),
            ("→ drop_synthesis s1", sure),
            ("[Effacer]", GONE),
        ],
        writing(),
    )
    assert conversation.commands == [OpenSynthesis("s1"), DropSynthesis("s1")]


KEEP = "De / > Bruno Côté / Message / > Merci! Le titre a aidé tout le monde. / Sous quel défi le garder, comme trace?"
TRACED = "C'est gardé comme trace. / > Merci! Le titre a aidé tout le monde. / Défi: " + QUESTION
NO_MESSAGE = (
    "Un message se garde sous un défi de cette année. Pour en commencer un, écrivez « défi », puis revenez au menu du"
    " message, « Garder comme trace »."
)


def keeping(view: object = KEEPABLE) -> Conversation:
    conversation = Conversation()
    conversation.views = {KeepTraceView: view}
    conversation.facts = {TraceView: TraceView(TRACE, QUESTION)}
    conversation.results[KeepMessage] = lambda command: TraceKept(trace_id="x1") if command else NotForYou()
    return conversation


def take(conversation: Conversation, message: dict[str, str], of: str = "m1") -> str:
    outcome = Outcome(conversation.talk, then=Opening("keep_trace", of, message))
    return conversation._read(conversation._keep(conversation._on(outcome)))


def test_a_message_is_kept_by_one_press() -> None:
    conversation = keeping()
    assert take(conversation, MESSAGE) == KEEP
    read = conversation.says(f"[{QUESTION}]")
    assert read.startswith(TRACED)
    assert conversation.commands == [KeepMessage("k1", MESSAGE["text"], "a2", MESSAGE["link"])]


def test_a_wrong_answer_keeps_the_message() -> None:
    conversation = keeping()
    take(conversation, MESSAGE)
    play(
        [("demain", NO_OPTION + KEEP), ("plus tard", SET_ASIDE.format("le message à garder")), ("reprendre", KEEP)],
        conversation,
    )
    assert conversation.says("2").startswith(TRACED)
    assert conversation.commands == [KeepMessage("k2", MESSAGE["text"], "a2", MESSAGE["link"])]


def test_each_message_has_its_own_conversation() -> None:
    conversation = keeping()
    take(conversation, MESSAGE)
    other = {"text": "Autre chose.", "link": "https://teams.example/m/2"}
    read = take(conversation, other, "m2")
    assert read == "Message / > Autre chose. / Sous quel défi le garder, comme trace?"
    conversation.says("1")
    play([("reprendre", KEEP)], conversation)


def test_what_is_over_is_not_kept_from_its_old_card() -> None:
    conversation = keeping()
    take(conversation, MESSAGE)
    play([("annuler", CANCELLED), (f"[{QUESTION}] under Merci", NO_MESSAGE)], conversation)
    assert conversation.commands == []


def test_without_a_challenge_it_is_said() -> None:
    assert take(keeping(None), MESSAGE) == NO_MESSAGE
    conversation = keeping()
    conversation.person = member("COP IA", roles=(Role.STEERING,))
    assert take(conversation, MESSAGE) == NOT_FOR_YOU


def test_a_draft_to_change_is_made_of_answers() -> None:
    for name, value in SynthesisWordsDialog.prefilled(CHANGING).items():
        assert SynthesisWordsDialog.steps[name].parse(Typed(value), CHANGING) == value
