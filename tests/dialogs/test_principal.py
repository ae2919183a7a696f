"""The principal's page as it is written: what is known stands there, it is seen before it goes, its outcome too."""

from dataclasses import replace
from datetime import date

from community.commands import KeepPrincipalPage, ReplyToOutcome, WriteOutcome
from community.messages import OwnPrincipalPage, PrincipalOutcome
from community.principal import NO_TOOL, OTHER_TOOL, Ages, CameOf, Opening, Outcome, Written
from community.views import OwnPageView, PageSeenView, PageWritingView
from tests.cards.examples_principal import AGAIN, NOTED, OWN, REPLIED, WRITING, page
from tests.dialogs.conversation import Conversation, play

INTENT = "Que voulez-vous essayer, et dans quel but?"
TITLE = "> Comment faire raconter une histoire par toute la classe?"
GROUP = "Avec quel groupe?"
AGES = "Quel âge ont les plus jeunes du groupe?"
TOOL = (
    "Avec quel outil? / 1. Microsoft 365 Copilot Chat / 2. ChatGPT / 3. Gemini / 4. NotebookLM / "
    "5. Claude (Anthropic) / 6. Un autre outil / 7. Pas d'outil / Répondez par un numéro."
)
OPENING = "Où en est l'ouverture de l'outil par les services informatiques?"
CHOSEN = (
    "Qu'avez-vous choisi de faire, et avec quelles précautions? / "
    "Par exemple : Trois périodes, l'outil projeté par moi; rien de ce que les élèves écrivent n'y entre."
)
WHOM = "À qui va cette page?"
CAME = "Qu'est-ce qui en est sorti?"
DAY = "Quel jour?"
WORDS = "Quelque chose à ajouter?"
NOT_SCHOOL = "Ce jour-là n'est pas un jour d'école. Prenez un jour du lundi au vendredi."


def conversation(writing: PageWritingView = WRITING, own: OwnPageView = OWN) -> Conversation:
    return Conversation(
        views={
            PageWritingView: lambda about: writing if about == "w1" else None,
            OwnPageView: lambda about: own if about == "d1" else None,
            PageSeenView: lambda about: PageSeenView(NOTED) if about == "d1" else None,
        },
        facts={OwnPageView: OwnPageView(None), PageSeenView: PageSeenView(REPLIED)},
        results={
            KeepPrincipalPage: lambda _: OwnPrincipalPage(page_id="d1"),
            WriteOutcome: lambda _: OwnPrincipalPage(page_id="d1"),
            ReplyToOutcome: lambda _: PrincipalOutcome(page_id="d1"),
        },
    )


