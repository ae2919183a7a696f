"""What a walk's next steps ask: a question to the team, its answer, a word to who runs it, the same thing smaller."""

from dataclasses import replace

from bot.handlers.acting import Begin
from community.challenge import Readers, ToolUser
from community.commands import AnswerQuestion, AskTeam, KeepChallenge, MakeSmaller, TalkAbout
from community.messages import LetterSent, NotAnswered, SmallerKept, TeamAnswerSent, TeamAsked, TeamUnasked
from community.views import (
    AskedView,
    AskTeamView,
    LetterView,
    OwnChallengeView,
    SmallerView,
    TalkView,
    TeamAnswer,
    TeamAnswerView,
    TeamQuestion,
    WalkView,
)
from community.walk import Answer
from dialogs.show import TOOL_USER, WALK
from tests.cards.known import OPEN, OWN
from tests.dialogs.conversation import Conversation, play
from tests.guide import answered, walk

OPENED = answered(law_own=Answer.PARTLY, help_own=Answer.NOT_YET)
WALKED = walk(OPENED, at=None)
ASKING = AskTeamView(WALKED, "Français", "Ada Tremblay", channels=1)
QUESTION = TeamQuestion("q1", "w1", "p1", "Ada Tremblay", "c1", "t1", "Qui a essayé?")
ANSWERING = TeamAnswerView(replace(QUESTION, author="Cora Roy"), "Ada Tremblay", in_thread=True)
ANSWER = TeamAnswer("a1", "p1", "Ada Tremblay", "Moi.", replace(QUESTION, author="Cora Roy"))
TALKING = TalkView("w1", {"p9": "Bruno Côté"}, "Ada Tremblay")
SEVERAL = TalkView("w1", {"p9": "Bruno Côté", "p8": "Luc Hébert"}, "Ada Tremblay")
SMALLER = SmallerView(WALKED, OPEN)
LETTER = LetterView("l1", "c1", "p1", "Ada Tremblay", "p9", "Bruno Côté", "Dix minutes?")
ASK = "Que demandez-vous à Français?"
ASK_EXAMPLE = "Par exemple : Pour enregistrer des voix en classe, à qui demandez-vous l'accord, et comment?"
ANSWER_ASK = "Que répondez-vous?"
ANSWER_EXAMPLE = "Par exemple : Par un mot envoyé la semaine d'avant; je peux vous montrer le mien."
TALK_EXAMPLE = (
    "Par exemple : Pour mon projet de balado, je cherche qui peut m'aider avec les droits. "
    "Avez-vous dix minutes cette semaine?"
)
POSTED = (
    "Votre question à Français / > Qui a essayé? / Elle est dans le canal, signée Ada Tremblay. / "
    "Les réponses vous arrivent en privé, aux heures de travail, et restent ici."
)
SENT = (
    "C'est envoyé à Cora Roy. / > Moi. / Cora Roy le reçoit maintenant. / "
    "Aussi dans le fil de la question, sous votre nom."
)


def conversation(**views: object) -> Conversation:
    """Somebody at the end of a walk; ``views`` by the name of the dialog."""
    given: dict[str, object] = {"ask": ASKING, "answer": ANSWERING, "talk": TALKING, "smaller": SMALLER} | views
    page = AskedView(QUESTION, "Français", channels=1)
    return Conversation(
        views={
            AskTeamView: given["ask"],
            TeamAnswerView: given["answer"],
            TalkView: given["talk"],
            SmallerView: given["smaller"],
            OwnChallengeView: replace(OWN, challenge=replace(OPEN, readers=Readers.TEAM)),
        },
        facts={
            AskedView: page,
            TeamAnswer: ANSWER,
            LetterView: LETTER,
            WalkView: WalkView(replace(WALKED, title="Un épisode"), frozenset()),
        },
        results={
            AskTeam: lambda _: TeamAsked(question_id="q1"),
            AnswerQuestion: lambda _: TeamAnswerSent(answer_id="a1", in_thread=True),
            TalkAbout: lambda _: LetterSent(letter_id="l1", walk_id="w1"),
            MakeSmaller: lambda _: SmallerKept(walk_id="w1"),
        },
    )


