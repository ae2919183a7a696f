"""What is pushed, over the real sender and a moved clock: hours, pause, mutes, the week's measure, who has left.

What is pushed here is a facilitator's word: the rest is held by the same check.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage.schema import outbox, roles
from storage.transactions import open_database
from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import BRUNO, CORA, House

LATER = datetime(2025, 10, 21, 14, 0, tzinfo=UTC)
"""Tuesday 2025-10-21, 10:00 in Québec: past the month's middle, two weeks after everybody came."""


async def everybody(house: House) -> Sent:
    """All three have come; two weeks go by. The overview that Bruno then reads."""
    for who in (ADA, BRUNO, CORA):
        await house.say("aide", who)
    house.clock.instant = LATER
    (overview,) = await house.say("suivi", BRUNO)
    return overview


async def word(house: House, overview: Sent, text: str, to: str = "Ada Tremblay") -> Sent:
    """Bruno writes a word to somebody, from the overview; what he is told last. What was posted since is still news."""
    await house.press(overview, f"Faire signe à {to}", BRUNO)
    (asked,) = house.news()
    assert f"Un mot à {to}" in asked.text
    preview = await house.press(asked, "Suivant", BRUNO, text=text)
    assert text in preview.text
    assert "signé Bruno Côté, par Relais" in preview.text
    return await house.press(preview, "Envoyer", BRUNO)


async def of_letters(house: House) -> list[tuple[str, str | None]]:
    """(state, code) of every letter in the outbox."""
    query = select(outbox.c.state, outbox.c.code).where(outbox.c.kind == "letter").order_by(outbox.c.seq)
    found = await house.app.database.read(lambda conn: conn.execute(query).all())
    return [(row.state, row.code) for row in found]


