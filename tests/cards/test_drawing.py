"""Which view each card needs, and that no card is drawn from anything else."""

from dataclasses import is_dataclass, replace

import pytest

import community.views
from bot.cards.card import BUTTON_LIMIT, Button, Card, Facts, Paragraph, People, faults
from bot.cards.drawing import DRAWN, draw, needs
from bot.cards.parts import clipped
from bot.pressing import meaning
from bot.texts.words import Words
from community.delivery import DELIVERY, kinds
from community.keywords import Keyword
from community.messages import (
    ChallengeKept,
    Help,
    MyChallenges,
    NotUnderstood,
    SettingsPage,
    Thanks,
    Welcome,
    WhomToAsk,
    WhoSeesWhat,
)
from community.views import Account, GroupKind, OrganizationView, PersonView
from tests.cards.examples import ANA, BOTH, COP, EXAMPLES, OPEN, OWN, RUNS_IT, STEERS, mine
from tests.cards.plain import plain

WORDS = Words.load()
SAY = WORDS.into("fr_CA")


def verbs(card: Card) -> list[str]:
    return [button.verb for button in card.buttons]


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for block in card.blocks if isinstance(block, Facts) for fact in block.facts}


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_says_which_view_it_needs(kind: type) -> None:
    view = needs(kind)
    assert view is None or (is_dataclass(view) and view.__module__.startswith(community.views.__name__))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_is_drawn_from_its_own_view_only(name: str) -> None:
    message, seen = EXAMPLES[name]
    with pytest.raises(TypeError, match="is drawn from"):
        draw(message, object(), SAY)
    assert isinstance(seen, needs(type(message)) or type(None))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nobodys_words_are_in_a_notification_or_among_ours(name: str) -> None:
    message, seen = EXAMPLES[name]
    card = draw(message, seen, SAY)
    typed = {block.text for block in (*card.blocks, *card.after) if isinstance(block, People)}
    ours = [card.text, card.title, *(b.text for b in (*card.blocks, *card.after) if isinstance(b, Paragraph))]
    assert not any(text in line for text in typed for line in ours)
    assert "\n" not in card.text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_button_is_a_verb_the_program_knows(name: str) -> None:
    message, seen = EXAMPLES[name]
    for button in draw(message, seen, SAY).buttons:
        assert meaning(button.verb, {}, message) is not None
        assert button.submits == (button.verb == "fill" or button.verb.startswith("form."))


def test_one_button_at_most_is_the_expected_one() -> None:
    for message, seen in EXAMPLES.values():
        assert sum(button.primary for button in draw(message, seen, SAY).buttons) <= 1


def test_no_card_is_left_without_a_kind() -> None:
    assert len(DRAWN) == len(kinds())


def test_nobody_without_that_role_is_offered_a_challenge() -> None:
    for message in (Welcome(), Help(), NotUnderstood(), WhoSeesWhat()):
        assert "say.challenge" in verbs(draw(message, ANA, SAY))
        assert not {"say.challenge", "say.my_challenges"} & set(verbs(draw(message, STEERS, SAY)))


def test_what_was_nearly_said_is_offered_first_and_once() -> None:
    for near in Keyword:
        if SAY.has(f"button.say.{near}"):
            shown = verbs(draw(NotUnderstood(near=near), ANA, SAY))
            assert shown[0] == f"say.{near}"
            assert len(shown) == len(set(shown)) <= 6


def test_the_month_in_course_can_be_changed_only_when_it_is_open() -> None:
    assert verbs(draw(MyChallenges(), mine(OPEN), SAY)) == ["challenge.change", "say.report"]
    assert verbs(draw(MyChallenges(), mine(), SAY)) == ["say.challenge"]
    assert verbs(draw(MyChallenges(page=1), mine(OPEN, page=1, pages=2), SAY)) == ["list.page.0"]


def test_only_a_linked_account_can_be_unlinked() -> None:
    assert "account.unlink" in verbs(draw(SettingsPage(), ANA, SAY))
    assert "account.unlink" not in verbs(draw(SettingsPage(), replace(ANA, accounts=()), SAY))


def test_somebody_without_a_place_is_not_greeted_by_an_empty_name() -> None:
    nobody = PersonView(None, "", "fr_CA")
    assert draw(Help(), nobody, SAY).title == "Voici ce qui est possible."


def test_who_runs_a_community_is_not_told_to_write_to_themself() -> None:
    for message in (Help(), WhoSeesWhat()):
        assert "Nadia Roy" in plain(draw(message, ANA, SAY))
        assert "Nadia Roy" not in plain(draw(message, RUNS_IT, SAY))


def test_names_are_drawn_as_the_data_they_are() -> None:
    card = draw(WhomToAsk(), OrganizationView((("*COP*", ("[Ana](x)",)),)), SAY)
    assert facts(card) == {"*COP*": "[Ana](x)"}
    assert all(fact.people for block in card.blocks if isinstance(block, Facts) for fact in block.facts)


def test_the_longest_data_still_fits() -> None:
    names = tuple("N" * 200 for _ in range(40))
    place = replace(COP, community_name="C" * 200, group="G" * 200, facilitators=names[:5])
    crowd = replace(
        ANA,
        first_name="A" * 100,
        memberships=tuple(replace(place, community_id=f"c{n}") for n in range(20)),
        accounts=(Account("teams", OPEN.until, "email"),) * 5,
    )
    asked = OrganizationView(tuple(("C" * 200, names[:2]) for _ in range(40)))
    long = replace(OPEN, question="?" * 300)
    for locale in ("fr_CA", "fr_FR", "en_CA"):
        speech = WORDS.into(locale)
        for message in (Welcome(), Help(), SettingsPage(), WhoSeesWhat(), NotUnderstood()):
            assert faults(draw(message, crowd, speech)) == []
        assert faults(draw(WhomToAsk(), asked, speech)) == []
        assert faults(draw(MyChallenges(), mine(*(long,) * 6, pages=9), speech)) == []
        for kind in GroupKind:
            own = replace(OWN, challenge=long, group="G" * 200, group_kind=kind)
            assert faults(draw(ChallengeKept(challenge_id="k1"), own, speech)) == []


def test_a_message_without_facts_takes_none() -> None:
    assert draw(Thanks(), None, SAY).is_plain()
    assert Button("still.yes", SAY("button.still.yes"), primary=True).label == "Oui"
    assert draw(Welcome(), BOTH, SAY).locale == "fr_CA"


@pytest.mark.parametrize("name", [name for name, (message, _) in EXAMPLES.items() if DELIVERY[message.kind].counted])
def test_a_pushed_card_has_one_press_for_fewer_of_its_kind_and_loses_none_of_its_own(name: str) -> None:
    message, seen = EXAMPLES[name]
    own, drawn = DRAWN[message.kind](message, seen, SAY), draw(message, seen, SAY)
    assert verbs(drawn) == [*verbs(own), f"do.fewer.{message.kind}"]
    assert len(drawn.buttons) <= BUTTON_LIMIT


def test_every_counted_kind_is_tried() -> None:
    counted = {kind for kind, how in DELIVERY.items() if how.counted}
    assert counted <= {message.kind for message, _ in EXAMPLES.values()}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Comment lire", "Comment lire"),
        ("Comment lire mieux à voix haute", "Comment lire…"),
        ("Comment lire, mieux", "Comment lire,…"),
        ("Anticonstitutionnellement", "Anticonstitut…"),
        ("Un anticonstitutionnellement", "Un anticonsti…"),
    ],
)
def test_a_name_that_is_too_long_is_cut_between_words(text: str, read: str) -> None:
    assert clipped(text, 14) == read