def test_a_question_is_read_as_the_team_will_then_posted() -> None:
    preview = "Dans le canal de Français, signé de votre nom, Ada Tremblay : / > {words} / La poser?"
    played = play(
        [
            ("→ ask_team w1", f"{ASK} / {ASK_EXAMPLE}"),
            (" ", f"Il manque une réponse ici. / {ASK} / {ASK_EXAMPLE}"),
            ("Qui?", preview.format(words="Qui?")),
            ("peut-être", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {preview.format(words='Qui?')}"),
            ("[Réécrire]", f"> Qui? / {ASK}"),
            ("Qui a essayé?", preview.format(words="Qui a essayé?")),
            (
                "poser",
                POSTED,
            ),
        ],
        conversation(),
    )
    assert played.commands == [AskTeam("w1", "Qui a essayé?")]


def test_the_help_names_the_open_lines_and_gives_no_note() -> None:
    played = conversation()
    played.says("→ ask_team w1")
    helped = played.says("aide")
    assert "Nommez ce qui reste ouvert (" in helped
    assert "Vos réponses et vos notes du guide ne sont pas jointes." in helped


def test_too_much_is_told_with_its_length_and_cancelling_sends_nothing() -> None:
    played = conversation()
    played.says("→ ask_team w1")
    told = played.says("mot " * 5000).replace("\u202f", " ")
    assert "Ce texte fait 19 999 caractères; la limite est de 600." in told
    assert played.says("Qui?").endswith("La poser?")
    assert played.says("annuler").startswith("C'est annulé.")
    assert played.commands == []


def test_nowhere_to_ask_or_enough_asked_is_told_before_a_word() -> None:
    nowhere = conversation(ask=replace(ASKING, channels=0))
    assert nowhere.says("→ ask_team w1").startswith("Aucun canal n'est relié à votre groupe")
    assert isinstance(nowhere.screen[-1].message, TeamUnasked)
    full = conversation(ask=replace(ASKING, last="q1", full=True))
    assert "Votre équipe a déjà trois de vos questions" in full.says("→ ask_team w1")
    assert full.talk.at is None


def test_a_question_that_lapsed_is_asked_about() -> None:
    played = conversation()
    played.says("→ ask_team w1")
    played.says("+21 min")
    assert played.says("Qui?") == "Est-ce pour la question à votre équipe?"
    assert played.says("[Oui]").endswith("La poser?")


def test_an_answer_quotes_what_is_asked() -> None:
    preview = "À Cora Roy, et dans le fil de sa question, signé de votre nom, Ada Tremblay : / > Moi. / L'envoyer?"
    played = play(
        [
            ("→ team_answer q1", f"> Qui a essayé? / {ANSWER_ASK} / {ANSWER_EXAMPLE}"),
            ("Moi.", preview),
            (
                "[Envoyer]",
                SENT,
            ),
        ],
        conversation(),
    )
    assert played.commands == [AnswerQuestion("q1", "Moi.")]


def test_ones_own_question_one_answered_often_and_one_that_is_gone() -> None:
    own = conversation(answer=replace(ANSWERING, own=True))
    assert own.says("→ team_answer q1").startswith("C'est votre propre question")
    often = conversation(answer=replace(ANSWERING, often=True))
    assert often.says("→ team_answer q1").startswith("Trois de vos réponses y sont déjà")
    gone = conversation(answer=None)
    assert gone.says("→ team_answer q1").startswith("Cette question n'est plus posée, ou ne l'est pas ici.")
    assert isinstance(gone.screen[-1].message, NotAnswered)


def test_a_word_to_the_one_who_runs_it() -> None:
    played = play(
        [
            ("→ talk w1", f"Que voulez-vous lui dire? / {TALK_EXAMPLE}"),
            (
                "Dix minutes?",
                "À : / > Bruno Côté / Signé Ada Tremblay, par Relais : / > Dix minutes? / On l'envoie?",
            ),
            ("oui", "C'est transmis. / > Dix minutes? / Bruno Côté le reçoit maintenant."),
        ],
        conversation(),
    )
    assert played.commands == [TalkAbout("w1", "p9", "Dix minutes?")]


def test_of_several_one_is_chosen() -> None:
    played = conversation(talk=SEVERAL)
    assert played.says("→ talk w1") == "À qui voulez-vous en parler?"
    assert played.says("Zoé").startswith("Je n'ai pas reconnu ce choix.")
    played.says("Luc Hébert")
    assert "> Luc Hébert" in played.says("Dix minutes?")
    played.says("[Envoyer]")
    assert played.commands == [TalkAbout("w1", "p8", "Dix minutes?")]


def test_who_was_written_to_often_isnt_offered() -> None:
    one_left = conversation(talk=replace(SEVERAL, often=frozenset({"p9"})))
    assert one_left.says("→ talk w1").startswith("Que voulez-vous lui dire?")
    nobody = conversation(talk=replace(TALKING, often=frozenset({"p9"})))
    assert "trois de vos mots attendent déjà une réponse" in nobody.says("→ talk w1")
    unreachable = conversation(talk=replace(TALKING, to={}))
    assert unreachable.says("→ talk w1").startswith("Rien n'est parti : Relais ne peut pas porter ce mot.")


def test_the_same_smaller() -> None:
    played = conversation()
    assert "> Comment faire parler le groupe?" in played.says("→ smaller w1")
    assert "la limite est de 300" in played.says("mot " * 5000)
    assert played.says("Un épisode").startswith("C'est gardé. / > Un épisode")
    assert played.commands == [MakeSmaller("w1", "Un épisode")]


def test_a_challenge_that_others_read_is_previewed_by_the_way_it_always_is() -> None:
    played = conversation()
    given = {"question": "Comment, en plus petit?", TOOL_USER: "me", WALK: "w1"}
    played.results[MakeSmaller] = lambda _: Begin("reword", "k1", given)
    played.says("→ smaller w1")
    preview = played.says("Comment, en plus petit?")
    assert "> Comment, en plus petit?" in preview
    played.says("[Changer la question]")
    assert played.commands[-1] == KeepChallenge("Comment, en plus petit?", ToolUser.ME, "k1", seen=True, walk_id="w1")