async def test_a_word_and_its_answer(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        assert "Ada Tremblay et Cora Roy" in overview.text
        assert "Moins de cinq personnes, donc sans nombres" in overview.text
        sent = await word(house, overview, "Un café jeudi?")
        assert "Ada Tremblay le reçoit maintenant." in sent.text
        (letter,) = house.news()
        assert "Bruno Côté vous écrit" in letter.text
        assert "Un café jeudi?" in letter.text
        await house.press(letter, "Répondre")
        (asked,) = house.news()
        assert "Un café jeudi?" in asked.text
        preview = await house.press(asked, "Suivant", text="Avec plaisir.")
        again = await house.press(preview, "Réécrire")
        preview = await house.press(again, "Suivant", text="Avec grand plaisir.")
        sent = await house.press(preview, "Envoyer")
        assert "Bruno Côté le reçoit maintenant." in sent.text
        (answer,) = house.news()
        assert "Ada Tremblay vous écrit" in answer.text
        assert "Avec grand plaisir." in answer.text
        (overview,) = await house.say("suivi", BRUNO)
        assert "Ada Tremblay" not in overview.text  # a word was just sent: no second one is suggested
        (seen,) = await house.say("réglages", ADA)
        assert "Ce mois-ci, Relais vous a envoyé 1 message de lui-même; 5 au plus." in seen.text


async def test_who_takes_their_name_out_is_not_named(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await everybody(house)
        (settings,) = await house.say("réglages", ADA)
        seen = await house.press(settings, "Ce que l'animation voit de moi")
        assert "votre nom est dans" in seen.text
        out = await house.press(seen, "Retirer mon nom")
        assert "vous l'avez retiré" in out.text
        (overview,) = await house.say("suivi", BRUNO)
        assert "Ada Tremblay" not in overview.text
        back = await house.press(out, "Remettre mon nom")
        assert "votre nom est dans" in back.text
        (refused,) = await house.say("suivi", ADA)
        assert "Le suivi sert à l'animation." in refused.text


async def test_a_pause_is_named_to_nobody_and_holds_what_comes(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        house.clock.instant = LATER + timedelta(hours=12)  # 22:00
        sent = await word(house, overview, "Un café jeudi?")
        assert "Ada Tremblay le recevra mercredi 22 octobre à 7 h 30." in plain(sent)
        assert house.news() == []
        (settings,) = await house.say("réglages", ADA)
        asked = await house.press(settings, "Faire une pause")
        paused = await house.press(asked, "Jusqu'à une autre date")
        paused = await house.press(paused, "Suivant", until="2025-10-27")
        assert "Je me tais jusqu'au 27 octobre" in paused.text
        noted = await house.press(paused, "Oui, quand même")
        assert "sauf si une rencontre change" in noted.text
        house.clock.instant = LATER + timedelta(days=1)
        assert await house.tick() == []
        assert await of_letters(house) == [("ready", "paused")]
        (overview,) = await house.say("suivi", BRUNO)
        assert "Ada Tremblay" not in overview.text
        house.clock.instant = datetime(2025, 10, 27, 11, 29, tzinfo=UTC)
        assert await house.tick() == []
        house.clock.instant = datetime(2025, 10, 27, 11, 30, tzinfo=UTC)
        (letter,) = await house.tick()
        assert "Un café jeudi?" in letter.text


async def test_a_pause_longer_than_the_window_lets_it_go(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        house.clock.instant = LATER + timedelta(hours=12)
        await word(house, overview, "Un café jeudi?")
        (settings,) = await house.say("réglages", ADA)
        asked = await house.press(settings, "Faire une pause")
        await house.press(asked, "Deux semaines, jusqu'au 4 novembre")
        house.clock.instant = LATER + timedelta(days=1)
        assert await house.tick() == []
        assert await of_letters(house) == [("expired", "paused")]
        later = await word(house, overview, "Après votre pause.")  # said during the pause, it is due after it
        assert "le recevra plus tard" in plain(later)  # no day: it would tell of the pause
        (settings,) = await house.say("réglages", ADA)
        back = await house.press(settings, "Reprendre maintenant")
        assert "La pause est finie." in back.text


async def test_two_a_week_and_what_comes_after_waits_for_monday(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        for text in ("Un.", "Deux."):
            await word(house, overview, text)
            assert text in house.news()[0].text
        sent = await word(house, overview, "Trois.")
        assert "Ada Tremblay le recevra plus tard" in plain(sent)
        assert house.news() == []
        house.clock.instant = LATER + timedelta(days=2)
        assert await house.tick() == []
        house.clock.instant = datetime(2025, 10, 27, 12, 0, tzinfo=UTC)
        (third,) = await house.tick()
        assert "Trois." in third.text


async def test_what_else_was_sent_meanwhile_puts_it_off(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        house.clock.instant = LATER + timedelta(hours=12)
        for text in ("Un.", "Deux."):
            await word(house, overview, text)
        # Two others arrive before, whoever they are from.
        values: dict[str, Any] = {"state": "sent", "ended_at": LATER}
        both = update(outbox).where(outbox.c.kind == "letter").values(values)
        await house.app.database.write(lambda conn: conn.execute(both))
        third = await word(house, overview, "Trois.")
        assert "le recevra plus tard" in third.text
        earlier = update(outbox).where(outbox.c.state == "ready").values(not_before=LATER + timedelta(days=1))
        await house.app.database.write(lambda conn: conn.execute(earlier))
        house.clock.instant = LATER + timedelta(days=1)
        assert await house.tick() == []
        assert (await of_letters(house))[-1] == ("ready", "budget")
        house.clock.instant = datetime(2025, 10, 27, 12, 0, tzinfo=UTC)
        (letter,) = await house.tick()
        assert "Trois." in letter.text


async def test_fewer_of_a_kind_and_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        await word(house, overview, "Un.")
        (letter,) = house.news()
        house.clock.instant = LATER + timedelta(hours=12)
        await word(house, overview, "Deux.")
        await house.press(letter, "Moins de messages comme celui-ci")
        (fewer,) = house.news()
        assert "Je ne vous envoie plus les mots qu'on vous écrit par Relais." in fewer.text
        house.clock.instant = LATER + timedelta(days=1)
        assert await house.tick() == []
        assert await of_letters(house) == [("sent", None), ("cancelled", "muted")]
        await house.press(overview, "Faire signe à Ada Tremblay", BRUNO)
        (unsent,) = house.news()  # told before a word is written
        assert "Rien n'est parti" in unsent.text
        (settings,) = await house.say("réglages", ADA)
        assert "les mots qu'on vous écrit par Relais" in settings.text
        asked = await house.press(settings, "Rétablir des messages")
        again = await house.press(asked, "Les mots qu'on vous écrit")
        assert "Je vous envoie de nouveau les mots" in again.text
        await word(house, overview, "Trois.")
        (letter,) = house.news()
        assert "Trois." in letter.text


async def test_ones_own_hours(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        (settings,) = await house.say("réglages", ADA)
        asked = await house.press(settings, "Mes heures")
        asked = await house.press(asked, "D'autres heures")
        wrong = await house.press(asked, "Suivant", span="le soir")
        assert "Je n'ai pas reconnu ces heures." in wrong.text
        chosen = await house.press(wrong, "Suivant", span="14 h à 18 h")
        assert "de 14 h à 16 h 30" in plain(chosen)
        sent = await word(house, overview, "Un.")
        assert "Ada Tremblay le recevra mardi 21 octobre à 14 h." in plain(sent)
        house.clock.instant = LATER + timedelta(hours=4)
        (letter,) = await house.tick()
        assert "Un." in letter.text


async def test_who_left_is_not_written_to(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        house.clock.instant = LATER + timedelta(hours=12)
        await word(house, overview, "Un.")
        database = open_database(url)
        ended = update(roles).where(roles.c.role == "member").values(ends_on=LATER.date())
        await database.write(lambda conn: conn.execute(ended))
        await database.close()
        house.clock.instant = LATER + timedelta(days=1)
        assert await house.tick() == []
        assert await of_letters(house) == [("cancelled", "left")]
        await house.press(overview, "Faire signe à Ada Tremblay", BRUNO)
        (unsent,) = house.news()
        assert "Rien n'est parti" in unsent.text


def plain(sent: Sent) -> str:
    return sent.text.replace("\u00a0", " ")
