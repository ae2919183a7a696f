"""A word to somebody, and its answer: begun empty, read again, written again, sent."""

from community.commands import AnswerLetter, WriteLetter
from community.messages import LetterSent, LetterUnsent
from community.views import LetterView, WriteToView
from tests.dialogs.conversation import Conversation, play

TO = WriteToView("p2", "Cora Roy", "Bruno Côté", "c1")
WORD = LetterView("l1", "c1", "p9", "Bruno Côté", "p1", "Ada Tremblay", "Un café jeudi?")
ANSWER = "Par exemple : Merci. Jeudi midi me convient."
ASKED = "Que voulez-vous lui dire?"
EXAMPLE = "Par exemple : Comment va votre mois? Je suis au B-205 jeudi midi."


def preview(text: str, to: str, author: str) -> str:
    return f"{to} lira ceci, signé {author}, par Relais : / > {text} / On l'envoie?"


def conversation() -> Conversation:
    sent = LetterView("l2", "c1", "p1", "Bruno Côté", "p2", "Cora Roy", "Bonjour, un café?", runs=True)
    return Conversation(
        views={WriteToView: lambda about: TO if about == "p2" else None, LetterView: WORD},
        facts={LetterView: sent},
        results={
            WriteLetter: lambda _: LetterSent(letter_id="l2"),
            AnswerLetter: lambda _: LetterUnsent(),
        },
    )


def test_a_word_read_again_and_written_better() -> None:
    played = play(
        [
            ("→ letter p2", f"{ASKED} / {EXAMPLE}"),
            (" ", f"Il manque une réponse ici. / {ASKED} / {EXAMPLE}"),
            ("Bonjour. Un café?", preview("Bonjour. Un café?", "Cora Roy", "Bruno Côté")),
            ("[Réécrire]", f"> Bonjour. Un café? / {ASKED}"),
            ("Bonjour, un café?", preview("Bonjour, un café?", "Cora Roy", "Bruno Côté")),
            ("[Envoyer]", "C'est transmis. / > Bonjour, un café? / Cora Roy le reçoit maintenant."),
        ],
        conversation(),
    )
    assert played.commands == [WriteLetter("p2", "Bonjour, un café?")]


def test_a_word_too_long_is_said_so_and_nothing_is_sent() -> None:
    long = "mot " * 200
    played = conversation()
    played.says("→ letter p2")
    assert "la limite est de 600" in played.says(long)
    assert "lira ceci" in played.says("Un mot.")
    assert played.says("annuler").startswith("C'est annulé.")
    assert played.commands == []


def test_nobody_there_is_told_before_anything_is_written() -> None:
    played = conversation()
    assert played.says("→ letter p3").startswith("Rien n'est parti : Relais ne peut pas porter ce mot.")
    assert played.talk.at is None


def test_an_answer_quotes_what_it_answers() -> None:
    played = play(
        [
            ("→ letter_back l1", f"> Un café jeudi? / Que répondez-vous? / {ANSWER}"),
            ("Avec plaisir.", preview("Avec plaisir.", "Bruno Côté", "Ada Tremblay")),
        ],
        conversation(),
    )
    assert played.says("[Envoyer]").startswith("Rien n'est parti : Relais ne peut pas porter ce mot.")
    assert played.commands == [AnswerLetter("l1", "Avec plaisir.")]
