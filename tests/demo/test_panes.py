"""Conversations are shown by day, and a channel's threads together."""

from datetime import timedelta

from bot.demo.people import scenes
from bot.demo.store import BOT
from bot.demo.tour import STEPS
from bot.texts.words import Words
from tests.demo.stage import AT, EVERYONE, PEER, SCENE, TEACHER, TEAM, UNSEEN, Stage, stage
from tests.demo.test_drawing import read

DAY = timedelta(days=1)


async def shown(demo: Stage, pane: str) -> list[str]:
    """What is read in a pane, from top to bottom: days, and what was said."""
    html = await (await demo.client.get("/demo?lang=fr")).text()
    log = html.split(f'id="pane-{pane}"')[1].split('role="log"')[1].split("</ol>")[0]
    return [
        text
        for text in (part.strip() for part in read(f"<div {log}").text)
        if text and text not in ("Relais", "8\u00a0h")
    ]


async def test_each_day_is_said_once(tmp_path) -> None:
    async with stage(tmp_path / "page.db") as demo:
        for number, at in enumerate((AT, AT, AT + DAY)):
            demo.store.add(f"m{number}", TEACHER.chat, BOT, at, {"text": f"texte {number}"})
        assert await shown(demo, "teacher") == [
            "mardi 7 octobre",
            "texte 0",
            "texte 1",
            "mercredi 8 octobre",
            "texte 2",
        ]


async def test_what_answers_in_a_thread_is_under_it_and_says_its_own_day(tmp_path) -> None:
    async with stage(tmp_path / "page.db") as demo:
        demo.store.add("card", TEAM.id, BOT, AT, {"text": "la carte"})
        demo.store.add("later", TEAM.id, PEER.key, AT, {"text": "autre chose"})
        demo.store.add("answer", f"{TEAM.id};messageid=card", BOT, AT + DAY, {"text": "une réponse"})
        said = await shown(demo, "team1")
        assert said[:4] == ["mardi 7 octobre", "la carte", "mercredi 8 octobre, 8\u00a0h", "une réponse"]
        assert said[-1] == "autre chose"


async def test_a_pane_holds_its_own_conversation_only(tmp_path) -> None:
    async with stage(tmp_path / "page.db") as demo:
        demo.store.add("a", EVERYONE.id, BOT, AT, {"text": "pour tout le monde"})
        demo.store.add("b", UNSEEN.chat, BOT, AT, {"text": "pour quelqu'un qui n'est pas joué"})
        assert await shown(demo, "team1") == []
        assert await shown(demo, "everyone") == ["mardi 7 octobre", "pour tout le monde"]
        assert "pas joué" not in await (await demo.client.get("/demo")).text()


async def test_the_address_chooses_who_is_where_and_nobody_is_twice(tmp_path) -> None:
    async with stage(tmp_path / "page.db") as demo:
        for asked, names in (
            ("left=facilitator&right=teacher&channel=everyone", ["Cy Lee", "COP", "Ada Roy"]),
            ("left=peer&right=peer", [PEER.name, "Équipe A", "Ada Roy"]),
            ("left=nobody&right=<b>&channel=", ["Ada Roy", "Équipe A", PEER.name]),
        ):
            html = await (await demo.client.get(f"/demo?{asked}")).text()
            slots = html.split("<main")[1].split("</main>")[0]
            heard = [part.split("</h2>")[0].split(">", 1)[1] for part in slots.split("<h2 ")[1:]]
            assert [heading.replace("&lt;", "<").replace("&gt;", ">") for heading in heard] == names


def test_each_step_of_the_tour_is_worded_and_leads_somewhere() -> None:
    for scene in (*scenes(), SCENE):
        for language in ("fr", "en"):
            for step in STEPS:
                told = step.shown(scene, Words.load().into(language))
                assert told["text"]
                assert {told["left"], told["right"]} <= {who.key for who in scene.cast}
                assert told["pane"] in (told["left"], told["channel"], told["right"])
                assert told["done"]
