"""Which proxy the system wants: the environment's word, then whatever Qt knows of the system's own rules."""

import pytest
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory

from launcher.ui.system_proxy import system_proxy

URL = "https://iam.example/v3"
KIND = QNetworkProxy.ProxyType


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> list[QNetworkProxy]:
    """What a PAC file would say; this system has none, as Qt reads it on Windows and macOS alone."""
    answer: list[QNetworkProxy] = []
    monkeypatch.setattr(QNetworkProxyFactory, "systemProxyForQuery", lambda _query: answer)
    return answer


def test_where_nothing_is_said_there_is_none() -> None:
    assert system_proxy(URL) == ""


def test_the_environment_comes_first(rules: list[QNetworkProxy], monkeypatch: pytest.MonkeyPatch) -> None:
    rules.append(QNetworkProxy(KIND.HttpProxy, "pac.example", 3128))
    monkeypatch.setenv("HTTPS_PROXY", "http://environment.example:8080")
    assert system_proxy(URL) == "http://environment.example:8080"


@pytest.mark.parametrize(
    ("proxies", "address"),
    [
        ([QNetworkProxy(KIND.HttpProxy, "pac.example", 3128)], "http://pac.example:3128"),
        ([QNetworkProxy(KIND.Socks5Proxy, "2001:db8::1", 1080)], "socks5://[2001:db8::1]:1080"),
        ([QNetworkProxy(KIND.NoProxy), QNetworkProxy(KIND.HttpProxy, "pac.example", 1)], ""),
        ([QNetworkProxy(KIND.FtpCachingProxy, "ftp.example", 21)], ""),
    ],
)
def test_the_first_of_the_systems_proxies_that_serves_is_taken(
    rules: list[QNetworkProxy], proxies: list[QNetworkProxy], address: str
) -> None:
    rules += proxies
    assert system_proxy(URL) == address
