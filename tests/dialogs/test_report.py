"""« bilan » in pairs: what is said, what is answered, and what is kept of it."""

from dataclasses import replace

import pytest

from community.ai_use import AiUse
from community.challenge import ChallengeState, Readers, ToolUser
from community.commands import ChooseReaders, FillDoor, KeepLink, KeepNext, KeepReport
from community.report import Came, Door, NextStep
from tests.dialogs.conversation import Form, Table, play
from tests.dialogs.reporting import KEPT, Desk

ALONE = "Vous serez la seule personne à lire ce bilan. Cela peut changer après."
CAME = f"> Comment lire? / Où en est ce défi? / {ALONE}"
EXAMPLE = "Par exemple : Trois consignes au lieu de sept, et de meilleures questions."
SENTENCE = f"> Comment lire? / Qu'est-ce que vous en gardez? / {EXAMPLE}"
THEN = "Votre phrase, telle qu'elle sera lue / > {} / Et maintenant, que faites-vous de ce défi? / " + ALONE
QUESTION = "> Comment lire? / Quelle est la question, maintenant? « Passer » la garde telle quelle."
TOOL = "S'il y a un outil, qui s'en sert?"
CARRIED = "> Comment lire? / C'est remis au 28 novembre. Le défi vous attend tel quel."
KEPT_OF_IT = " / Ce que vous en gardez : / > {} / Vous êtes la seule personne à lire ce bilan."
LEFT = "> Comment lire? / C'est laissé. Ce que vous en aviez noté reste dans votre cahier."
KEPT_NEXT = (
    "C'est gardé. / > {} / À essayer en classe d'ici le vendredi 31 octobre. / "
    "Le montrer à Mathématique, 2e cycle avant d'essayer? "
    "Vous pouvez demander des questions seulement, ou des pistes aussi."
)
ONE = "Une chose à la fois."


def report(came: Came, step: NextStep, sentence: str | None = ONE, readers: Readers = Readers.ME) -> KeepReport:
    return KeepReport("k1", came, step, readers, sentence)


