"""An account that wants a password and a one-time code, from the list to the console and back."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from launcher.ui.console.state import ConnectionState
from launcher.ui.profiles.code_prompt import CodePrompt
from launcher.ui.servers.freshness import Pace
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage, stage


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=5)) as running:
        yield running


@pytest.fixture
def on(qapp: QApplication, cloud: DemoCloud) -> Iterator[Stage]:
    """The program with the guarded account's profile, its password known for this run."""
    with stage(Start(), qapp) as running:
        access = cloud.access
        auth = {
            "auth_url": cloud.auth_url,
            "username": access.guarded.username,
            "user_domain_name": "Default",
            "project_name": "production",
            "project_domain_name": "Default",
        }
        porthole = running.porthole
        wait_until(lambda: porthole.runner.idle, "the profiles")
        porthole.book.add_guest(Profile(id="guarded", name="guarded", auth=auth), access.guarded.password)
        porthole.show_profiles("guarded")
        yield running


def prompts() -> list[CodePrompt]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CodePrompt) and one.isVisible()]


def the_prompt() -> CodePrompt:
    wait_until(prompts, "the question for a code")
    (prompt,) = prompts()
    wait_until(prompt.isActiveWindow, "the question to have the keyboard")
    return prompt


def logins(cloud: DemoCloud) -> int:
    return sum(request.path.endswith("/auth/tokens") for request in cloud.requests)


def face_button(on: Stage, label: str) -> QPushButton:
    def found() -> list[QPushButton]:
        buttons = on.porthole.pane.findChildren(QPushButton)
        return [one for one in buttons if one.isVisible() and one.text() == label]

    wait_until(found, f"the button {label}")
    return found()[0]


def said(on: Stage) -> str:
    return "\n".join(one.text() for one in on.porthole.pane.findChildren(QLabel) if one.isVisible())


def log_in(on: Stage, cloud: DemoCloud) -> None:
    on.come_forward()
    on.hand.click(face_button(on, "Enter code…"))
    the_prompt()
    code = cloud.access.guarded.passcode
    on.hand.type(f"{code[:3]} {code[3:]}")
    on.hand.press("Return")
    wait_until(lambda: not prompts(), "the end of the question")
    on.wait_for_servers()


def test_the_list_says_so_and_asks_when_a_person_wants_it(on: Stage, cloud: DemoCloud) -> None:
    face_button(on, "Enter code…")
    assert f"The login of {cloud.access.guarded.username} needs a one-time code." in said(on)
    assert not prompts()
    log_in(on, cloud)
    assert on.porthole.model.rowCount() == 5
    assert logins(cloud) == 2


def test_a_wrong_code_is_told_where_it_was_typed_and_another_will_do(on: Stage, cloud: DemoCloud) -> None:
    on.come_forward()
    on.hand.click(face_button(on, "Enter code…"))
    prompt = the_prompt()
    assert not prompt.ok_button.isEnabled()
    on.hand.type("000000")
    on.hand.press("Return")
    wait_until(lambda: prompt.board.subjects and not prompt.progress.isVisible(), "the cloud's answer")
    told = "\n".join(one.text() for one in prompt.board.findChildren(QLabel))
    assert "The cloud refused the one-time code." in told
    assert logins(cloud) == 2
    # What was typed is marked: the next code takes its place.
    on.hand.type(cloud.access.guarded.passcode)
    on.hand.press("Return")
    wait_until(lambda: not prompts(), "the end of the question")
    on.wait_for_servers()
    assert on.porthole.model.rowCount() == 5


def test_a_double_click_asks_and_the_console_opens_with_the_code(on: Stage, cloud: DemoCloud) -> None:
    log_in(on, cloud)
    cloud.revoke_tokens()
    before = logins(cloud)
    row = next(row for row, one in enumerate(on.porthole.listing.visible) if one.name == "web-01")
    on.come_forward()
    on.hand.click_row(on.porthole.pane.table, row)
    the_prompt()
    assert logins(cloud) == before
    on.hand.type(cloud.access.guarded.passcode)
    on.hand.press("Return")
    wait_until(lambda: on.tab is not None, "the console")
    assert on.tab is not None
    on.wait_for_remote_pixels(on.tab)
    # The password, which gave a receipt, and the code.
    assert logins(cloud) == before + 2


def test_a_quiet_refresh_asks_nobody(on: Stage, cloud: DemoCloud) -> None:
    log_in(on, cloud)
    on.porthole.pane.freshness.pace = Pace(rest=0.2, share=0.0)
    on.porthole.pane.refresh()
    on.wait_for_servers()
    cloud.revoke_tokens()
    before = logins(cloud)
    wait_until(lambda: "needs a one-time code" in said(on), "a word of it")
    settle()
    assert not prompts()
    assert on.porthole.model.rowCount() == 5
    assert logins(cloud) == before
    log_in(on, cloud)
    wait_until(lambda: "needs a one-time code" not in said(on), "the notice to go")


def test_whoever_does_not_want_to_enter_a_code_gets_no_console(on: Stage, cloud: DemoCloud) -> None:
    log_in(on, cloud)
    cloud.revoke_tokens()
    on.come_forward()
    on.hand.click_row(on.porthole.pane.table, 0)
    the_prompt()
    on.hand.press("Escape")
    wait_until(lambda: not prompts(), "the end of the question")
    on.porthole.pane.refresh()
    log_in(on, cloud)
    settle()
    # A window that was quicker than the question says why it is empty.
    assert on.tab is None or on.tab.state is ConnectionState.REFUSED
    assert 200 not in [one.status for one in cloud.requests if one.path.endswith("/remote-consoles")]
