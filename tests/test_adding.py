"""What is easily forgotten when a dialog, a message, a language or a channel is added (docs/adding.md).

Most of it other tests tell: these hold what would else be found by a person.
"""

import importlib
import json
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import bot.channels
import dialogs
from bot.app import configured
from bot.cards.drawing import draw, needs
from bot.delivery.pacing import CONVERSATION_RATE
from bot.demo.page import _LANGUAGES as SWITCHED_TO
from bot.handlers import HANDLES
from bot.intake.roster_words import LANGUAGES, REGIONS
from bot.pressing import meaning
from bot.settings import Settings
from bot.showing import Showing
from bot.texts.words import DEFAULTS, Words
from community import commands, roster_plan
from community.commands import Command
from community.delivery import DELIVERY, kinds
from community.keywords import Keyword
from community.messages import About as Told
from community.messages import Ask
from dialogs import DIALOGS, SAYS, STARTS
from dialogs.flow import About, Dialog
from dialogs.language import LanguageDialog
from dialogs.steps import Choice
from storage.addresses import find_account
from storage.organizations import LOCALE
from storage.scope import DEPLOYMENT, Scope
from storage.sealing import KeyRing
from storage.transactions import open_database
from storage.views.people import load_person
from tests.cards.examples import EXAMPLES
from tests.databases import fresh_database
from tests.fakes.teams import ADA, TENANT, FakeMicrosoft
from tests.scenarios.house import KEYS, TUESDAY, House
from tests.tables import ENGINES

ROOT = Path(__file__).parent.parent
WORDS = Words.load()
CHANNELS = sorted(found.name for found in pkgutil.iter_modules(bot.channels.__path__) if found.ispkg)


def test_every_dialog_that_is_written_is_listed() -> None:
    for module in pkgutil.iter_modules(dialogs.__path__, "dialogs."):
        importlib.import_module(module.name)
    direct = Dialog.__subclasses__()
    below = [dialog for base in direct for dialog in base.__subclasses__()]
    written = {d for d in (*direct, *below) if d.__module__.startswith("dialogs.") and not d.__name__.startswith("_")}
    assert written == set(DIALOGS.values())


def test_every_keyword_is_answered_and_by_one() -> None:
    assert set(Keyword) == {*STARTS, *SAYS, *ENGINES}
    assert len(Keyword) == len(STARTS) + len(SAYS) + len(ENGINES)


@pytest.mark.parametrize("key", DIALOGS)
def test_every_question_has_a_transcript(key: str) -> None:
    asked = {(message.dialog, message.step) for message, _ in EXAMPLES.values() if isinstance(message, Ask)}
    assert [step for step in DIALOGS[key].steps if (key, step) not in asked] == []


@pytest.fixture
async def sqlite() -> Any:
    async with fresh_database("sqlite") as url, FakeMicrosoft() as microsoft, House(url, microsoft) as house:
        await house.say("aide")
        yield house._settings.url()


async def test_what_dialogs_and_cards_need_is_loaded(sqlite: str) -> None:
    """Each view by the name of its type: what nothing loads would fail at the first message only."""
    showing = Showing(KeyRing.parse(KEYS), WORDS, "fr_CA", "America/Toronto")
    database = open_database(sqlite)

    def work(conn: Any) -> None:
        found = find_account(DEPLOYMENT, conn, "teams", TENANT, "personal", ADA.object_id)
        assert found is not None
        organization, address = found
        assert address is not None
        assert address.person_id is not None
        person = load_person(organization, conn, address.person_id, TUESDAY)
        assert person is not None
        scope = Scope(organization.organization_id, person.memberships[0].community_id)
        for dialog in DIALOGS.values():
            view = showing.dialog_view(conn, dialog, scope, person, address, TUESDAY)
            named = dialog.about in (About.SUBJECT, About.OPEN_CHALLENGE)  # nothing of that id: it says so
            named = named or dialog.gone != Dialog.gone  # there may be nothing at all: it says what it takes
            assert isinstance(view, dialog.needs or type(None)) or (named and view is None), dialog
        for name, (message, _) in EXAMPLES.items():
            if not isinstance(message, Ask) and needs(type(message)) is not None:
                card = showing.card(conn, scope, message, address, TUESDAY)
                assert card is None or card.text, name

    try:
        await database.read(work)
    finally:
        await database.close()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_button_means_something_on_its_card(name: str) -> None:
    message, seen = EXAMPLES[name]
    buttons = draw(message, seen, WORDS.into("fr_CA")).buttons
    assert [button.verb for button in buttons if meaning(button.verb, {}, message) is None] == []


def test_every_command_is_carried_out() -> None:
    for module in pkgutil.iter_modules(commands.__path__, "community.commands."):
        importlib.import_module(module.name)
    assert {command.__name__ for command in Command.__subclasses__()} == {command.__name__ for command in HANDLES}


def test_every_message_that_is_written_is_one_of_the_union() -> None:
    assert set(Told.__subclasses__()) == set(kinds())


def test_every_kind_of_message_says_how_it_goes_out() -> None:
    assert set(DELIVERY) == {str(kind.model_fields["kind"].default) for kind in kinds()}


@pytest.mark.parametrize("language", DEFAULTS)
def test_every_catalog_says_what_the_french_one_says(language: str) -> None:
    source, catalog = WORDS.catalogs["fr"], WORDS.catalogs[language]
    assert list(catalog) == list(source)
    assert [key for key in source if named(catalog[key]) != named(source[key])] == []


def named(form: str | tuple[str, ...]) -> set[str]:
    """The placeholders of a message, how they are written aside."""
    return {name for each in ([form] if isinstance(form, str) else form) for name in re.findall(r"\{(\w+)", each)}


@pytest.mark.parametrize("language", DEFAULTS)
def test_every_language_is_spoken_everywhere(language: str) -> None:
    chosen = LanguageDialog.steps["locale"]
    assert isinstance(chosen, Choice)
    manifest = json.loads((ROOT / "manifests/teams/manifest.json").read_text(encoding="utf-8"))["localizationInfo"]
    told = [manifest["defaultLanguageTag"], *(more["languageTag"] for more in manifest["additionalLanguages"])]
    spoken = {
        "« langue »": language in {locale[:2] for locale in chosen.fixed},
        "the demo's page": language in dict(SWITCHED_TO),
        "a community's locale": LOCALE.fullmatch(DEFAULTS[language]) is not None,
        "a roster's language": language in LANGUAGES.values() and language in REGIONS,
        "what a roster's language means": language in roster_plan._IN_CANADA and language in roster_plan._ELSEWHERE,
        "Teams' manifest": language in told and (ROOT / f"manifests/teams/{language}.json").is_file(),
    }
    assert [place for place, there in spoken.items() if not there] == []


def test_every_channel_is_wired() -> None:
    everything = {
        name: "x" for name, field in Settings.model_fields.items() if field.annotation is str and not field.default
    }
    assert set(configured(Settings(_env_file=None, **everything))) == set(CHANNELS)


def test_no_channel_may_import_another() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (apart,) = (contract["modules"] for contract in contracts if contract["type"] == "independence")
    assert set(apart) == {f"bot.channels.{channel}" for channel in CHANNELS}


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_named_paced_and_explained(channel: str) -> None:
    assert channel in CONVERSATION_RATE
    assert all(f"settings.channel.{channel}" in catalog for catalog in WORDS.catalogs.values())
    for language in ("fr", "en"):
        assert (ROOT / f"manifests/{channel}/README.{language}.md").is_file()
