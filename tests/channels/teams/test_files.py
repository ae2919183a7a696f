"""Where a file may be put, and what an answer about one may look like: all of it comes from somebody else."""

from typing import Any

import pytest

from bot.channels.channel import Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.teams.consent import answered
from bot.channels.teams.hosts import may_put_at
from bot.channels.teams.putting import outcome
from bot.channels.teams.shape import Malformed
from bot.incoming import FileAnswered
from bot.settings import Settings, refusals
from community.files import Place

HOSTS = frozenset({"sharepoint.com", "sharepoint.us"})
UPLOAD = "https://college-my.sharepoint.com/personal/ada/_api/v2.0/drive/items/01/uploadSession?guid=%27a%27&x=1"
CONTENT = "https://college-my.sharepoint.com/personal/ada/Documents/Applications/Relais/relais-guide.docx"
INFO = {"contentUrl": CONTENT, "name": "relais-guide.docx", "uploadUrl": UPLOAD, "uniqueId": "01F", "fileType": "docx"}
VALUE: dict[str, Any] = {"type": "fileUpload", "action": "accept", "context": {"card": "c1"}, "uploadInfo": INFO}


@pytest.mark.parametrize(
    "url",
    [
        UPLOAD,
        CONTENT,
        "https://college.sharepoint.com/a",
        "https://sharepoint.com/a",
        "https://agency.sharepoint.us/a",
        "https://COLLEGE.SharePoint.com/a",
        "https://college.sharepoint.com:443/a",
        "https://college.sharepoint.com//personal//a",
    ],
)
def test_a_file_may_be_put_in_somebodys_one_drive(url: str) -> None:
    assert may_put_at(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "http://college.sharepoint.com/a",
        "ftp://college.sharepoint.com/a",
        "file:///etc/passwd",
        "//college.sharepoint.com/a",
        "https:///a",
        "https://evil.example/a",
        "https://evilsharepoint.com/a",
        "https://sharepoint.com.evil.example/a",
        "https://evil.example/sharepoint.com/a",
        "https://evil.example?x=.sharepoint.com/a",
        "https://evil.example#.sharepoint.com/a",
        "https://college.sharepoint.com@evil.example/a",
        "https://user:pw@college.sharepoint.com/a",
        "https://evil.example\\@college.sharepoint.com/a",
        "https://evil.example\\.sharepoint.com/a",
        "https://college.sharepoint.com:8443/a",
        "https://college.sharepoint.com:80/a",
        "https://college.sharepoint.com./a",
        "https://.sharepoint.com/a",
        "https://college..sharepoint.com/a",
        "https://college.sharepoint.com/a#b",
        "https://college.sharepoint.com/a\r\nHost: x",
        "https://college.sharepoint.com/a b",
        "https://collège.sharepoint.com/a",
        "https://college.sharepoint。com/a",
        "https://127.0.0.1/a",
        "http://127.0.0.1:8080/a",
        "https://[::1]/a",
        "https://localhost/a",
        "https://169.254.169.254/latest/meta-data",
        "http://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://[::ffff:127.0.0.1]/a",
    ],
)
def test_a_file_is_put_nowhere_else(url: str) -> None:
    assert not may_put_at(url, HOSTS)


def test_a_loopback_address_is_one_only_where_it_is_listed() -> None:
    assert may_put_at("http://127.0.0.1:3978/demo/connector/upload/x", frozenset({"127.0.0.1:*"}))
    assert may_put_at("http://127.0.0.1:3978/x?guid=1", frozenset({"127.0.0.1:3978"}))
    assert not may_put_at("http://127.0.0.1:3979/x", frozenset({"127.0.0.1:3978"}))
    assert not may_put_at("http://127.0.0.1:3978/x", HOSTS)
    assert not may_put_at("https://x.127.0.0.1/x", frozenset({"127.0.0.1:*"}))


def test_an_answer_says_which_card_and_where() -> None:
    place = Place(UPLOAD, CONTENT, "relais-guide.docx", "01F", "docx")
    assert answered(VALUE, HOSTS) == FileAnswered("c1", accepted=True, place=place)
    declined = {"type": "fileUpload", "action": "decline", "context": {"card": "c1"}}
    assert answered(declined, HOSTS) == FileAnswered("c1", accepted=False)
    assert "guid" not in repr(answered(VALUE, HOSTS))


