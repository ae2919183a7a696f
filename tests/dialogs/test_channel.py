"""« Relier ce canal », « Délier » and « Prochaine rencontre »: for who runs a community."""

from dataclasses import replace
from datetime import date
from typing import Any

from community.commands import BindChannel, Command, SetMeeting, UnbindChannel
from community.messages import ChannelBound, ChannelUnbound, MeetingSet
from community.roles import Role
from community.views import ChannelView, GroupView, MeetingsView, PersonView
from tests.cards.examples_channel import BOUND, FREE, MEETINGS, TEAM
from tests.dialogs.conversation import Conversation, member, play

RUNS = member("COP IA", roles=(Role.FACILITATOR,))
BOUND_NOW = (
    "Le canal est relié à Mathématique, 2e cycle. / La première carte qu'une équipe voit est celle de l'animation : la "
    "vôtre, inachevée exprès. Elle invite les autres. / Jusque-là, les cartes des membres attendent; au plus tard le "
    "jeudi 9 octobre, elles paraissent."
)
UNBOUND = (
    "C'est délié. / Plus rien n'est publié dans ce canal. Ce qui était gardé reste gardé; les cartes déjà là disent "
    "que le défi n'y est plus montré."
)
SET = (
    "Prochaine rencontre de Mathématique, 2e cycle : jeudi 13 novembre / Les défis vont jusqu'au jeudi 13 novembre. / "
    "Aucun défi ouvert n'a eu à changer."
)
DAY = "Quel jour? Par exemple « 13 novembre » ou « vendredi »."


def conversation(view: object, person: PersonView = RUNS) -> Conversation:
    results: dict[type[Command], Any] = {
        BindChannel: lambda command: ChannelBound(address_id="a1"),
        UnbindChannel: lambda command: ChannelUnbound(address_id="a1"),
        SetMeeting: lambda command: MeetingSet(group_id="t1"),
    }
    facts: dict[type | None, object] = {ChannelView: BOUND, GroupView: TEAM}
    return Conversation(person=person, views={type(view): view}, results=results, facts=facts)


def test_a_free_channel_is_bound_to_one_of_the_groups() -> None:
    free = "À quel groupe relier ce canal? Les défis que ses membres montrent y seront publiés."
    talk = play(
        [
            ("→ bind a1", free),
            ("Histoire", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {free}"),
            ("mathématique", BOUND_NOW),
        ],
        conversation(FREE),
    )
    assert talk.commands == [BindChannel("a1", "t1")]


def test_a_bound_one_is_changed_knowing_so() -> None:
    talk = play(
        [
            ("→ bind a1", "Ce canal est relié à Mathématique, 2e cycle. À quel groupe le relier plutôt?"),
            ("[COP IA]", BOUND_NOW),
        ],
        conversation(BOUND),
    )
    assert talk.commands == [BindChannel("a1", "c1", instead=True)]


def test_bound_meanwhile_by_another_it_isnt_taken_away() -> None:
    talk = conversation(FREE)
    talk.says("→ bind a1")
    talk.views[ChannelView] = BOUND
    talk.says("[COP IA]")
    assert talk.commands == [BindChannel("a1", "c1")], "the handler tells who was first"


def test_unbinding_is_confirmed() -> None:
    sure = "Ce canal est relié à Mathématique, 2e cycle. Le délier? Rien n'est effacé; plus rien n'y sera publié."
    talk = conversation(BOUND)
    talk.facts[ChannelView] = FREE
    play([("→ unbind a1", sure), ("annuler", "C'est annulé. Ce qui était déjà gardé reste gardé.")], talk)
    assert talk.commands == []
    play([("→ unbind a1", sure), ("oui", UNBOUND)], talk)
    assert talk.commands == [UnbindChannel("a1")]


def test_not_theirs_says_who_binds() -> None:
    talk = conversation(FREE, member("COP IA"))
    talk.views[ChannelView] = None
    assert "revient à l'animation : écrivez à Bruno Côté." in talk.says("→ bind a1")
    assert "revient à l'animation : écrivez à Bruno Côté." in talk.says("→ unbind a1")


def test_the_only_group_is_not_asked_for_and_a_day_is_heard() -> None:
    one = replace(MEETINGS, groups=(replace(TEAM, own=None, meeting=None),))
    talk = play(
        [
            ("→ meeting", DAY),
            ("je verrai", f"Je n'ai pas reconnu la date. Écrivez-la comme « 13 novembre » ou « 2025-11-13 ». / {DAY}"),
            ("6 octobre", f"C'est trop tôt. Donnez une date à venir. / {DAY}"),
            ("13 novembre 2029", f"Cette date est trop loin. Prenez-en une plus proche. / {DAY}"),
            ("le 13 novembre", SET),
        ],
        conversation(one),
    )
    assert talk.commands == [SetMeeting("t1", date(2025, 11, 13))]


def test_a_dated_meeting_is_changed_or_taken_away() -> None:
    asked = "Ce groupe a déjà une date. Que voulez-vous en faire?"
    talk = conversation(replace(MEETINGS, group_id="t1"))
    play([("→ meeting t1", asked), ("[Retirer la date]", SET)], talk)
    play([("→ meeting t1", asked), ("une autre date", DAY), ("vendredi", SET)], talk)
    assert talk.commands == [SetMeeting("t1", None), SetMeeting("t1", date(2025, 10, 10))]


def test_of_several_groups_one_is_chosen_first() -> None:
    talk = play(
        [("→ meeting", "De quel groupe s'agit-il?"), ("COP IA", DAY), ("demain", SET)],
        conversation(MEETINGS),
    )
    assert talk.commands == [SetMeeting("c1", date(2025, 10, 8))]


def test_a_day_typed_late_is_held_as_that_day() -> None:
    talk = conversation(replace(MEETINGS, group_id="c1"))
    talk.says("→ meeting c1")
    talk.says("+25 min")
    assert talk.says("demain") == "Est-ce pour le jour de la rencontre?"
    assert talk.says("[Oui]") == SET
    assert talk.commands == [SetMeeting("c1", date(2025, 10, 8))]


def test_a_member_sets_no_meeting() -> None:
    talk = conversation(MEETINGS, member("COP IA"))
    assert "Ce n'est pas possible ici" in talk.says("→ meeting")
    assert isinstance(talk.views[MeetingsView], MeetingsView)
