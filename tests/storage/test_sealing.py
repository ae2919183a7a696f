"""Sealed words open where they were sealed, under a key of the ring, and nowhere else."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import KEY_BYTES, NONCE_BYTES, CannotUnseal, KeyRing, KeyRingError, new_key

PLACE = ("challenges", "question_sealed", "row1")
WORDS = "Comment lire « à voix haute » ? 🙂"


def key(first: int = 0) -> str:
    return base64.b64encode(bytes([first] * KEY_BYTES)).decode()


def ring(text: str = f"k1:{key()}") -> KeyRing:
    return KeyRing.parse(text)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=20))
def test_what_is_sealed_opens_in_its_place(text: str, row: str) -> None:
    sealed = ring().seal("talks", "words_sealed", row, text)
    assert ring().unseal("talks", "words_sealed", row, sealed) == text


@given(st.binary(max_size=80), st.sampled_from(["k1.", "k1", "", "k2.", "."]))
def test_whatever_stands_in_its_place_does_not_open(raw: bytes, prefix: str) -> None:
    with pytest.raises(CannotUnseal):
        ring().unseal(*PLACE, prefix + base64.b64encode(raw).decode())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_nonsense_does_not_open(sealed: str) -> None:
    with pytest.raises(CannotUnseal):
        ring().unseal(*PLACE, sealed)


@given(st.data())
def test_one_bit_turned_is_noticed(data: st.DataObject) -> None:
    key_id, _, encoded = ring().seal(*PLACE, WORDS).partition(".")
    raw = bytearray(base64.b64decode(encoded))
    at = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[at // 8] ^= 1 << (at % 8)
    with pytest.raises(CannotUnseal):
        ring().unseal(*PLACE, f"{key_id}.{base64.b64encode(raw).decode()}")


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(("challenges", "question_sealed", "row2"), id="row"),
        pytest.param(("challenges", "other_sealed", "row1"), id="column"),
        pytest.param(("talks", "question_sealed", "row1"), id="table"),
        pytest.param(("challenge", "squestion_sealed", "row1"), id="the same letters, cut elsewhere"),
    ],
)
def test_moved_it_does_not_open(elsewhere: tuple[str, str, str]) -> None:
    with pytest.raises(CannotUnseal):
        ring().unseal(*elsewhere, ring().seal(*PLACE, WORDS))


def test_the_same_words_never_look_the_same() -> None:
    sealed = {ring().seal(*PLACE, WORDS) for _ in range(50)}
    assert len(sealed) == 50
    assert len({base64.b64decode(one.partition(".")[2])[:NONCE_BYTES] for one in sealed}) == 50


def test_nothing_of_the_words_is_seen() -> None:
    sealed = ring().seal(*PLACE, "AAAA" * 20)
    assert "AAAA" not in sealed
    assert b"AAAA" not in base64.b64decode(sealed.partition(".")[2])


def test_another_key_of_the_same_name_does_not_open_it() -> None:
    with pytest.raises(CannotUnseal):
        ring(f"k1:{key(1)}").unseal(*PLACE, ring().seal(*PLACE, WORDS))


def test_a_rotated_ring_opens_the_old_and_seals_with_the_new() -> None:
    old = ring().seal(*PLACE, WORDS)
    rotated = ring(f"k2:{key(2)},k1:{key()}")
    assert rotated.unseal(*PLACE, old) == WORDS
    again = rotated.seal(*PLACE, WORDS)
    assert again.startswith("k2.")
    with pytest.raises(CannotUnseal):
        ring().unseal(*PLACE, again)  # the key isn't in the old ring
    assert ring(f"k2:{key(2)}").unseal(*PLACE, again) == WORDS
    with pytest.raises(CannotUnseal, match=r"no key for challenges\.question_sealed"):
        ring(f"k2:{key(2)}").unseal(*PLACE, old)


def test_why_it_does_not_open_says_nothing_of_it() -> None:
    sealed = ring().seal(*PLACE, WORDS)
    with pytest.raises(CannotUnseal) as moved:
        ring().unseal("challenges", "question_sealed", "row2", sealed)
    assert str(moved.value) == "a text of challenges.question_sealed does not open where it is"
    assert moved.value.__suppress_context__


SECRET = key(7)
BROKEN = {
    "": "it holds no key",
    " , ,": "it holds no key",
    SECRET: "key 1 is not of the form id:base64 (an id is letters and digits)",
    f":{SECRET}": "key 1 is not of the form id:base64 (an id is letters and digits)",
    f"k-1:{SECRET}": "key 1 is not of the form id:base64 (an id is letters and digits)",
    f"k.1:{SECRET}": "key 1 is not of the form id:base64 (an id is letters and digits)",
    f"k1:{SECRET[:-1]}": "key 1 is not base64",
    f"k1:{SECRET[:-3]}é==": "key 1 is not base64",
    "k1:": "key 1 has 0 bytes; 32 are needed",
    f"k1:{base64.b64encode(bytes([7] * 16)).decode()}": "key 1 has 16 bytes; 32 are needed",
    f"k1:{SECRET},k2:{SECRET[:-5]}": "key 2 is not base64",
    f"k1:{SECRET},k1:{key(1)}": "key 2 repeats an id",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_ring_says_why_without_a_key(text: str) -> None:
    with pytest.raises(KeyRingError) as broken:
        KeyRing.parse(text)
    assert str(broken.value) == BROKEN[text]
    assert SECRET[:12] not in repr(broken.value)
    assert broken.value.__cause__ is None
    assert broken.value.__context__ is None or broken.value.__suppress_context__


def test_spaces_and_a_last_comma_are_let_be() -> None:
    spaced = ring(f" k2:{key(2)} ,\n k1:{key()}, ")
    assert spaced.newest == "k2"
    assert list(spaced.ciphers) == ["k2", "k1"]


def test_a_ring_does_not_show_its_keys() -> None:
    assert SECRET[:8] not in repr(ring(f"k1:{SECRET}"))
    assert "newest" not in repr(ring())


def test_a_fresh_key_makes_a_ring() -> None:
    first, second = new_key(), new_key()
    assert first != second
    together = ring(f"{first},{second}")
    assert together.unseal(*PLACE, together.seal(*PLACE, WORDS)) == WORDS


@given(st.text(max_size=60))
def test_whatever_is_set_as_a_ring_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(KeyRingError) as broken:
        KeyRing.parse(text)
    assert len(str(broken.value).splitlines()) == 1


def test_a_long_text() -> None:
    text = base64.b64encode(os.urandom(50_000)).decode()
    assert ring().unseal(*PLACE, ring().seal(*PLACE, text)) == text
