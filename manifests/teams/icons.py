"""Draws the app's two icons beside this file: ``python manifests/teams/icons.py``. Standard library only.

Two people and what passes between them. Teams asks for 192 by 192 pixels in colour, the sign within the middle half,
and for 32 by 32 in white on nothing.
"""

import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

GROUND = (0x1F, 0x5C, 0x57)
FINE = 4
"""Samples a pixel, each way."""


def inked(x: float, y: float) -> bool:
    """Whether the sign covers the point, in a square from -1 to 1."""
    left, right = math.hypot(x + 0.62, y - 0.28), math.hypot(x - 0.62, y + 0.28)
    if left <= 0.36 or right <= 0.36:
        return True
    # The line between them, a gap before each.
    along, across = (x * 0.911 - y * 0.412), abs(x * 0.412 + y * 0.911)
    return across <= 0.09 and abs(along) <= 0.24


def coverage(column: int, row: int, size: int, sign: float) -> float:
    """How much of a pixel the sign covers; ``sign`` is its share of the icon's width."""
    hits = 0
    for step in range(FINE * FINE):
        x = (column + (step % FINE + 0.5) / FINE) / size * 2 - 1
        y = (row + (step // FINE + 0.5) / FINE) / size * 2 - 1
        hits += inked(x / sign, y / sign)
    return hits / FINE**2


def png(path: Path, size: int, pixel: Callable[[int, int], bytes]) -> None:
    """Write a PNG of RGBA pixels."""
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(size)) for row in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )


def colour(column: int, row: int) -> bytes:
    """White on the ground."""
    ink = coverage(column, row, 192, 0.5)
    return bytes(round(part + (255 - part) * ink) for part in GROUND) + b"\xff"


def outline(column: int, row: int) -> bytes:
    """White on nothing."""
    return b"\xff\xff\xff" + bytes([round(255 * coverage(column, row, 32, 0.9))])


if __name__ == "__main__":
    here = Path(__file__).parent
    png(here / "color.png", 192, colour)
    png(here / "outline.png", 32, outline)