@pytest.mark.parametrize("field", ["uploadUrl", "contentUrl"])
def test_a_place_that_is_none_of_ours_is_no_place(field: str) -> None:
    value = VALUE | {"uploadInfo": INFO | {field: "https://evil.example/x"}}
    assert answered(value, HOSTS) == FileAnswered("c1", accepted=True)


BROKEN: list[Any] = [
    None,
    [],
    "accept",
    {},
    VALUE | {"type": "x"},
    VALUE | {"action": "maybe"},
    VALUE | {"action": None},
    VALUE | {"context": None},
    VALUE | {"context": {}},
    VALUE | {"context": {"card": ""}},
    VALUE | {"context": {"card": 1}},
    VALUE | {"context": {"card": "c" * 65}},
    VALUE | {"context": {"card": "c1", "filename": "../x"}},
    VALUE | {"uploadInfo": None},
    VALUE | {"uploadInfo": []},
    *(VALUE | {"uploadInfo": {k: v for k, v in INFO.items() if k != gone}} for gone in INFO),
    *(VALUE | {"uploadInfo": INFO | {field: 1}} for field in INFO),
    *(VALUE | {"uploadInfo": INFO | {field: "x" * 5000}} for field in INFO),
    *(VALUE | {"uploadInfo": INFO | {field: "a\nb"}} for field in INFO),
    *(VALUE | {"uploadInfo": INFO | {"name": name}} for name in ("../x.docx", "a\\b", 'a"b', "a:b")),
    VALUE | {"uploadInfo": INFO | {"fileType": "do cx"}},
]


@pytest.mark.parametrize("value", BROKEN, ids=range(len(BROKEN)))
def test_an_answer_that_teams_does_not_send_is_refused(value: Any) -> None:
    with pytest.raises(Malformed):
        answered(value, HOSTS)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, Posted),
        (201, Posted),
        (416, Posted),
        (429, RefusedForNow),
        (503, RefusedForNow),
        (202, UnsureOutcome),
        (500, UnsureOutcome),
        (504, UnsureOutcome),
        (301, Refused),
        (400, Refused),
        (401, Refused),
        (404, Refused),
        (410, Refused),
        (507, Refused),
    ],
)
def test_what_one_drives_answers_mean(status: int, kind: type) -> None:
    assert isinstance(outcome(status, 3.0), kind)
    if status == 429:
        assert outcome(status, 3.0) == RefusedForNow("put_429", 3.0)


@pytest.mark.parametrize(
    "hosts", ["com", "https://sharepoint.com", "10.0.0.1", "sharepoint.com:443", "*.sharepoint.com"]
)
def test_serve_refuses_to_start_with_other_than_domains(hosts: str) -> None:
    assert any("TEAMS_FILE_HOSTS" in line for line in refusals(Settings(_env_file=None, teams_file_hosts=hosts)))


@pytest.mark.parametrize("hosts", ["", "sharepoint.com", " sharepoint.com , sharepoint.us ", "127.0.0.1:*"])
def test_domains_are_taken(hosts: str) -> None:
    assert not any("FILE_HOSTS" in line for line in refusals(Settings(_env_file=None, teams_file_hosts=hosts)))


@pytest.mark.parametrize(
    "url",
    ["http://relais.example.org", "relais.example.org", "https://", "https://a@b.example", "https://x.example/?a=1"],
)
def test_serve_refuses_to_start_with_a_public_address_that_is_none(url: str) -> None:
    assert any("PUBLIC_URL" in line for line in refusals(Settings(_env_file=None, public_url=url)))


@pytest.mark.parametrize(
    "url", ["", "https://relais.example.org/", "https://x.example/relais", "http://127.0.0.1:3978"]
)
def test_a_public_address_is_taken(url: str) -> None:
    assert not any("PUBLIC_URL" in line for line in refusals(Settings(_env_file=None, public_url=url)))
    assert not Settings(_env_file=None, public_url=url).links_under().endswith("/")
