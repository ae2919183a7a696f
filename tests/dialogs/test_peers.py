"""Under a peer's challenge: suggest, ask, answer, try it too; what can't be sent is given back."""

from dataclasses import replace
from typing import Any

from bot.handlers.acting import Begin
from community.challenge import ToolUser
from community.commands import Command, LeaveWords, SendAnswer, SendWords, TryToo
from community.messages import (
    Message,
    NotShown,
    OwnChallenge,
    QuestionsOnly,
    TeamChallenges,
    ThreeOpen,
    TryKept,
    WordsSent,
)
from community.peers import WORDS_LIMIT, WordsKind
from community.talk import TalkState
from community.views import (
    AnswerView,
    Challenge,
    OpenChallengesView,
    PeerView,
    SentView,
    SharedChallenge,
    SharedChallengesView,
    TriedView,
)
from dialogs.unsent import WORDS, UnsentDialog
from tests.cards.examples_peers import IDEA, PEER, QUESTIONS, SHARED, SHOWN, TO_ANSWER
from tests.dialogs.conversation import Conversation, Form

TEXT = "Essayez trois secondes de silence."
TO_ADA = "À Ada Tremblay, et dans le fil de son défi, signé de votre nom, Cora Roy :"
SENT = f"C'est envoyé à Ada Tremblay. / > {IDEA.text} / Ada Tremblay le reçoit maintenant."
BACK = f"Ce que vous aviez écrit : / > {TEXT} / Rien n'a été envoyé."


def conversation(peer: PeerView | None = PEER, answer: AnswerView | None = TO_ANSWER, **more: Any) -> Conversation:
    """Somebody to whom this challenge is shown; what commands answer."""
    results: dict[type[Command], Any] = {
        SendWords: lambda command: WordsSent(words_id="w1", at_once=True),
        SendAnswer: lambda command: WordsSent(words_id="w4", at_once=True),
        TryToo: lambda command: TryKept(challenge_id="k6"),
        LeaveWords: lambda command: TeamChallenges(),
    }
    facts: dict[type | None, object] = {
        SentView: SentView(IDEA, None),
        SharedChallenge: SHARED,
        Challenge: SHOWN,
        TriedView: TriedView(SHOWN, "Ada Tremblay"),
        OpenChallengesView: OpenChallengesView((SHOWN,)),
        SharedChallengesView: SharedChallengesView((), 0, 1, "Français"),
    }
    views: dict[type | None, object] = {PeerView: peer, AnswerView: answer}
    return Conversation(results=results | more.pop("results", {}), facts=facts, views=views, **more)


def asked(dialog: str) -> str:
    return {
        "suggest": "Que suggérez-vous à Ada Tremblay? Quelques phrases suffisent.",
        "question": "Que demandez-vous à Ada Tremblay?",
    }[dialog]


def first(dialog: str) -> str:
    return f"> {SHOWN.question} / {asked(dialog)} / {EXAMPLE[dialog]}"


EXAMPLE = {
    "suggest": "Par exemple : J'ai essayé avec une grille de trois critères; on la remplit en deux minutes.",
    "question": "Par exemple : À quoi verrez-vous que cela a marché?",
}


def told(read: str, *parts: str) -> None:
    """All of these parts are read."""
    assert all(part in read for part in parts), read


def test_an_idea_is_previewed_then_sent() -> None:
    talk = conversation()
    told(talk.says("→ suggest k9"), SHOWN.question or "", asked("suggest"))
    told(talk.says(TEXT), TO_ADA, f"> {TEXT}", "L'envoyer?")
    assert talk.commands == []
    assert talk.says("[Envoyer]") == SENT
    assert talk.commands == [SendWords("k9", WordsKind.IDEA, TEXT)]
    assert talk.talk.state is TalkState.IDLE


def test_a_question_is_written_again_before_it_goes() -> None:
    talk = conversation()
    talk.says("→ question k9")
    talk.says("Pourquoi?")
    told(talk.says("[Réécrire]"), "> Pourquoi?", asked("question"))
    told(talk.says("À quel moment?"), "> À quel moment?", "L'envoyer?")
    talk.says("Envoyer")
    assert talk.commands == [SendWords("k9", WordsKind.QUESTION, "À quel moment?")]


