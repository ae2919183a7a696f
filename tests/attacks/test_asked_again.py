"""Nobody is asked twice about one message, whatever they answered and however often it is kept again."""

from sqlalchemy import select

from storage.schema import outbox
from tests.fakes.teams import ADA, FakeMicrosoft
from tests.scenarios.house import CORA, House
from tests.scenarios.test_traces import QUESTION, TEXT, challenged, rows


async def asked(house: House) -> int:
    query = select(outbox.c.id).where(outbox.c.kind == "trace_asked")
    return len(await house.app.database.read(lambda conn: conn.execute(query).all()))


async def test_after_a_no(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        message = microsoft.taken(f"<p>{TEXT}</p>", author=CORA)
        told = message["value"]["messagePayload"]
        for answer in ("No", None):
            again = microsoft.taken(f"<p>{TEXT}</p>", author=CORA, linkToMessage=told["linkToMessage"])
            await house.deliver(again)
            (which,) = house.news()
            shown = await house.press(which, QUESTION)
            question = [*house.news(), *await house.tick()]
            if answer is not None:
                await house.press(question[0], answer, CORA)
                assert await rows(house) == []
            house.news()
        assert question == []
        assert await asked(house) == 1
        assert TEXT not in shown.text
        assert "Seul le lien est gardé" in shown.text
        assert await rows(house) == [("own", None)]


async def test_by_keeping_it_dropping_it_and_keeping_it_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        link = "https://teams.microsoft.com/l/message/19:equipe@thread.tacv2/1?context=%7B%7D"
        for _ in range(3):
            await house.deliver(microsoft.taken(f"<p>{TEXT}</p>", author=CORA, linkToMessage=link))
            (which,) = house.news()
            shown = await house.press(which, QUESTION, ADA)
            house.news()
            await house.press(shown, "Ne plus le garder")
            house.news()
        assert await asked(house) == 1
