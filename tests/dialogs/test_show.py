"""« Montrer à mon équipe »: asked one at a time, seen first, sent or taken up again; and a shown question, reworded."""

from dataclasses import replace
from typing import Any

import pytest

from bot.handlers.acting import Begin
from community.challenge import CLASSROOM_LIMIT, ToolUser, Wants
from community.commands import Command, KeepChallenge, ShowChallenge
from community.messages import ChallengeShown
from community.views import OwnChallengeView, ShownChallenge
from tests.cards.examples_channel import CHOOSES, FAMILY, INQUIRY, SHOWN, WHERE
from tests.cards.known import OPEN, OWN
from tests.dialogs.conversation import Conversation, play

QUESTION = f"> {OPEN.question}"
WITH = "Avec quel groupe pensez-vous l'essayer? Ne nommez personne."
SIGN = "Qu'est-ce qui montrerait que cela a marché?"
WANTS = "Que demandez-vous à vos collègues?"
SEEN = "Voilà ce que votre équipe et l'animation liront, sous votre nom. On le montre?"
WITH_EXAMPLE = "Par exemple : une classe de 2e année, le lundi matin."
SIGN_EXAMPLE = "Par exemple : ils reprennent leur texte sans que je le demande."
DONE = (
    "Votre défi est montré à Mathématique, 2e cycle. / > Comment commenter 28 textes sans y laisser mon dimanche? / "
    "Sa carte est dans le canal; elle suit ce que vous changez. / "
    "Vos collègues peuvent suggérer des pistes, poser des questions, ou l'essayer aussi. / "
    "Vous pouvez le retirer en tout temps."
)


def conversation(own: OwnChallengeView | None = OWN, **more: Any) -> Conversation:
    results: dict[type[Command], Any] = {
        ShowChallenge: lambda command: ChallengeShown(challenge_id="k1"),
    }
    return Conversation(
        views={OwnChallengeView: own}, facts={ShownChallenge: WHERE, OwnChallengeView: own}, results=results, **more
    )


def reads(talk: Conversation, said: str, *parts: str) -> None:
    """After this, one reads all of these parts, in this order."""
    read = talk.says(said)
    at = -1
    for part in parts:
        assert read.find(part, at + 1) > at, f"after {said!r} one reads\n{read}\nand not\n{part}"
        at = read.find(part, at + 1)


def test_one_at_a_time_seen_then_shown() -> None:
    talk = conversation()
    reads(talk, "→ show k1", QUESTION, WITH, WITH_EXAMPLE)
    reads(talk, "une 2e année", SIGN, SIGN_EXAMPLE)
    reads(talk, "ils relisent", WANTS)
    reads(
        talk,
        "[Des pistes aussi]",
        f"Ma question / {QUESTION}",
        "Avec qui / > une 2e année",
        "Signe que cela marche / > ils relisent",
        "Ce que je demande / Des pistes aussi",
        SEEN,
    )
    assert talk.commands == []
    assert talk.says("[Montrer]") == DONE
    assert talk.commands == [ShowChallenge("k1", Wants.IDEAS, "une 2e année", "ils relisent")]


def test_all_that_may_be_skipped_is_left_out_of_the_card() -> None:
    talk = conversation()
    reads(talk, "→ show k1", WITH)
    reads(talk, "passer", SIGN)
    reads(talk, "[Passer]", WANTS)
    read = talk.says("des questions seulement")
    assert "Avec qui" not in read
    assert "Signe que" not in read
    reads(talk, "montrer", "Votre défi est montré")
    assert talk.commands == [ShowChallenge("k1", Wants.QUESTIONS)]


def test_what_was_said_can_be_taken_up_again_before_it_is_shown() -> None:
    talk = conversation()
    for said in ("→ show k1", "une 2e année", "ils relisent", "[Des pistes aussi]"):
        talk.says(said)
    reads(talk, "[Changer mes réponses]", WITH)
    reads(talk, "une 3e année", "> ils relisent", SIGN)
    reads(talk, "passer", WANTS)
    reads(talk, "[Des questions seulement]", "> une 3e année", "> ils relisent", "Des questions seulement", SEEN)
    talk.says("[Montrer]")
    assert talk.commands == [ShowChallenge("k1", Wants.QUESTIONS, "une 3e année", "ils relisent")]