def test_without_a_card_in_a_channel_the_preview_promises_no_thread() -> None:
    talk = conversation(replace(PEER, in_thread=False))
    talk.says("→ suggest k9")
    told(talk.says(TEXT), "À Ada Tremblay, signé de votre nom, Cora Roy :")


def test_what_is_too_long_or_empty_is_asked_again() -> None:
    talk = conversation()
    talk.says("→ suggest k9")
    told(talk.says("x" * (WORDS_LIMIT + 1)), f"Ce texte fait {WORDS_LIMIT + 1} caractères", asked("suggest"))
    told(talk.says("\u200b"), asked("suggest"))
    told(talk.says(TEXT), "L'envoyer?")
    told(talk.says("peut-être"), "Je n'ai pas reconnu ce choix.", f"> {TEXT}")
    talk.says("[Envoyer]")
    assert talk.commands == [SendWords("k9", WordsKind.IDEA, TEXT)]


def test_it_waits_and_is_taken_up_again() -> None:
    talk = conversation()
    talk.says("→ suggest k9")
    talk.says(TEXT)
    told(talk.says("plus tard"), "Je mets de côté votre piste")
    told(talk.says("reprendre"), f"> {TEXT}", "L'envoyer?")
    told(talk.says("retour"), asked("suggest"))
    assert talk.says("annuler").startswith("C'est annulé.")
    assert talk.commands == []


def test_two_conversations_about_two_challenges_are_two() -> None:
    talk = conversation()
    talk.says("→ question k9")
    talk.says("Pourquoi?")
    told(talk.says("→ question k8"), asked("question"))
    talk.says("Quand?")
    talk.says("[Envoyer]")
    told(talk.says("reprendre"), "> Pourquoi?")
    talk.says("[Envoyer]")
    assert [command.text for command in talk.commands if isinstance(command, SendWords)] == ["Quand?", "Pourquoi?"]


def test_where_questions_only_are_asked_for_an_idea_is_kindly_refused() -> None:
    peer = replace(PEER, challenge=QUESTIONS)
    talk = conversation(peer)
    told(talk.says("→ suggest k9"), "Ada Tremblay demande des questions seulement.")
    assert talk.talk.at is None
    told(talk.says("[Poser une question]"), asked("question"))


def test_under_ones_own_challenge_nothing_is_asked() -> None:
    for dialog in ("suggest", "question", "try_too", "adapt"):
        talk = conversation(replace(PEER, own=True))
        told(talk.says(f"→ {dialog} k9"), "C'est votre propre défi")
        assert talk.talk.at is None


def test_what_isnt_shown_any_more_is_said_and_what_was_typed_comes_back() -> None:
    for dialog in ("suggest", "question"):
        talk = conversation()
        talk.says(f"→ {dialog} k9")
        talk.views[PeerView] = None
        told(talk.says(TEXT), BACK)
        told(talk.says("[Les défis de mon équipe]"), "Les défis")
        assert talk.commands == [LeaveWords()]
        assert talk.talk.at is None


def test_what_was_previewed_comes_back_too() -> None:
    talk = conversation()
    talk.says("→ suggest k9")
    talk.says(TEXT)
    talk.views[PeerView] = None
    told(talk.says("[Envoyer]"), BACK)
    assert talk.commands == []


def test_what_came_late_comes_back_too() -> None:
    talk = conversation()
    talk.says("→ suggest k9")
    talk.says("+30 min")
    told(talk.says(TEXT), "Est-ce pour la piste que vous suggérez?")
    talk.views[PeerView] = None
    told(talk.says("[Oui]"), BACK)


def test_who_cancels_what_is_gone_gets_no_text_back() -> None:
    talk = conversation()
    talk.says("→ suggest k9")
    talk.says(TEXT)
    talk.views[PeerView] = None
    assert TEXT not in talk.says("annuler")


def test_a_challenge_that_is_nowhere_and_one_that_isnt_shown_look_alike() -> None:
    read = {conversation(None).says(f"→ {dialog} k0") for dialog in ("suggest", "question", "try_too", "adapt")}
    assert len(read) == 1
    assert conversation(None, None).says("→ answer w0") in read


