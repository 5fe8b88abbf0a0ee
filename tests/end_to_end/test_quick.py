"""Quick connect in the real program, by real keys, on the demo cloud."""

import os
from datetime import UTC, datetime
from pathlib import Path
from socket import create_server

from PySide6.QtWidgets import QApplication

from launcher.app import Start
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.model.settings import Settings
from launcher.storage.list_cache import CachedList, ListCache
from launcher.storage.settings import SettingsFile
from launcher.ui.quick.shortcut import Standing
from tests.end_to_end.hand import wait_until
from tests.end_to_end.places import go_to
from tests.end_to_end.stage import Stage, stage
from tests.portal import portal
from tests.secret_service import private_bus


def ask(on: Stage) -> None:
    """Press Ctrl+K and wait until the palette has the keyboard."""
    on.come_forward()
    on.hand.press("ctrl+k")
    wait_until(on.porthole.quick.palette.isActiveWindow, "the palette")


def chosen(on: Stage) -> str:
    return str(on.porthole.quick.palette.list.currentIndex().data())


def test_ctrl_k_and_a_few_letters_show_a_servers_screen(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(20)
        ask(on)
        on.hand.type("wb02 prd")
        wait_until(lambda: chosen(on) == "web-02", "the server")
        on.hand.press("Return")
        wait_until(lambda: on.porthole.consoles.is_open and on.tab is not None, "the console")
        assert on.tab is not None
        assert on.tab.server.name == "web-02"
        on.wait_for_remote_pixels(on.tab)
        ask(on)
        assert chosen(on) == "web-02", "what was opened last is at hand, without a letter"
        on.hand.press("Escape")
        wait_until(lambda: not on.porthole.quick.palette.isVisible(), "its end")


def test_alt_enter_shows_a_server_that_filter_and_place_hide(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(20)
        go_to(on, "staging")
        on.hand.press("ctrl+f")
        on.hand.type("nothing has this name")
        wait_until(lambda: on.porthole.model.rowCount() == 0, "an empty list")
        ask(on)
        on.hand.type("mail-01")
        wait_until(lambda: chosen(on) == "mail-01", "the server")
        on.hand.press("alt+Return")
        table = on.porthole.pane.table
        wait_until(lambda: [one.name for one in table.selected_servers()] == ["mail-01"], "it in the list")
        wait_until(table.hasFocus, "the keyboard in the list")
        assert not on.porthole.consoles.is_open


def test_it_goes_when_a_person_turns_to_another_window(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(20)
        ask(on)
        on.hand.click(on.porthole.sidebar)
        wait_until(lambda: not on.porthole.quick.palette.isVisible(), "its end")


def test_it_knows_the_servers_of_the_last_run_before_any_cloud_answers(
    qapp: QApplication, own_directories: Path
) -> None:
    with create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        written = [profile_of(own_directories, name, port) for name in ("shown", "other")]
        for profile in written:
            server = Server(profile.id, "1", f"{profile.name}-web", ServerStatus.ACTIVE)
            ListCache().write(profile, CachedList((server,), datetime.now(UTC)))
        with stage(Start(), qapp) as on:
            wait_until(lambda: on.porthole.model.rowCount() > 0, "the list of the last run")
            go_to(on, "shown")
            ask(on)
            on.hand.type("web")
            wait_until(lambda: on.porthole.quick.palette.results.rowCount() == len(written), "both")


def profile_of(home: Path, name: str, port: int) -> Profile:
    """Write a profile that leads to a port of this machine."""
    file = home / "config" / "porthole" / "profiles.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    endpoint = f"http://127.0.0.1:{port}/v2.1"
    with file.open("a") as profiles:
        profiles.write(f'[clouds.{name}]\nid = "{name}"\nauth_type = "none"\nauth.endpoint = "{endpoint}"\n')
    return Profile(id=name, name=name, auth_type="none", auth={"endpoint": endpoint})


def test_the_desktops_shortcut_shows_it_from_another_program(qapp: QApplication, meet) -> None:
    display = os.environ["DISPLAY"]
    SettingsFile().write(Settings(quick_shortcut=True))
    with private_bus() as environment:
        meet(environment | {"DISPLAY": display})
        with portal() as desktop, stage(Start(), qapp) as on:
            wait_until(lambda: on.porthole.shortcut.shortcut.standing is Standing.ON, "the shortcut")
            on.porthole.window.showMinimized()
            wait_until(lambda: QApplication.activeWindow() is None, "the keyboard to be elsewhere")
            desktop.do("press")
            wait_until(on.porthole.quick.palette.isActiveWindow, "the palette")
            on.hand.press("Escape")
