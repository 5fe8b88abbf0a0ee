"""Ctrl+Enter: the console in the system's browser, and what is told where there is none."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from launcher.app import Start
from launcher.services.browsers.opener import BrowserOpener
from launcher.services.listing import Column
from launcher.ui.browser_menu import BrowserMenu
from launcher.ui.notices import Notice
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage, stage
from tests.unit.services.recording_browser import install_browser, read_records


def ask_for_the_browser(on: Stage) -> None:
    on.wait_for_servers()
    on.hand.click_row(on.porthole.pane.table, 0, times=1)
    on.hand.press("ctrl+Return")


def test_ctrl_enter_shows_it_in_the_browser(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_browser(tmp_path / "browser", tmp_path / "records")
    monkeypatch.setenv("BROWSER", str(tmp_path / "browser"))
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        ask_for_the_browser(on)
        wait_until(lambda: read_records(tmp_path / "records"), "the browser")
        (key,) = on.porthole.keeper.keys
        link = on.porthole.keeper.link(key)
        assert on.porthole.model.index(0, Column.LINK).data()
        assert on.porthole.consoles.desk.window is None
    (record,) = read_records(tmp_path / "records")
    assert link is not None
    token = link.url.rpartition("token")[2]
    assert token
    assert token in record["content"]
    assert token not in str(record["arguments"]) + str(record["processes"])
    assert record["mode"] == "0o600"
    assert not Path(record["page"]).exists()


def test_a_private_window_of_another_browser_is_chosen_in_a_servers_menu_and_remembered(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_browser(tmp_path / "firefox", tmp_path / "records")
    entries = tmp_path / "share" / "applications"
    entries.mkdir(parents=True)
    (entries / "fox.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Fox\nExec={tmp_path / 'firefox'} %u\n"
        "MimeType=x-scheme-handler/https;\n"
    )
    monkeypatch.setenv("XDG_DATA_DIRS", str(entries.parent))
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        on.wait_for_servers()
        on.hand.click_row(on.porthole.pane.table, 0, times=1)
        on.hand.press("Menu")
        wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the server's menu")
        on.hand.press("w", "Right")
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, BrowserMenu)
        wait_until(lambda: len(popup.actions()) == 4, "the browsers")
        on.hand.click_action(popup, popup.actions()[3])
        wait_until(lambda: read_records(tmp_path / "records"), "the browser")
    (record,) = read_records(tmp_path / "records")
    assert record["arguments"] == ["--private-window", Path(record["page"]).as_uri()]
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        ask_for_the_browser(on)
        wait_until(lambda: len(read_records(tmp_path / "records")) == 2, "the same browser")
    assert read_records(tmp_path / "records")[1]["arguments"][0] == "--private-window"


def test_without_a_browser_the_notice_offers_the_link(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("xdg-open", "gio"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("BROWSER", str(tmp_path / "xdg-open"))
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        ask_for_the_browser(on)
        wait_until(on.porthole.pane.notices.isVisible, "the notice")
        (notice,) = on.porthole.pane.notices.findChildren(Notice)
        assert "browser" in notice.trouble.what.lower()
        assert notice.trouble.server
        (copy,) = [one for one in notice.findChildren(QPushButton) if one.text() == "Copy link"]
        on.hand.click(copy)
        wait_until(lambda: QGuiApplication.clipboard().text().startswith("http://127.0.0.1"), "the link")
        told = [one.text() for one in on.porthole.pane.findChildren(QLabel) if one.isVisible()]
        assert any(text.startswith("Link copied.") for text in told)