def test_refused_at_the_last_moment_the_words_come_back() -> None:
    def refused(command: Any) -> Message | Begin:
        return Begin(UnsentDialog.key, given={WORDS: command.text}, say=(QuestionsOnly(challenge_id="k9"),))

    talk = conversation(results={SendWords: refused})
    talk.says("→ suggest k9")
    talk.says(TEXT)
    told(talk.says("[Envoyer]"), "demande des questions seulement", f"> {TEXT}")


def test_an_answer_is_previewed_and_sent() -> None:
    talk = conversation()
    told(talk.says("→ answer w2"), TO_ANSWER.words.text, "Que répondez-vous?")
    told(talk.says("Surtout le lundi."), "À Cora Roy, et dans le fil du défi, signé de votre nom, Ada Tremblay :")
    talk.says("[Réécrire]")
    talk.says("Le mardi.")
    talk.says("[Envoyer]")
    assert talk.commands == [SendAnswer("w2", "Le mardi.")]


def test_an_answer_to_what_is_gone_comes_back() -> None:
    talk = conversation()
    talk.says("→ answer w2")
    talk.says(TEXT)
    talk.views[AnswerView] = None
    told(talk.says("[Envoyer]"), f"> {TEXT}")


def test_the_form_of_a_try_begins_with_the_peers_question() -> None:
    talk = conversation(as_form=True)
    talk.says("→ try_too k9")
    talk.says(Form("Garder", {"question": SHOWN.question or "", "tool_user": "me"}))
    assert talk.commands == [TryToo("k9", SHOWN.question or "", ToolUser.ME)]


def test_a_try_by_talking_is_the_peers_question_passed_over_or_ones_own() -> None:
    talk = conversation()
    told(talk.says("→ adapt k9"), f"> {SHOWN.question}", "Quelle sera votre question?")
    told(talk.says("passer"), "S'il y a un outil, qui s'en sert?")
    talk.says("[Moi]")
    told(talk.says("→ try_too k9"), "Quelle sera votre question?")
    talk.says("Comment faire parler deux élèves?")
    talk.says("Mes élèves aussi")
    assert talk.commands == [
        TryToo("k9", SHOWN.question or "", ToolUser.ME),
        TryToo("k9", "Comment faire parler deux élèves?", ToolUser.LEARNERS_TOO),
    ]


def test_a_form_left_empty_keeps_the_peers_question() -> None:
    talk = conversation(as_form=True)
    talk.says("→ adapt k9")
    talk.says(Form("Garder", {"question": "", "tool_user": ""}))
    assert talk.commands == [TryToo("k9", SHOWN.question or "", ToolUser.UNKNOWN)]


def test_tried_twice_one_finds_ones_own_to_change() -> None:
    talk = conversation(replace(PEER, mine=replace(SHOWN, challenge_id="k6", question="Comment oser?")), as_form=True)
    assert talk.says("→ try_too k9") == talk.says("→ challenge k6")
    assert talk.talk.at is not None
    assert (talk.talk.at.dialog, talk.talk.at.subject_id) == ("challenge", "k6")


def test_with_three_open_the_three_are_shown() -> None:
    for dialog in ("try_too", "adapt"):
        talk = conversation(replace(PEER, open=3))
        told(talk.says(f"→ {dialog} k9"), "Trois défis sont ouverts")
        assert talk.talk.at is None
    assert ThreeOpen(community_id="c1")


def test_a_form_about_what_is_withdrawn_gives_back_ones_own_words_only() -> None:
    for typed, given_back in ((SHOWN.question or "", False), ("Comment oser parler?", True)):
        talk = conversation(as_form=True)
        talk.says("→ adapt k9")
        talk.views[PeerView] = None
        read = talk.says(Form("Garder", {"question": typed, "tool_user": "me"}))
        assert (typed in read) == given_back
        assert talk.commands == []


def test_nothing_of_theirs_is_said_by_what_is_gone() -> None:
    assert NotShown().model_dump() == {"kind": "not_shown"}
    assert OwnChallenge(challenge_id="k9").challenge_id == "k9"
