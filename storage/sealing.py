"""Sealing people's words: AES-GCM under a ring of keys, bound to the very place the words are kept in.

A sealed text moved to another row, column or table doesn't open: its place is authenticated with it.
"""

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyRingError(ValueError):
    """The key ring can't be used; the sentence says why, without any key."""


class CannotUnseal(Exception):
    """A sealed text doesn't open here: its key is gone from the ring, or it isn't where it was sealed."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """The keys by id, newest first. The first seals; all of them unseal."""

    newest: str
    ciphers: dict[str, AESGCM]

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read ``"id:base64,…"``, newest first, 32 bytes each. Raises :class:`KeyRingError`."""
        ciphers: dict[str, AESGCM] = {}
        for number, entry in enumerate(filter(None, (part.strip() for part in text.split(","))), start=1):
            key_id, colon, encoded = entry.partition(":")
            if not colon or not key_id.isalnum():
                raise KeyRingError(f"key {number} is not of the form id:base64 (an id is letters and digits)")
            try:
                key = base64.b64decode(encoded, validate=True)
            except (binascii.Error, ValueError):
                raise KeyRingError(f"key {number} is not base64") from None
            if len(key) != KEY_BYTES:
                raise KeyRingError(f"key {number} has {len(key)} bytes; {KEY_BYTES} are needed")
            if key_id in ciphers:
                raise KeyRingError(f"key {number} repeats an id")
            ciphers[key_id] = AESGCM(key)
        if not ciphers:
            raise KeyRingError("it holds no key")
        return cls(next(iter(ciphers)), ciphers)

    def seal(self, table: str, column: str, row_id: str, text: str) -> str:
        """``text`` sealed for one cell: ``"<key id>.<base64 of nonce and ciphertext>"``."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self.ciphers[self.newest].encrypt(nonce, text.encode(), _place(table, column, row_id))
        return f"{self.newest}.{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, table: str, column: str, row_id: str, sealed: str) -> str:
        """The text of that cell. Raises :class:`CannotUnseal`."""
        key_id, _, encoded = sealed.partition(".")
        cipher = self.ciphers.get(key_id)
        if cipher is None:
            raise CannotUnseal(f"no key for {table}.{column}")
        try:
            raw = base64.b64decode(encoded, validate=True)
            return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _place(table, column, row_id)).decode()
        except (InvalidTag, ValueError):
            raise CannotUnseal(f"a text of {table}.{column} does not open where it is") from None


def new_key() -> str:
    """A fresh key for the settings, as ``"k<random>:<base64>"``."""
    return f"k{os.urandom(3).hex()}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def _place(table: str, column: str, row_id: str) -> bytes:
    return f"{table}\x1f{column}\x1f{row_id}".encode()
