"""No page of another site reaches the demo, and nothing from another machine does."""

import pytest

from bot.demo.guard import allowed, is_local

HOST = "127.0.0.1:3978"
OURS = f"http://{HOST}"
HERE = "127.0.0.1"


@pytest.mark.parametrize(
    ("method", "path", "host", "origin", "remote"),
    [
        ("GET", "/demo", HOST, None, HERE),
        ("GET", "/demo", "localhost:3978", None, HERE),
        ("GET", "/demo", "[::1]:3978", None, "::1"),
        ("POST", "/demo/say", HOST, OURS, HERE),
        ("POST", "/demo/say", "localhost:3978", "http://localhost:3978", HERE),
        ("POST", "/api/messages", HOST, None, HERE),
        ("POST", "/demo/connector/v3/conversations", HOST, None, HERE),
    ],
)
def test_this_machine_passes(method: str, path: str, host: str, origin: str | None, remote: str) -> None:
    assert allowed(method, path, host, origin, remote)


@pytest.mark.parametrize(
    ("method", "path", "host", "origin", "remote"),
    [
        pytest.param("POST", "/demo/say", HOST, "https://evil.example", HERE, id="another site's page"),
        pytest.param("POST", "/demo/say", HOST, "http://127.0.0.1:8000", HERE, id="another port's page"),
        pytest.param("POST", "/demo/say", HOST, "null", HERE, id="a sandboxed frame"),
        pytest.param("POST", "/demo/say", HOST, None, HERE, id="no origin at all"),
        pytest.param("POST", "/demo/reset", HOST, "https://evil.example", HERE, id="reset"),
        pytest.param("GET", "/demo", "evil.example:3978", None, HERE, id="rebound name"),
        pytest.param("POST", "/demo/say", "evil.example", "http://evil.example", HERE, id="rebound name, its origin"),
        pytest.param("GET", "/demo", "127.0.0.1.evil.example", None, HERE, id="a name that looks like an address"),
        pytest.param("GET", "/demo", "localhost@evil.example", None, HERE, id="a user before the name"),
        pytest.param("GET", "/demo", "", None, HERE, id="no host"),
        pytest.param("GET", "/demo", "[", None, HERE, id="a broken host"),
        pytest.param("POST", "/api/messages", HOST, "https://evil.example", HERE, id="messages from a page"),
        pytest.param("POST", "/demo/connector/v3/conversations", HOST, "https://evil.example", HERE, id="connector"),
        pytest.param("GET", "/demo", HOST, None, "192.0.2.7", id="another machine"),
        pytest.param("GET", "/demo", HOST, None, None, id="nobody"),
    ],
)
def test_others_do_not(method: str, path: str, host: str, origin: str | None, remote: str | None) -> None:
    assert not allowed(method, path, host, origin, remote)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:56150/_connector", True),
        ("http://localhost:56150/_connector", True),
        ("http://[::1]:56150/", True),
        ("http://localhost.evil.example/", False),
        ("https://smba.trafficmanager.net/", False),
        ("not a url", False),
    ],
)
def test_what_is_on_this_machine(url: str, local: bool) -> None:
    assert is_local(url) is local
