"""Links from outside: into the Porthole that runs, asked about, and opened or not."""

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from launcher.app import Porthole, Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.porthole_link import PortholeLink
from launcher.model.request import FollowLink
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.notices import Notice
from tests.end_to_end.hand import Hand, settle, wait_until
from tests.end_to_end.stage import Stage, stage
from tests.end_to_end.test_one_instance import start_again, windows
from tests.end_to_end.test_program import running
from tests.unit.services.parts import profile_for

ASKED = "Open a console"


@pytest.fixture
def cloud(desktop: QApplication) -> Iterator[DemoCloud]:
    """A cloud, and a profile of it."""
    assert desktop
    with DemoCloud(DemoOptions(servers=4)) as running_cloud:
        profile = profile_for(running_cloud)
        ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(running_cloud.access.password))
        yield running_cloud


def link_to(cloud: DemoCloud, profile: str = "prod") -> str:
    return str(PortholeLink(profile, next(one for one in cloud.servers() if one.name == "web-01").id))


def consoles_asked(cloud: DemoCloud) -> int:
    return sum(one.path.endswith("/remote-consoles") for one in cloud.requests)


def press(window: str, *keys: str) -> None:
    # It may have gone since it was looked for.
    command = ["xdotool", "windowfocus", "--sync", window, "key", *keys]
    subprocess.run(command, check=False, capture_output=True, timeout=20)


def test_a_link_into_the_porthole_that_runs_opens_a_console_after_a_yes(cloud: DemoCloud) -> None:
    with running() as first:
        wait_until(lambda: any(one.path.endswith("/detail") for one in cloud.requests), "the list")
        later = start_again(arguments=(link_to(cloud),))
        assert (later.returncode, later.stdout, later.stderr) == (0, "", "")
        wait_until(lambda: windows(first.pid, ASKED), "the question")
        (question,) = windows(first.pid, ASKED)
        press(question, "Return")
        wait_until(lambda: not windows(first.pid, ASKED), "its end")
        start_again(arguments=(link_to(cloud),))
        wait_until(lambda: windows(first.pid, ASKED), "the question again")
        assert consoles_asked(cloud) == 0
        (question,) = windows(first.pid, ASKED)
        wait_until(lambda: press(question, "alt+o") or not windows(first.pid, ASKED), "the answer")
        wait_until(lambda: consoles_asked(cloud) == 1, "the console")
        wait_until(lambda: windows(first.pid, "web-01"), "its window")


def test_a_link_that_starts_porthole_is_asked_about_by_the_name_of_an_earlier_run(
    cloud: DemoCloud, qapp: QApplication
) -> None:
    assert start_again(arguments=("list",)).returncode == 0
    cloud.forget_requests()
    porthole = Porthole(qapp, Start(request=FollowLink(link_to(cloud))))
    porthole.begin()
    try:
        wait_until(lambda: porthole.links.question is not None, "the question")
        question = porthole.links.question
        assert question is not None
        wait_until(lambda: question.title.text() == "Open the console of web-01?", "the server's name")
        wait_until(question.isActiveWindow, "the keyboard")
        Hand().press("Escape")
        wait_until(lambda: porthole.links.question is None, "its end")
        assert not porthole.consoles.is_open
    finally:
        qapp.closeAllWindows()
        settle()
        porthole.end()
    assert consoles_asked(cloud) == 0


def told(on: Stage) -> list[str]:
    notices = on.porthole.pane.notices.findChildren(Notice)
    return [one.trouble.what for one in notices if one.isVisible()]


def test_what_cannot_be_followed_is_told_in_the_window(cloud: DemoCloud, qapp: QApplication) -> None:
    with stage(Start(), qapp) as on:
        on.wait_for_servers()
        on.porthole.requests.carry_out(FollowLink(link_to(cloud, "elsewhere")))
        assert told(on) == ["A link names a server of the profile elsewhere, which is not here."]
        on.porthole.requests.carry_out(FollowLink(f"{link_to(cloud)}?token=hunter2"))
        (notice,) = told(on)
        assert notice == "This link is not followed. It carries more than a profile and a server."
        assert on.porthole.links.question is None


def test_one_link_after_the_other_is_asked_about_and_each_once(cloud: DemoCloud, qapp: QApplication) -> None:
    ids = [one.id for one in cloud.servers()]
    with stage(Start(), qapp) as on:
        on.wait_for_servers()
        links = on.porthole.links
        for server in (*ids, ids[0]):
            on.porthole.requests.carry_out(FollowLink(str(PortholeLink("prod", server))))
        asked = []
        while links.question is not None:
            question = links.question
            asked.append(question.title.text())
            wait_until(question.isActiveWindow, "the keyboard")
            on.hand.press("Return")
            wait_until(lambda gone=question: links.question is not gone, "the next")
            wait_until(lambda: links.question or not links.waiting, "what comes then")
        assert len(asked) == len(set(asked)) == len(ids)
        assert consoles_asked(cloud) == 0


def test_the_link_of_a_ticket_comes_from_the_servers_menu(cloud: DemoCloud, qapp: QApplication) -> None:
    with stage(Start(), qapp) as on:
        on.wait_for_servers()
        row = [one.name for one in on.porthole.listing.visible].index("web-01")
        on.hand.click_row(on.porthole.pane.table, row, times=1)
        on.hand.press("Menu")
        wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        on.hand.press("k")
        wait_until(lambda: QGuiApplication.clipboard().text() == link_to(cloud), "the link")
