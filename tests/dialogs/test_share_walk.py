"""« Montrer à quelqu'un »: whom to, which of them, the copy as it will be read, sent; and what can't be shown."""

from dataclasses import replace

from community.commands import ShareWalk
from community.messages import WalkShareSent, WalkUnshown
from community.views import ShareSentView, ShareWalkView
from community.walk_share import Audience, Snapshot, snapshot
from tests.cards.examples_guide import GUIDE
from tests.cards.examples_walk_shares import CROWD, NO_CHANNEL, NO_GROUP, SENT, TO_SHARE, TO_TEAM
from tests.dialogs.conversation import Conversation, play
from tests.guide import walk

LEARN, CARE, LAW, HELP, PEERS, LAST = (criterion.name.fr for criterion in GUIDE.criteria)
WHY_ASKED, LAW_ASKED = (GUIDE.criteria[n].closer[0].ask.fr for n in (0, 2))
COPY = (
    "> Comment faire raconter une histoire par toute la classe?"
    f" / {LEARN}: tient; 1 question regardée de plus près"
    f" / {WHY_ASKED} / > Pour que chaque élève prenne la parole sans peur."
    f" / {CARE}: tient; 1 note gardée"
    f" / {LAW}: ouvert; 1 question regardée de plus près"
    " / Note jointe : / > Les voix sortent de la classe."
    f" / {LAW_ASKED} / > La voix, et le prénom dit au début."
    f" / {HELP}: ouvert / {PEERS}: tient / {LAST}: tient"
).replace("\xa0", " ")
TO = "À qui le montrer?"
WHOM = "À qui, dans Mathématique, 2e cycle? Écrivez son nom, ou choisissez."
LEADS = "À qui, parmi les personnes qui animent? Écrivez son nom, ou choisissez."
SHOWN = "C'est transmis. / > Comment faire raconter une histoire par toute la classe?"
COPIED = "C'est une copie de ce jour-là : ce que vous changez ensuite reste à vous."


def read_by(name: str) -> str:
    return f"{name} lira ceci : / {COPY} / On le montre?"


def conversation(view: ShareWalkView = TO_SHARE, sent: object = SENT) -> Conversation:
    return Conversation(
        views={ShareWalkView: lambda about: view if about == "w1" else None},
        facts={ShareSentView: ShareSentView(sent)},  # type: ignore[arg-type]
        results={ShareWalk: lambda _: WalkShareSent(share_id="s1")},
    )


def test_a_colleague_by_name_seen_first_then_shown() -> None:
    played = play(
        [
            ("→ share_walk w1", TO),
            ("[À une personne de mon groupe]", WHOM),
            ("Zoé", f"Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / {WHOM}"),
            ("roy", read_by("Cora Roy")),
            ("[Montrer]", f"{SHOWN} / Bruno Côté le reçoit maintenant. / {COPIED}"),
        ],
        conversation(),
    )
    assert played.commands == [ShareWalk("w1", Audience.PEER, "p3")]


def test_choosing_otherwise_after_the_preview() -> None:
    played = play(
        [
            ("→ share_walk w1", TO),
            ("collègue", WHOM),
            ("[Bruno Côté]", read_by("Bruno Côté")),
            ("[Choisir autrement]", TO),
            ("à l'animation", LEADS),
            ("Luc", read_by("Luc Hébert")),
            ("retour", LEADS),
            ("Nadia Roy", read_by("Nadia Roy")),
        ],
        conversation(),
    )
    played.says("[Montrer]")
    assert played.commands == [ShareWalk("w1", Audience.FACILITATOR, "p9")]


def test_the_team_reads_it_in_its_channel() -> None:
    played = play(
        [
            ("→ share_walk w1", TO),
            ("mon équipe", f"Dans le canal de Mathématique, 2e cycle, on lira ceci : / {COPY} / On le montre?"),
            (
                "[Montrer]",
                f"{SHOWN} / La carte part maintenant dans le canal de Mathématique, 2e cycle. / {COPIED}",
            ),
        ],
        conversation(sent=TO_TEAM),
    )
    assert played.commands == [ShareWalk("w1", Audience.TEAM, None)]


def test_who_runs_it_alone_needs_no_choice_of_a_person() -> None:
    play([("→ share_walk w1", TO), ("animation", read_by("Nadia Roy"))], conversation(NO_CHANNEL))
    played = play([("→ share_walk w1", LEADS), ("[Nadia Roy]", read_by("Nadia Roy"))], conversation(NO_GROUP))
    played.says("[Montrer]")
    assert played.commands == [ShareWalk("w1", Audience.FACILITATOR, "p9")]


def test_forty_colleagues_are_numbered_and_a_name_or_a_number_finds_one() -> None:
    for said in ("Collègue Numéro 17", "17", "numéro 17"):
        played = conversation(CROWD)
        played.says("→ share_walk w1")
        assert "40. Collègue Numéro 40" in played.says("[À une personne de mon groupe]")
        assert played.says(said).startswith("Collègue Numéro 17 lira ceci :")
        played.says("[Montrer]")
        assert played.commands == [ShareWalk("w1", Audience.PEER, "p17")]


def test_a_walk_without_an_answer_has_nothing_to_show() -> None:
    empty = walk()
    played = conversation(replace(TO_SHARE, walk=empty, snapshot=snapshot(empty)))
    read = played.says("→ share_walk w1")
    assert read == "Ce tour attend sa première réponse : il n'y a encore rien à montrer."
    assert played.talk.at is None
    assert played.screen[-1].card.buttons[0].label == "Où j'en suis"


def test_with_nobody_there_it_is_said_so() -> None:
    played = conversation(replace(TO_SHARE, channel=False, peers=(), facilitators=()))
    assert played.says("→ share_walk w1").startswith("Relais ne connaît encore personne à qui le montrer")
    assert played.talk.at is None


def test_one_who_left_meanwhile_is_told_and_another_may_be_chosen() -> None:
    played = conversation()
    played.results[ShareWalk] = lambda _: WalkUnshown(walk_id="w1", why="gone")
    played.says("→ share_walk w1")
    played.says("[À une personne de mon groupe]")
    played.says("Cora")
    assert played.says("[Montrer]").startswith("Rien n'est parti : Relais ne peut pas le porter là en ce moment.")
    assert played.says("[Montrer à quelqu'un]") == TO


def test_somebody_elses_walk_is_nobodys() -> None:
    played = conversation()
    assert played.says("→ share_walk w9").startswith("Ce n'est pas possible ici")
    assert played.talk.at is None


def test_cancelled_nothing_is_shown() -> None:
    played = conversation()
    played.says("→ share_walk w1")
    assert played.says("annuler").startswith("C'est annulé.")
    assert played.commands == []


def test_what_changed_since_it_was_seen_is_seen_again_before_it_goes() -> None:
    """A note let go on another card meanwhile would else be read by somebody without its owner having seen it so."""
    changed = replace(TO_SHARE, snapshot=replace_title(TO_SHARE.snapshot, "Une autre question"))
    views = {"now": TO_SHARE}
    talk = conversation()
    talk.views = {ShareWalkView: lambda about: views["now"] if about == "w1" else None}
    play([("→ share_walk w1", TO), ("collègue", WHOM), ("[Bruno Côté]", read_by("Bruno Côté"))], talk)
    views["now"] = changed
    assert "Une autre question" in talk.says("[Montrer]")
    assert talk.commands == []
    talk.says("[Montrer]")
    assert talk.commands == [ShareWalk("w1", Audience.PEER, "p2")]


def replace_title(shown: Snapshot, title: str) -> Snapshot:
    return shown.model_copy(update={"title": title})
