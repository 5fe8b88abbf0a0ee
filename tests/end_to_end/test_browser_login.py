"""A login in the browser: it opens when a person wants it, and never by itself."""

import webbrowser
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import stage
from tests.unit.cloud.replay import ReplayCloud


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the browser was sent to."""
    found: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, **_: bool(found.append(url)))
    return found


@pytest.fixture
def profile() -> Iterator[Profile]:
    with ReplayCloud() as other:
        port = other.port
    with DemoCloud(DemoOptions(servers=3)) as cloud:
        auth = {
            "auth_url": cloud.auth_url,
            "identity_provider": "corp",
            "protocol": "openid",
            "redirect_host": "127.0.0.1",
            "redirect_port": str(port),
            "login_timeout": "0.2",
            "project_name": "production",
            "project_domain_name": "Default",
        }
        yield Profile(id="sso", name="sso", auth_type="v3websso", auth=auth)


def test_the_browser_opens_at_a_click(qapp: QApplication, profile: Profile, visits: list[str]) -> None:
    with stage(Start(), qapp) as on:
        porthole = on.porthole
        wait_until(lambda: porthole.runner.idle, "the profiles")
        porthole.book.add_guest(profile, "")
        porthole.show_profiles("sso")

        def buttons() -> list[QPushButton]:
            found = porthole.pane.findChildren(QPushButton)
            return [one for one in found if one.isVisible() and one.text() == "Log in in browser"]

        def said() -> str:
            return porthole.loader.refusals["sso"].trouble.what if porthole.loader.refusals else ""

        wait_until(buttons, "the way in")
        assert said() == "The login goes on in your browser."
        porthole.pane.refresh()
        wait_until(buttons, "the way in again")
        assert visits == []
        on.come_forward()
        on.hand.click(buttons()[0])
        wait_until(lambda: said() == "Nobody logged in in the browser in time.", "the end of the wait")
        assert len(visits) == 1
        assert "/protocols/openid/websso?origin=" in visits[0]
