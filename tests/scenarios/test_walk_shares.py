"""A walk shown on purpose, over signed HTTP: to a peer, the team, who runs the community; changed, taken back."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, select, update

from storage.schema import memberships, outbox, people, roles
from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, House
from tests.scenarios.month import EMILE, FATOU, as_it_stands, channel_bound, in_channel, pressed_there, team, walks

PROJECT = "Un balado raconté par le groupe"
NOTE = "Les voix sortent de la classe."
KEPT = "À revoir avec mes notes."
SUNDAY = datetime(2025, 10, 12, 16, 0, tzinfo=UTC)


async def answered(house: House, *answers: str) -> Sent:
    """Ada's walk, so many questions on; the second answer has a note."""
    asked = (await house.say("guide"))[-1]
    asked = await house.press(asked, "Suivant", project=PROJECT)
    for number, answer in enumerate(answers):
        given = {"note": NOTE if number == 1 else KEPT} if number in (1, 2) else {}
        asked = await house.press(asked, "Suivant", answer=answer, **given)
    return asked


async def ended(house: House) -> Sent:
    """At the end of her walk, two lines open, one note chosen to go; « Plus… »."""
    end = await answered(house, "yes", "partly", "not_yet", "yes", "yes", "yes")
    notes = await walks(house, end, ADA, "Plus…", "Mes notes")
    notes = await house.press(notes, plain("Note 1 : la joindre"))
    return await walks(house, notes, ADA, "Où j'en suis", "Plus…")


def plain(label: str) -> str:
    """A label as the catalog spaces it."""
    return label.replace(" :", "\xa0:")


async def to_peer(house: House, more: Sent, name: str = "Émile Gagnon") -> Sent:
    """Shown to a peer; the receipt."""
    asked = await walks(house, more, ADA, "Montrer à quelqu'un", "À une personne de mon groupe", name)
    return await house.press(asked, "Montrer")


def came_to(who: Who, posted: list[Sent]) -> list[Sent]:
    """In their own chat, the welcome apart."""
    return [sent for sent in posted if sent.conversation == who.chat and "Ici Relais" not in sent.text]


def read(card: Sent) -> str:
    return card.text.replace("\xa0", " ")


async def test_to_a_peer_on_a_sunday_it_comes_on_monday_and_stays_as_it_was(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft, now=SUNDAY) as house:
        more = await ended(house)
        asked = await walks(house, more, ADA, "Montrer à quelqu'un", "À une personne de mon groupe", "Émile Gagnon")
        preview = read(asked)
        assert "Émile Gagnon lira ceci :" in preview
        assert NOTE in preview
        assert KEPT not in preview
        assert "1 note gardée" in preview
        receipt = await house.press(asked, "Montrer")
        assert "Émile Gagnon le recevra lundi 13 octobre à 7 h 30." in read(receipt)
        assert not came_to(EMILE, await house.tick())

        await house.press(await house.press(receipt, "Où j'en suis"), "Plus…")
        house.clock.advance(timedelta(hours=19, minutes=31))
        (shown,) = came_to(EMILE, await house.tick())
        for said in (PROJECT, NOTE, "1 note gardée", "ouvert", "Ada Tremblay vous montre un tour du guide"):
            assert said in read(shown)
        assert KEPT not in read(shown)

        line = await walks(house, receipt, ADA, "Où j'en suis", "Plus…", "Les six points")
        asked = await house.press(line, "Éthique")
        await house.press(asked, "Suivant", answer="yes", note="Tout autre chose.")
        assert not house.edits(shown)

        await house.deliver(microsoft.press(shown, "Écrire à Ada Tremblay", EMILE))
        (asked,) = came_to(EMILE, house.news())
        seen = await house.press(asked, "Suivant", EMILE, text="Passe me voir mardi.")
        sent = await house.press(seen, "Envoyer", EMILE)
        assert "C'est transmis." in read(sent)
        assert any("Passe me voir mardi." in card.text for card in came_to(ADA, house.news()))


async def test_to_the_team_in_its_channel_until_it_is_taken_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        await channel_bound(house)
        more = await ended(house)
        asked = await house.press(more, "Montrer à quelqu'un")
        asked = await house.press(asked, "À Français, dans son canal")
        assert "Dans le canal de Français, on lira ceci :" in read(asked)
        receipt = await house.press(asked, "Montrer")
        card = in_channel(house)[-1]
        assert PROJECT in card.text
        assert NOTE in card.text
        assert KEPT not in card.text

        own = await pressed_there(house, card, "Écrire à Ada Tremblay", ADA)
        assert "Ce que j'ai montré" in own.text
        letter = await pressed_there(house, card, "Écrire à Ada Tremblay", FATOU)
        assert "Un mot à Ada Tremblay" in letter.text

        gone = await house.press(receipt, "Retirer")
        assert "C'est retiré." in gone.text
        house.clock.advance(timedelta(seconds=5))
        await house.tick()
        card = as_it_stands(house, card)
        assert "Ada Tremblay a repris ce qui était montré ici." in card.text
        assert PROJECT not in card.text
        assert NOTE not in card.text
        late = await house.press(letter, "Suivant", FATOU, text="Bravo.")
        assert "Rien n'est parti" in late.text or "Rien n'est parti" in (await house.press(late, "Envoyer", FATOU)).text


