"""A guide's file, and each fault of it at its line and column, in a sentence of ours."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.guides import packaged, packaged_bytes
from bot.intake.guide import FAULTS_TOLD, FieldWhy, read_guide
from bot.intake.marked import MarkedWhy
from bot.texts.words import Words
from community.guide import Kind
from community.guide_rules import GuideWhy
from tests.intake.guides import CASES, FILES, SMALL, STEPS, Case, at, line_of

TODAY = date(2025, 10, 7)
WORDS = Words.load()


def told(source: bytes | str, today: date = TODAY) -> list[tuple[str, str]]:
    """(line:column, last part of the reason's key)."""
    raw = source.encode() if isinstance(source, str) else source
    return [(f"{f.line}:{f.column}", f.why.rpartition(".")[2]) for f in read_guide(raw, today).faults]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_at_its_place(case: Case) -> None:
    assert SMALL.count(case.old) == 1, case.old
    assert told(SMALL.replace(case.old, case.new)) == case.faults
    assert told(SMALL) == []


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_guide_is_named(name: str) -> None:
    raw, expected = FILES[name]
    assert told(raw) == expected


def test_ten_megabytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "guide.yaml"
    path.write_bytes(b"a: b\n" * 2_000_000)
    monkeypatch.setattr(yaml, "BaseLoader", None)
    (fault,) = read_guide(path, TODAY).faults
    assert fault.why is MarkedWhy.TOO_LARGE


def test_each_why_was_told() -> None:
    seen = {why for case in CASES for _, why in case.faults} | {
        why for _, faults in FILES.values() for _, why in faults
    }
    every = {why.rpartition(".")[2] for whys in (MarkedWhy, FieldWhy, GuideWhy) for why in whys}
    assert every - seen == {"taken", "nothing_closer", "syntax", "other"}


@pytest.mark.parametrize("locale", ["fr_CA", "fr_FR", "en_CA"])
def test_each_fault_is_a_sentence_without_jargon(locale: str) -> None:
    say = WORDS.into(locale)
    sources = [SMALL.replace(case.old, case.new).encode() for case in CASES] + [raw for raw, _ in FILES.values()]
    for raw in sources:
        for fault in read_guide(raw, TODAY).faults:
            sentence = say(fault.why, **fault.params)
            assert sentence[-1] in ".?"
            assert not re.search(r"pydantic|valid|\b(str|dict|tuple|enum|extra|None)\b", sentence)


def test_nothing_closer_is_told_at_its_list() -> None:
    lines = SMALL.splitlines()
    del lines[line_of("- key: last-deep") - 1 : STEPS - 2]
    lines[line_of("- key: last-deep") - 2] = "    closer: []"
    assert told("\n".join(lines)) == [(at(line_of("- key: last-deep") - 1, 13), "nothing_closer")]


def test_an_answer_of_yes_and_no_stays_a_word() -> None:
    """« no » is a word here, Norway's too; « oui », « on », 12 and 1e3 as well."""
    found = read_guide(SMALL.replace("key: care-deep", "key: no").replace("Ligne care", "No").encode(), TODAY)
    assert found.faults == ()
    assert found.guide is not None
    assert found.guide.criteria[1].closer[0].key == "no"
    assert found.guide.criteria[1].name.fr == "No"


def test_a_version_may_look_like_a_number_or_a_day() -> None:
    for version in ("2025", "1.10", "2025-09", "2025-09-15", "1e3"):
        found = read_guide(SMALL.replace('"1"', version).encode(), TODAY)
        assert found.guide is not None
        assert found.guide.version == version
        assert found.version_at == (2, 10)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_any_editors_utf8_is_read(mark: bytes, ending: bytes) -> None:
    raw = mark + SMALL.replace("Parce que.", "Parce qu'à.").encode().replace(b"\n", ending)
    assert told(raw) == []
    assert told(raw.replace(b"version", b"verzion")) == [("1:1", "missing"), ("2:1", "near_field")]


def test_words_may_take_several_lines() -> None:
    folded = SMALL.replace("  fr: Petit guide", "  fr: >\n    Petit\n    guide\n    e\u0301crit")
    guide = read_guide(folded.encode(), TODAY).guide
    assert guide is not None
    assert guide.title.fr == "Petit guide écrit"


def test_a_field_without_a_value_is_left_out() -> None:
    guide = read_guide(
        SMALL.replace("guide: small", "guide: small\nowner:\ntools:\nreview_months: ~").encode(), TODAY
    ).guide
    assert guide is not None
    assert guide.owner is None
    assert guide.tools == ()
    assert guide.review_months == 12


def test_a_file_with_a_fault_a_line_tells_the_first_ones() -> None:
    assert len(told("a: b\n" * 1000)) == FAULTS_TOLD


def test_the_packaged_guide_is_read_without_a_fault() -> None:
    found = read_guide(packaged_bytes(), TODAY)
    assert found.faults == ()
    assert found.guide == packaged()
    assert {question.kind for _, question in packaged().questions()} == set(Kind)


def test_the_packaged_guide_is_what_pyyaml_alone_would_read() -> None:
    """Nothing in it means otherwise to another reader of YAML."""
    assert type(packaged()).model_validate(yaml.safe_load(packaged_bytes())) == packaged()


PIECES = st.sampled_from(
    [
        *"\n :-[]{}\"'#&*!|>%@`,?\\\t\0~",
        "\r\n",
        "é",
        "\u2028",
        "\x85",
        "key",
        "fr: a",
        "- ",
        "---\n",
        "...\n",
        "\ufeff",
        "\ud800",
    ]
)


@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(PIECES, max_size=60).map(lambda p: "".join(p).encode("utf-8", "surrogatepass")),
    )
)
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    found = read_guide(raw, TODAY)
    assert (found.guide is None) == bool(found.faults)
    for fault in found.faults:
        assert fault.line >= 1
        assert fault.column is not None
        assert fault.column >= 1
        assert WORDS.into("fr_CA")(fault.why, **fault.params)


@given(st.integers(0, len(SMALL)), st.integers(0, 12), st.lists(PIECES, max_size=4).map("".join))
def test_no_damage_to_a_guide_crashes_the_reader(start: int, length: int, pasted: str) -> None:
    damaged = SMALL[:start] + pasted + SMALL[start + length :]
    found = read_guide(damaged.encode("utf-8", "surrogatepass"), TODAY)
    assert (found.guide is None) == bool(found.faults)
    lines = damaged.count("\n") + damaged.count("\r") + damaged.count("\x85") + damaged.count("\u2028") + 1
    assert all(1 <= fault.line <= lines for fault in found.faults)