def test_what_is_known_stands_there_and_the_page_is_seen_as_it_will_be_read() -> None:
    played = play(
        [
            ("→ principal_page w1", f"{TITLE} / {INTENT}"),
            ("passer", f"> Groupe 204, 2e secondaire / {GROUP}"),
            ("passer", AGES),
            ("quinze", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {AGES}"),
            ("[14 ou 15 ans]", TOOL),
            ("1", OPENING),
            ("[Demandée]", CHOSEN),
            ("Trois périodes.", WHOM),
        ],
        conversation(),
    )
    seen = played.says("[Paul Lopez]")
    assert seen.startswith("Paul Lopez lira ceci : / L'intention / ")
    for told in (
        "Avec: Groupe 204, 2e secondaire",
        "Âge des plus jeunes: 14 ou 15 ans",
        "Tout le groupe a cet âge ou plus.",
    ):
        assert told in seen
    assert "Ouverture par les services informatiques: Demandée" in seen
    assert "La page propose une conversation; ce n'est pas une demande de permission." in seen
    assert seen.endswith("/ L'envoyer?")
    played.says("[Envoyer]")
    written = Written(
        intent=WRITING.walk.title,
        classroom="Groupe 204, 2e secondaire",
        ages=Ages.FROM_14,
        tool="copilot",
        opening=Opening.ASKED,
        chosen="Trois périodes.",
    )
    assert played.commands == [KeepPrincipalPage("w1", written, "p7")]


def test_another_tool_is_named_and_the_page_is_brought() -> None:
    played = play(
        [
            ("→ principal_page w1", f"{TITLE} / {INTENT}"),
            ("Une affiche par équipe.", f"> Groupe 204, 2e secondaire / {GROUP}"),
            ("Groupe 205", AGES),
            ("[Moins de 13 ans]", TOOL),
            ("un autre outil", "Comment s'appelle l'outil? / Par exemple : Canva."),
            ("Canva", OPENING),
            ("pas nécessaire", CHOSEN),
            ("Une affiche.", WHOM),
        ],
        conversation(),
    )
    assert "le guide ne le dit pas" in played.says("[Je l'apporterai moi-même]")
    played.says("[Garder]")
    (kept,) = played.commands
    assert isinstance(kept, KeepPrincipalPage)
    assert (kept.to_id, kept.written.tool, kept.written.tool_name) == (None, OTHER_TOOL, "Canva")
    assert kept.written.intent == "Une affiche par équipe."


def test_no_tool_asks_for_no_opening_and_what_was_said_of_another_falls() -> None:
    played = conversation()
    for said in ("→ principal_page w1", "passer", "passer", "[13 ans]", "6", "Canva", "[Faite]"):
        played.says(said)
    for said in ("retour", "retour", "retour"):
        played.says(said)
    assert played.says("pas d'outil").startswith("Qu'avez-vous choisi")
    played.says("Sans écran.")
    seen = played.says("[Guylaine Bussières]")
    assert seen.startswith("Relais ne peut pas porter de page à Guylaine Bussières pour l'instant.")
    assert "Ouverture" not in seen
    played.says("[Garder]")
    (kept,) = played.commands
    assert isinstance(kept, KeepPrincipalPage)
    assert kept.written == Written(
        WRITING.walk.title, WRITING.classroom, Ages.AT_13, NO_TOOL, Opening.NOT_NEEDED, "Sans écran."
    )


def test_it_is_written_again_from_what_stands() -> None:
    played = conversation(AGAIN)
    for said in ("→ principal_page w1", "passer", "passer", "[13 ans]", "1", "[À demander]", "Autrement."):
        played.says(said)
    played.says("[Paul Lopez]")
    assert played.says("[Réécrire]") == f"> {AGAIN.page.written.intent} / {INTENT}"  # type: ignore[union-attr]
    assert played.says("Plus court.").endswith(GROUP)


def test_there_is_no_page_without_an_intent_and_a_group() -> None:
    nothing = replace(WRITING, walk=replace(WRITING.walk, title=""), classroom="")
    played = conversation(nothing)
    first = played.says("→ principal_page w1")
    assert played.says("passer") == first
    assert "Il manque une réponse ici." in played.says("  ")
    played.says("Une affiche.")
    assert played.says("passer").startswith(GROUP)


def test_words_too_long_lose_nothing_and_later_is_later() -> None:
    played = conversation()
    for said in ("→ principal_page w1", "passer", "passer", "[13 ans]", "1", "[À demander]"):
        played.says(said)
    assert "Ce texte fait 20 000 caractères; la limite est de 600." in played.says("x" * 20_000)
    played.says("+30 min")
    assert "Est-ce pour ce que vous avez choisi?" in played.says("Trois périodes.")
    assert played.says("[Oui]") == WHOM
    assert "« reprendre »" in played.says("plus tard")
    assert played.says("reprendre") == WHOM
    assert played.says("annuler").startswith("C'est annulé.")
    assert played.commands == []


def test_where_it_is_not_offered_it_is_not_there() -> None:
    played = conversation()
    for said in ("→ principal_page w9", "→ principal_outcome d9", "→ principal_reply d9"):
        assert played.says(said).startswith("Ce n'est pas possible ici, ou ne l'est plus.")
        assert played.talk.at is None


def test_a_page_that_goes_while_it_is_written_gives_the_words_back() -> None:
    played = conversation()
    for said in ("→ principal_page w1", "passer", "passer", "[13 ans]", "1", "[À demander]"):
        played.says(said)
    played.views[PageWritingView] = lambda about: None
    assert "Trois périodes." in played.says("Trois périodes.")


def test_they_talk_again_on_a_school_day_ahead() -> None:
    played = play(
        [
            ("→ principal_outcome d1", CAME),
            ("[On s'en reparle le …]", DAY),
            ("dimanche", f"{NOT_SCHOOL} / {DAY}"),
            ("2025-10-06", f"C'est trop tôt. Donnez une date à venir. / {DAY}"),
            ("3 juillet 2026", f"Cette date est trop loin. Prenez-en une plus proche. / {DAY}"),
            (
                "un de ces jours",
                f"Je n'ai pas reconnu la date. Écrivez-la comme « 13 novembre » ou « 2025-11-13 ». / {DAY}",
            ),
            ("13 novembre", WORDS),
            (
                "passer",
                "On s'en reparle le jeudi 13 novembre. / Paul Lopez lira ceci dès que vous le gardez. Le garder?",
            ),
        ],
        conversation(),
    )
    played.says("[Garder]")
    assert played.commands == [WriteOutcome("d1", CameOf(Outcome.LATER, date(2025, 11, 13)))]


def test_not_this_year_says_why() -> None:
    why = (
        "Pourquoi pas cette année? / "
        "Par exemple : L'outil ne s'ouvre qu'à 14 ans chez nous; on regardera autre chose en janvier."
    )
    played = play(
        [
            ("→ principal_outcome d1", CAME),
            ("[Pas cette année, et voici pourquoi]", why),
            (
                "passer",
                "Cette question-ci est nécessaire. Pour y revenir à un autre moment, écrivez « plus tard ». / " + why,
            ),
            (
                "L'outil n'est pas ouvert.",
                (
                    "Pas cette année, et voici pourquoi. / > L'outil n'est pas ouvert. / "
                    "Paul Lopez lira ceci dès que vous le gardez. Le garder?"
                ),
            ),
            ("[Réécrire]", CAME),
            ("[On s'en est parlé, on y va]", WORDS),
            ("passer", "On s'en est parlé, on y va. / Paul Lopez lira ceci dès que vous le gardez. Le garder?"),
        ],
        conversation(),
    )
    played.says("[Garder]")
    assert played.commands == [WriteOutcome("d1", CameOf(Outcome.GO))]


def test_on_the_last_day_nobody_talks_again_this_year() -> None:
    played = conversation(own=replace(OWN, today=date(2026, 6, 30)))
    played.says("→ principal_outcome d1")
    assert "Je n'ai pas reconnu ce choix." in played.says("On s'en reparle le …")


def test_alone_nobody_is_asked_to_confirm() -> None:
    alone = page(principal_id=None, principal="", sent_at=None, sent_on=None)
    played = conversation(own=OwnPageView(alone, today=OWN.today))
    played.says("→ principal_outcome d1")
    played.says("[On s'en est parlé, on y va]")
    seen = played.says("Tout de suite.")
    assert seen.startswith("On s'en est parlé, on y va. / > Tout de suite. / On le garde ainsi?")
    assert "Paul" not in seen


def test_not_quite_is_one_line_seen_before_it_goes() -> None:
    line = "Qu'est-ce qui serait plus juste? / Par exemple : On avait dit d'essayer d'abord avec un seul groupe."
    played = play(
        [
            ("→ principal_reply d1", line),
            ("On avait dit\nle 20 novembre.", "Ana Lopez lira ceci : / > On avait dit le 20 novembre. / On l'envoie?"),
        ],
        conversation(),
    )
    played.says("[Envoyer]")
    assert played.commands == [ReplyToOutcome("d1", "On avait dit le 20 novembre.")]
