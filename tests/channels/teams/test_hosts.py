"""Which services may be posted to."""

import pytest

from bot.channels.teams.hosts import is_on_loopback, may_post_to

HOSTS = frozenset({"smba.trafficmanager.net", "127.0.0.1:3978", "[::1]:3978", "connector.example:8443"})


@pytest.mark.parametrize(
    "service_url",
    [
        "https://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net/amer/22222222-2222-4222-8222-222222222222/",
        "https://SMBA.TrafficManager.net/emea",
        "https://smba.trafficmanager.net:443/",
        "https://connector.example:8443/",
        "http://127.0.0.1:3978/demo/connector",
        "https://127.0.0.1:3978/",
        "http://[::1]:3978/",
    ],
)
def test_listed(service_url: str) -> None:
    assert may_post_to(service_url, HOSTS)


@pytest.mark.parametrize(
    "service_url",
    [
        "http://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://smba.trafficmanager.net@evil.example/",
        "https://evil.example@smba.trafficmanager.net/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net./",
        "https://smba.trafficmanager.net/?x=1",
        "https://smba.trafficmanager.net/#x",
        "https://connector.example/",
        "http://connector.example:8443/",
        "http://127.0.0.1/",
        "http://127.0.0.1:3979/",
        "http://localhost:3978/",
        "http://127.1:3978/",
        "http://2130706433:3978/",
        "smba.trafficmanager.net",
        "javascript:alert(1)",
        "",
    ],
)
def test_not_listed(service_url: str) -> None:
    assert not may_post_to(service_url, HOSTS)


def test_loopback_is_an_address_not_a_name() -> None:
    assert is_on_loopback("http://127.0.0.1:3978/")
    assert is_on_loopback("http://[::1]/")
    assert not is_on_loopback("http://localhost/")
    assert not is_on_loopback("https://smba.trafficmanager.net/")
    assert not is_on_loopback("http://[")


@pytest.mark.parametrize(
    ("service_url", "may"),
    [
        ("http://127.0.0.1:56150/_connector", True),
        ("http://127.0.0.1/", True),
        ("http://127.0.0.2:56150/", False),
        ("http://localhost:56150/_connector", False),
    ],
)
def test_any_port_of_a_host(service_url: str, may: bool) -> None:
    assert may_post_to(service_url, frozenset({"127.0.0.1:*"})) is may
