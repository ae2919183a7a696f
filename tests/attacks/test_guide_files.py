"""A guide's file that was made to do harm: refused in words, soon, at its place."""

from datetime import date

import pytest

from bot.guides import packaged_bytes
from bot.intake import guide
from bot.intake.guide import FAULTS_LOOKED_AT, FAULTS_TOLD, FieldWhy, read_guide
from bot.intake.marked import MAX_BYTES, MarkedWhy

TODAY = date(2026, 11, 24)
NAME = 'name: "Microsoft 365 Copilot Chat"'
ADDRESS = "url: https://www.anthropic.com/legal/consumer-terms"


def why(before: str, after: str) -> list[str]:
    text = packaged_bytes().decode()
    assert before in text
    return [str(fault.why) for fault in read_guide(text.replace(before, after, 1).encode(), TODAY).faults]


@pytest.mark.parametrize(
    "raw",
    [
        b"criteria:\n" + b" - x\n" * 20_000,
        b"".join(b"a%d: x\n" % n for n in range(10_000)),
        b"a: x\n" * 20_000,
        b"[a]: x\n" * 10_000,
    ],
    ids=["items", "fields", "same", "lists"],
)
def test_a_hundred_thousand_faults_are_not_each_looked_for(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the file took four times as long: a megabyte took half an hour."""
    assert len(raw) < MAX_BYTES
    looked = []
    tell = guide._told
    monkeypatch.setattr(guide, "_told", lambda *given: looked.append(1) or tell(*given))
    found = read_guide(raw, TODAY)
    assert found.guide is None
    assert 0 < len(found.faults) <= FAULTS_TOLD < FAULTS_LOOKED_AT
    assert len(looked) <= FAULTS_LOOKED_AT


@pytest.mark.parametrize("turn", ["\u202e", "\u2066", "\u200f", "\u061c"], ids=ascii)
def test_no_order_to_write_backwards_is_kept(turn: str) -> None:
    assert why(NAME, f'name: "Copilot {turn}tahC"') == [MarkedWhy.CONTROL]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://openai.com@evil.example/",
        "https://user:word@evil.example/",
        "https://openai.com\\.evil.example",
        "https://<!channel>",
        "https:///policies",
        "https://[::1]/",
        "http://169.254.169.254/latest",
        "https://microsоft.com/",
        "data:text/html,x",
    ],
)
def test_an_address_is_read_as_it_is(address: str) -> None:
    assert why(ADDRESS, f"url: '{address}'") == [FieldWhy.BAD_URL]


@pytest.mark.parametrize("name", ["__proto__", "constructor", "__class__", "model_fields", "<<"])
def test_no_name_of_a_field_does_anything(name: str) -> None:
    assert why("title:\n", f"{name}: {{a: b}}\ntitle:\n") == [FieldWhy.UNKNOWN_FIELD]