async def test_to_who_runs_it_who_reads_it_as_long_as_they_do(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        more = await ended(house)
        await house.press(more, "Montrer à quelqu'un")
        (asked,) = await house.say("animation")
        receipt = await house.press(asked, "Montrer")
        assert "Bruno Côté le reçoit maintenant." in read(receipt)
        shown = next(card for card in microsoft.posted if card.conversation == BRUNO.chat and NOTE in card.text)
        await house.app.database.write(lambda conn: runs_no_more(conn, "bruno@college.example"))
        await house.press(receipt, "Retirer")
        house.clock.advance(timedelta(seconds=5))
        await house.tick()
        assert "Il n'y a rien à faire de votre côté." in as_it_stands(house, shown).text
        assert "Ada" not in as_it_stands(house, shown).text


async def test_taken_back_before_it_went_it_never_goes(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft, now=SUNDAY) as house:
        receipt = await to_peer(house, await ended(house))
        listed = await house.press(receipt, "Ce que j'ai montré")
        assert plain("1. Émile Gagnon, le 12 octobre") in listed.text
        gone = await house.press(listed, "Retirer la copie 1")
        assert "C'est retiré." in gone.text
        assert "Rien n'est montré en ce moment." in (await house.press(gone, "Ce que j'ai montré")).text
        again = await house.press(receipt, "Retirer")
        assert "C'est retiré." in again.text
        house.clock.advance(timedelta(hours=19, minutes=31))
        assert not came_to(EMILE, await house.tick())
        states = await house.app.database.read(of_kind)
        assert states == ["cancelled"]


async def test_who_left_meanwhile_isnt_shown_it_and_it_is_said_so(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        more = await ended(house)
        asked = await walks(house, more, ADA, "Montrer à quelqu'un", "À une personne de mon groupe", "Émile Gagnon")
        await house.app.database.write(lambda conn: runs_no_more(conn, "emile@college.example"))
        unshown = await house.press(asked, "Montrer")
        assert "Rien n'est parti" in unshown.text
        asked = await walks(house, unshown, ADA, "Montrer à quelqu'un", "À une personne de mon groupe")
        assert "Émile" not in asked.text
        assert not came_to(EMILE, house.news())
        receipt = await walks(house, asked, ADA, "Fatou Diallo", "Montrer")
        assert "Fatou Diallo le reçoit maintenant." in receipt.text


async def test_without_an_answer_there_is_nothing_to_show(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        more = await walk_page(house, await answered(house))
        unshown = await house.press(more, "Montrer à quelqu'un")
        assert "Ce tour attend sa première réponse" in unshown.text
        assert "Vous avez fait le tour." in (await house.press(unshown, "Où j'en suis")).text


async def test_a_third_copy_in_a_row_is_the_last_for_some_days(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        more = await ended(house)
        for _ in range(3):
            receipt = await to_peer(house, more)
            listed = await house.press(receipt, "Ce que j'ai montré")
            more = await walks(house, listed, ADA, "Retirer la copie 1", "Où j'en suis", "Plus…")
        unshown = await to_peer(house, more)
        assert "trois copies y sont déjà allées" in unshown.text
        house.clock.advance(timedelta(days=11))
        assert (
            "C'est transmis." in (await to_peer(house, await walks(house, unshown, ADA, "Où j'en suis", "Plus…"))).text
        )


async def walk_page(house: House, asked: Sent) -> Sent:
    """« Plus… », reached before any answer."""
    skipped = asked
    for _ in range(6):
        skipped = await house.press(skipped, "Passer")
    return await house.press(skipped, "Plus…")


def runs_no_more(conn: Connection, email: str) -> None:
    """Their roles ended yesterday."""
    theirs = (
        select(memberships.c.id).join(people, people.c.id == memberships.c.person_id).where(people.c.email == email)
    )
    over = date(2025, 10, 6)
    conn.execute(update(roles).where(roles.c.membership_id.in_(theirs)).values(ends_on=over))


def of_kind(conn: Connection) -> list[str]:
    return list(conn.scalars(select(outbox.c.state).where(outbox.c.kind == "walk_shared", outbox.c.edits.is_(None))))
