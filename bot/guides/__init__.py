"""The guides that come with the program: package data, one YAML file a version.

A file that was released never changes: communities keep its version with their answers. A changed guide is another
file.
"""

from functools import lru_cache
from importlib import resources

from community.guide import Guide


@lru_cache(maxsize=1)
def packaged() -> Guide:
    """The newest guide that comes with the program: the one of a community that imported none."""
    from bot.intake.marked import read_marked  # late: a start reads no YAML

    return Guide.model_validate(read_marked(packaged_bytes()).data)


def packaged_bytes() -> bytes:
    """The file of :func:`packaged`, to start one's own from. Versions are dates, so that their names sort."""
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".yaml"))
    return max(files, key=lambda file: file.name).read_bytes()
