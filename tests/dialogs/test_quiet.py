"""Hours, a pause, fewer messages: chosen, typed, mistyped, and done again."""

from datetime import date

from community.civil import WorkingHours
from community.commands import AgainOf, ChooseHours, EndPause, HearOfMeetings, PauseUntil
from community.messages import FewerChosen, HoursChosen, Message, Paused, PauseEnded, SettingsPage
from community.views import QuietView
from tests.dialogs.conversation import Conversation, play

VIEW = QuietView(date(2025, 12, 9), WorkingHours(), frozenset({"peer_bundle", "letter"}))


def paused(command: object) -> Message:
    assert isinstance(command, PauseUntil)
    return Paused(until=command.until)


def meetings(command: object) -> Message:
    assert isinstance(command, HearOfMeetings)
    return Paused(until=date(2026, 1, 6), meetings=command.wanted)


def conversation() -> Conversation:
    return Conversation(
        views={QuietView: VIEW},
        results={
            ChooseHours: lambda _: HoursChosen(),
            PauseUntil: paused,
            HearOfMeetings: meetings,
            EndPause: lambda _: PauseEnded(),
            AgainOf: lambda command: FewerChosen(of=getattr(command, "of", ""), again=True),
        },
    )


DONE = (
    "C'est fait. Je vous écris les jours de travail, de 7 h 30 à 11 h 30 et de 13 h à 16 h 30."
    " / Ce que vous me demandez reçoit sa réponse à toute heure."
)
WHICH = "De quelle heure à quelle heure? Entre 7 h 30 et 16 h 30. / Par exemple : « de 8 h à 15 h »"


def test_hours_by_a_press_and_by_a_word() -> None:
    played = play(
        [
            ("→ hours", "À quelles heures puis-je vous écrire?"),
            ("[Le matin, de 7\xa0h\xa030 à 11\xa0h\xa030]", DONE),
            ("→ hours", "À quelles heures puis-je vous écrire?"),
            ("après-midi", DONE),
            ("→ hours", "À quelles heures puis-je vous écrire?"),
            ("1", DONE),
        ],
        conversation(),
    )
    assert played.commands == [
        ChooseHours("07:30-09:30,09:30-11:30"),
        ChooseHours("13:00-14:45,14:45-16:30"),
        ChooseHours(None),
    ]


def test_hours_typed_then_typed_better() -> None:
    played = play(
        [
            ("→ hours", "À quelles heures puis-je vous écrire?"),
            ("[D'autres heures]", WHICH),
            (
                "tôt",
                "Je n'ai pas reconnu ces heures. Écrivez-les comme « 8 h à 15 h ». / " + WHICH,
            ),
            (
                "18 h à 22 h",
                "Ces heures dépassent celles de la communauté. Restez à l'intérieur. / " + WHICH,
            ),
            ("[Retour]", "À quelles heures puis-je vous écrire?"),
            ("[D'autres heures]", WHICH),
            ("de 6 h à 15 h", DONE),
        ],
        conversation(),
    )
    assert played.commands == [ChooseHours("07:30-11:30,13:00-15:00")]


def test_a_pause_by_its_length_then_meetings_are_asked_of() -> None:
    asked = (
        "Entendu. Je me tais jusqu'au 6 janvier; les changements de rencontre, vous les voulez quand même?"
        " / Vous pouvez écrire quand vous voulez; vos défis vous attendent tels quels."
    )
    played = play(
        [
            ("→ pause", "Jusqu'à quand?"),
            ("[Quatre semaines, jusqu'au 6 janvier]", asked),
            (
                "[Oui, quand même]",
                (
                    "C'est noté. Je me tais jusqu'au 6 janvier, sauf si une rencontre change."
                    " / Vous pouvez écrire quand vous voulez; vos défis vous attendent tels quels."
                ),
            ),
            (
                "[Reprendre maintenant]",
                "La pause est finie. Je vous écris les jours de travail, de 7 h 30 à 11 h 30 et de 13 h à 16 h 30.",
            ),
        ],
        conversation(),
    )
    assert played.commands == [PauseUntil(date(2026, 1, 6)), HearOfMeetings(True), EndPause()]


def test_a_pause_until_a_day() -> None:
    played = play(
        [
            ("→ pause", "Jusqu'à quand?"),
            ("[Jusqu'à une autre date]", "Quel jour puis-je vous écrire de nouveau?"),
            (
                "2025-12-09",
                "C'est trop tôt. Donnez une date à venir. / Quel jour puis-je vous écrire de nouveau?",
            ),
            (
                "2027-01-01",
                "Cette date est trop loin. Prenez-en une plus proche. / Quel jour puis-je vous écrire de nouveau?",
            ),
            (
                "2026-02-02",
                (
                    "Entendu. Je me tais jusqu'au 2 février; les changements de rencontre, vous les voulez quand même?"
                    " / Vous pouvez écrire quand vous voulez; vos défis vous attendent tels quels."
                ),
            ),
        ],
        conversation(),
    )
    assert played.commands == [PauseUntil(date(2026, 2, 2))]


def test_what_was_turned_down_is_got_again() -> None:
    played = play(
        [
            ("→ again", "Que voulez-vous recevoir de nouveau?"),
            ("[Les mots qu'on vous écrit]", "Entendu. Je vous envoie de nouveau les mots qu'on vous écrit par Relais."),
        ],
        conversation(),
    )
    assert played.commands == [AgainOf("letter")]
    nothing = Conversation(views={QuietView: None})
    nothing.says("→ again")
    assert isinstance(nothing.screen[-1].message, SettingsPage)