BY_TALKING: dict[str, tuple[Table, list[object]]] = {
    "not yet: moved at once, no text": (
        [("bilan", CAME), ("pas encore", CARRIED)],
        [report(Came.NOT_YET, NextStep.CARRY_OVER, None)],
    ),
    "tried, and set aside": (
        [("bilan", CAME), ("essayé", SENTENCE), (ONE, THEN.format(ONE)), ("laisser", LEFT + KEPT_OF_IT.format(ONE))],
        [report(Came.TRIED, NextStep.LET_GO)],
    ),
    "in part, and moved": (
        [("bilan", CAME), ("2", SENTENCE), (ONE, THEN.format(ONE)), ("3", CARRIED + KEPT_OF_IT.format(ONE))],
        [report(Came.PARTLY, NextStep.CARRY_OVER)],
    ),
    "otherwise, and adapted": (
        [
            ("mon bilan", CAME),
            ("autrement", SENTENCE),
            (ONE, THEN.format(ONE)),
            ("adapter", f"INTRO / {QUESTION}"),
            ("Comment relire?", TOOL),
            ("moi", KEPT_NEXT.format("Comment relire?")),
        ],
        [report(Came.OTHERWISE, NextStep.ADAPT), KeepNext("k1", "Comment relire?", ToolUser.ME)],
    ),
    "continued as it is": (
        [
            ("bilan", CAME),
            ("essayé", SENTENCE),
            (ONE, THEN.format(ONE)),
            ("continuer", QUESTION),
            ("passer", TOOL),
            ("passer", KEPT_NEXT.format("Comment lire?")),
        ],
        [report(Came.TRIED, NextStep.CONTINUE), KeepNext("k1", "Comment lire?", ToolUser.UNKNOWN)],
    ),
    "back, twice, and another answer": (
        [
            ("bilan", CAME),
            ("essayé", SENTENCE),
            ("Bof.", THEN.format("Bof.")),
            ("retour", "> Comment lire? / > Bof. / Qu'est-ce que vous en gardez?"),
            ("retour", CAME),
            ("en partie", "> Comment lire? / > Bof. / Qu'est-ce que vous en gardez?"),
            (ONE, THEN.format(ONE)),
            ("laisser", LEFT + KEPT_OF_IT.format(ONE)),
        ],
        [report(Came.PARTLY, NextStep.LET_GO)],
    ),
    "every wrong answer, and the one after it": (
        [
            ("bilan", CAME),
            ("bof", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {CAME}"),
            ("essayé", SENTENCE),
            ("", f"Il manque une réponse ici. / {SENTENCE}"),
            (
                "x" * 301,
                f"Ce texte fait 301 caractères; la limite est de 300. Gardez l'essentiel. / {SENTENCE}",
            ),
            (
                "passer",
                "Cette question-ci est nécessaire. Pour y revenir à un autre moment, écrivez « plus tard ». / "
                + SENTENCE,
            ),
            (ONE, THEN.format(ONE)),
            ("je verrai", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {THEN.format(ONE)}"),
            ("laisser", LEFT + KEPT_OF_IT.format(ONE)),
        ],
        [report(Came.TRIED, NextStep.LET_GO)],
    ),
    "put aside, taken up, late": (
        [
            ("bilan", CAME),
            ("essayé", SENTENCE),
            (
                "plus tard",
                "Je mets de côté votre bilan, là où vous en étiez. Écrivez « reprendre » quand vous voudrez.",
            ),
            ("reprendre", SENTENCE),
            ("+21 min", ""),
            (ONE, "Est-ce pour la phrase de votre bilan?"),
            ("oui", THEN.format(ONE)),
            ("+2 d", ""),
            ("remettre", "Est-ce pour la suite de votre défi?"),
            ("oui", CARRIED + KEPT_OF_IT.format(ONE)),
        ],
        [report(Came.TRIED, NextStep.CARRY_OVER)],
    ),
    "cancelled: nothing is kept": (
        [
            ("bilan", CAME),
            ("essayé", SENTENCE),
            ("annuler", "C'est annulé. Ce qui était déjà gardé reste gardé."),
            ("bilan", CAME),
        ],
        [],
    ),
}


@pytest.mark.parametrize("case", BY_TALKING)
def test_by_talking(case: str) -> None:
    table, commands = BY_TALKING[case]
    table = [(said, read.replace("INTRO", ADAPTING)) for said, read in table]
    assert play(table, Desk().conversation()).commands == commands


ADAPTING = "Votre bilan est gardé. Voici votre question, à adapter; la suite ira jusqu'au 28 novembre."


def test_who_will_read_it_is_said_before() -> None:
    team = "Votre groupe (Mathématique, 2e cycle) et l'animation pourront lire ce bilan. Cela peut changer après."
    conversation = play(
        [
            ("bilan", f"> Comment lire? / Où en est ce défi? / {team}"),
            ("essayé", SENTENCE),
            (ONE, THEN.format(ONE).replace(ALONE, team)),
            (
                "laisser",
                LEFT + f" / Ce que vous en gardez : / > {ONE} / "
                "Votre groupe (Mathématique, 2e cycle) et l'animation peuvent lire ce bilan.",
            ),
        ],
        Desk().shown().conversation(),
    )
    assert conversation.commands == [report(Came.TRIED, NextStep.LET_GO, readers=Readers.TEAM)]


def test_several_open_are_chosen_among() -> None:
    other = replace(KEPT, challenge_id="k2", question="Comment écrire?")
    play([("bilan", "De quel défi s'agit-il?"), ("comment lire", CAME)], Desk(others=(other,)).conversation())


def test_none_open_is_said_with_a_way_on() -> None:
    desk = Desk()
    desk.own = replace(desk.own, challenge=replace(desk.own.challenge, state=ChallengeState.SKIPPED))
    conversation = desk.conversation()
    conversation.others = ()
    none = (
        "Aucun défi n'est en cours; il n'y a pas de bilan à faire. / "
        "Pour en garder un, écrivez « défi ». Les bilans d'avant sont dans votre cahier."
    )
    gone = none.replace(
        "Aucun défi n'est en cours; il n'y a pas de bilan à faire.",
        "Pour ce défi-là, il n'y a plus de bilan à faire. Rien n'a changé.",
    )
    play([("bilan", none), ("→ report k1", gone), ("→ report k9", gone)], conversation)


def test_changed_later_it_moves_again() -> None:
    again = THEN.format("Autre chose.")
    desk = Desk()
    conversation = play(
        [
            ("bilan", CAME),
            ("essayé", SENTENCE),
            (ONE, THEN.format(ONE)),
            ("laisser", LEFT + KEPT_OF_IT.format(ONE)),
            ("[Changer le bilan]", CAME),
            ("en partie", f"> Comment lire? / > {ONE} / Qu'est-ce que vous en gardez?"),
            ("Autre chose.", again),
            ("remettre", CARRIED + KEPT_OF_IT.format("Autre chose.")),
            ("[Changer le bilan]", CAME),
            ("pas encore", CARRIED + KEPT_OF_IT.format("Autre chose.")),
        ],
        desk.conversation(),
    )
    assert [command.next for command in conversation.commands if isinstance(command, KeepReport)] == [
        NextStep.LET_GO,
        NextStep.CARRY_OVER,
        NextStep.CARRY_OVER,
    ]
    assert desk.own.report is not None
    assert (desk.own.report.came, desk.own.report.sentence) == (Came.NOT_YET, "Autre chose.")


def test_the_doors_in_the_same_card() -> None:
    conversation = Desk().conversation(as_form=True)
    for said in ("bilan", "[Essayé]", Form("Suivant", {"sentence": ONE}), "[Continuer]"):
        conversation.says(said)
    assert len(conversation.screen) == 1
    doors: list[tuple[str, Form]] = [
        ("[Une fierté]", Form("Garder", {"text": "Deux collègues."})),
        ("[Pour les élèves]", Form("Garder", {"text": "Ils relisent.\n\n\nD'eux-mêmes."})),
        ("[Ce qui a coincé]", Form("Garder", {"text": "Le temps."})),
        ("[Une trace (lien)]", Form("Suivant", {"link": "https://exemple.quebec/grille"})),
    ]
    for door, form in doors:
        conversation.says(door)
        conversation.says(form)
    conversation.says("[Partagée\u00a0: une partie vient de l'IA]")
    conversation.says("[Changer qui le lit]")
    read = conversation.says("[Toute la communauté]")
    assert read.endswith("Toute la communauté COP IA peut lire ce bilan.")
    assert read.index("Deux collègues.") < read.index("Ils relisent.") < read.index("Le temps.") < read.index("grille")
    conversation.says("[Le défi suivant]")
    assert conversation.says(Form("Garder", {"question": "", "tool_user": "me"})).startswith("C'est gardé.")
    assert len(conversation.screen) == 1, "all of it in one card"
    assert conversation.commands[1:] == [
        FillDoor("k1", Door.PRIDE, "Deux collègues."),
        FillDoor("k1", Door.LEARNERS, "Ils relisent.\n\nD'eux-mêmes."),
        FillDoor("k1", Door.STUCK, "Le temps."),
        KeepLink("k1", "https://exemple.quebec/grille", AiUse.SHARED),
        ChooseReaders("k1", Readers.COMMUNITY),
        KeepNext("k1", "Comment lire?", ToolUser.ME),
    ]


@pytest.mark.parametrize(
    "link", ["ftp://x.ca", "javascript:alert(1)", "x.ca", "https://", "http://moi@x.ca", "https://a b.ca"]
)
def test_a_link_that_is_none_is_asked_again(link: str) -> None:
    conversation = Desk().conversation()
    for said in ("bilan", "essayé", ONE, "laisser", "[Compléter le bilan]", "[Une trace (lien)]"):
        conversation.says(said)
    assert conversation.says(link).startswith("Il faut une adresse web complète")
    assert conversation.says("https://x.ca/plan").startswith("L'adresse / > https://x.ca/plan")