def test_bad_answers_lose_nothing() -> None:
    talk = conversation()
    talk.says("→ show k1")
    reads(talk, "x" * (CLASSROOM_LIMIT + 1), f"Ce texte fait {CLASSROOM_LIMIT + 1} caractères", WITH)
    reads(talk, "une 2e année", SIGN)
    reads(talk, "retour", "> une 2e année", WITH)
    reads(talk, "passer", SIGN)
    talk.says("ils relisent")
    reads(talk, "je ne sais pas trop", "Je n'ai pas reconnu ce choix.", WANTS)
    reads(talk, "pistes", SEEN)
    reads(talk, "peut-être", "Je n'ai pas reconnu ce choix.", "> une 2e année", SEEN)
    reads(talk, "oui", "Votre défi est montré")
    assert talk.commands == [ShowChallenge("k1", Wants.IDEAS, "une 2e année", "ils relisent")]


def test_the_hypothesis_is_asked_where_a_community_inquires() -> None:
    talk = conversation(INQUIRY)
    for said in ("→ show k1", "passer", "passer"):
        read = talk.says(said)
    assert "Quelle est votre hypothèse" in read
    reads(talk, "Si le retour vient vite, ils s'en servent", WANTS)
    reads(talk, "pistes", "Mon hypothèse / > Si le retour vient vite, ils s'en servent")
    talk.says("[Montrer]")
    assert talk.commands == [ShowChallenge("k1", Wants.IDEAS, hypothesis="Si le retour vient vite, ils s'en servent")]


def test_who_has_no_team_says_to_which_group() -> None:
    talk = conversation(CHOOSES)
    reads(talk, "→ show k1", "À quel groupe le montrer?")
    reads(talk, "Français", WITH)
    for said in ("passer", "passer", "pistes"):
        read = talk.says(said)
    assert "Voilà ce que ce groupe et l'animation liront" in read
    talk.says("[Montrer]")
    assert talk.commands == [ShowChallenge("k1", Wants.IDEAS, group_id="t1")]


def test_a_group_that_is_no_team_goes_by_its_name() -> None:
    talk = conversation(FAMILY)
    for said in ("→ show k1", "passer", "passer", "pistes"):
        read = talk.says(said)
    assert "Voilà ce que Sciences humaines et l'animation liront" in read


def test_it_starts_from_what_was_said_before() -> None:
    talk = conversation(replace(OWN, challenge=replace(SHOWN, shown_at=OPEN.changed_at)))
    reads(talk, "→ show k1", f"> {SHOWN.classroom}", WITH)
    reads(talk, "passer", f"> {SHOWN.sign}", SIGN)


def test_gone_meanwhile_nothing_is_shown() -> None:
    talk = conversation()
    talk.says("→ show k1")
    talk.views[OwnChallengeView] = None
    reads(talk, "une 2e année", "Ce n'est pas possible ici, ou ne l'est plus.")
    assert talk.commands == []
    talk.views[OwnChallengeView] = OWN
    reads(talk, "→ show k1", WITH)


def test_a_shown_question_is_seen_as_it_will_be_read() -> None:
    own = replace(OWN, challenge=SHOWN)
    given = {"question": "Comment lire mieux?", "tool_user": "learners_too"}
    talk = conversation(own)
    begun = talk.step_on(Begin("reword", "k1", given))
    assert "Voilà ce que Mathématique, 2e cycle lira à la place. On le change?" in begun
    assert "> Comment lire mieux?" in begun
    reads(talk, "[Réécrire]", "> Comment lire mieux?", "Écrivez la question telle que Mathématique, 2e cycle la lira.")
    reads(talk, "Comment lire ensemble?", "> Comment lire ensemble?", "On le change?")
    reads(talk, "oui", "C'est gardé.")
    assert talk.commands[-1] == KeepChallenge("Comment lire ensemble?", ToolUser.LEARNERS_TOO, "k1", seen=True)


def test_words_changed_twice_are_those_given_last() -> None:
    talk = conversation(replace(OWN, challenge=SHOWN))
    assert "> Comment lire?" in talk.step_on(Begin("reword", "k1", {"question": "Comment lire?", "tool_user": "me"}))
    again = talk.step_on(Begin("reword", "k1", {"question": "Comment écrire?", "tool_user": "me"}))
    assert "> Comment écrire?" in again
    talk.says("plus tard")
    later = talk.step_on(Begin("reword", "k1", {"question": "Comment parler?", "tool_user": "me"}))
    assert "> Comment parler?" in later


@pytest.mark.parametrize("dialog", ["show", "reword"])
def test_it_can_be_left(dialog: str) -> None:
    talk = conversation(replace(OWN, challenge=SHOWN))
    talk.says(f"→ {dialog} k1")
    play([("annuler", "C'est annulé. Ce qui était déjà gardé reste gardé.")], talk)
    assert talk.commands == []
