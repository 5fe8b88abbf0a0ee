"""The rooms beside the list, entered from the real window by mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QPushButton

from launcher.app import Start
from launcher.demo.access import DemoAccess
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.model.server import ServerKey, ServerStatus
from launcher.services.listing import Column
from launcher.services.profiles import NewSecret
from launcher.ui.details.pane import DetailsPane
from launcher.ui.power.question import PowerQuestion
from launcher.ui.profiles.import_dialog import ImportDialog
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage, stage


def choose(on: Stage, name: str) -> ServerKey:
    """Click a server's row once."""
    on.wait_for_servers()
    row = next(row for row, one in enumerate(on.porthole.listing.visible) if one.name == name)
    on.hand.click_row(on.porthole.pane.table, row, times=1)
    return on.porthole.listing.visible[row].key


def status(on: Stage, key: ServerKey) -> ServerStatus | None:
    server = on.porthole.listing.server(key)
    return server.status if server else None


def test_a_server_is_stopped_from_the_menu_and_its_row_follows(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        key = choose(on, "web-01")
        on.hand.choose("alt+s", "p")
        wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        wait_until(on.porthole.window.power_menu.isVisible, "the power menu")
        (stop,) = [one for one in on.porthole.window.power_menu.actions() if one.text() == "S&top…"]
        on.hand.click_action(on.porthole.window.power_menu, stop)
        wait_until(lambda: isinstance(QApplication.activeWindow(), PowerQuestion), "the question")
        question = QApplication.activeWindow()
        assert isinstance(question, PowerQuestion)
        said = [one.text() for one in question.findChildren(QLabel)]
        said += [one.toPlainText() for one in question.findChildren(QPlainTextEdit)]
        assert any("web-01" in words for words in said)
        (yes,) = [one for one in question.findChildren(QPushButton) if one.text().replace("&", "") == "Stop"]
        on.hand.click(yes)
        wait_until(lambda: status(on, key) is ServerStatus.SHUTOFF, "the end of it")


def test_f4_shows_what_a_server_is_made_of(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        key = choose(on, "mail-01")
        on.hand.press("F4")
        pane = details(on)
        wait_until(lambda: "mail-01" in pane.title.accessibleName(), "the server's name")
        assert status(on, key) is ServerStatus.ERROR
        on.hand.press("F4")
        wait_until(lambda: not pane.isVisible(), "the list alone")


def test_details_stand_at_the_next_start_as_they_were_left(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        choose(on, "web-01")
        on.hand.press("F4")
        pane = details(on)
        for name in ("addresses", "volumes"):
            # What is still coming would push the headings down under the pointer.
            wait_until(lambda: on.porthole.runner.idle and not pane._settled.isActive(), "what it is made of")
            settle()
            on.hand.click(pane.sections[name].header)
        left = pane.open_names
        assert "volumes" in left
        assert "addresses" not in left
        sizes = on.porthole.window.splitter.sizes()
        on.porthole.window.splitter.setSizes([sizes[0] + 30, sizes[1] - 90, sizes[2] + 60])
        widths = on.porthole.window.splitter.sizes()
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        pane = details(on)
        assert on.porthole.details.desk.action.isChecked()
        assert pane.open_names == left
        assert on.porthole.window.splitter.sizes() == widths


def details(on: Stage) -> DetailsPane:
    """Wait for the details, and return them."""
    wait_until(lambda: (pane := on.porthole.details.desk.pane) is not None and pane.isVisible(), "details")
    assert on.porthole.details.desk.pane is not None
    return on.porthole.details.desk.pane


def test_a_filter_by_field_and_a_column_more(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        on.hand.press("ctrl+f")
        on.hand.type("status:error -zone:eu-de-01")
        wait_until(lambda: on.porthole.model.rowCount() == 1, "the one that matches")
        assert on.porthole.listing.visible[0].status is ServerStatus.ERROR
        on.hand.press("Escape")
        wait_until(lambda: on.porthole.model.rowCount() > 1, "all of them")
        table = on.porthole.pane.table
        assert table.isColumnHidden(Column.FLAVOR)


def test_the_first_start_imports_what_it_finds(
    desktop: QApplication, own_directories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_directories)
    with DemoProcess() as cloud:
        folder = own_directories / "config" / "openstack"
        folder.mkdir(parents=True)
        (folder / "clouds.yaml").write_text(clouds_yaml(cloud))
        with stage(Start(), desktop) as on:
            face = on.porthole.pane.face
            wait_until(lambda: "clouds.yaml" in face.accessibleName(), "the file that was found")
            (button,) = [one for one in face.findChildren(QPushButton) if one.text().startswith("Import")]
            on.hand.click(button)
            wait_until(lambda: isinstance(QApplication.activeWindow(), ImportDialog), "the dialog")
            dialog = QApplication.activeWindow()
            assert isinstance(dialog, ImportDialog)
            wait_until(dialog.foot.import_button.isEnabled, "the clouds in it")
            on.hand.click(dialog.foot.import_button)
            on.wait_for_servers(24)
            written = (own_directories / "config" / "porthole" / "profiles.toml").read_text()
        assert "[clouds.found]" in written
        assert cloud.password not in written


def clouds_yaml(cloud: DemoAccess) -> str:
    return f"""
clouds:
  found:
    region_name: {cloud.region_name}
    auth:
      auth_url: {cloud.auth_url}
      username: {cloud.username}
      password: {cloud.password}
      user_domain_name: {cloud.user_domain_name}
      project_name: {cloud.projects[0]}
      project_domain_name: {cloud.project_domain_name}
"""


def test_a_console_follows_its_servers_name_from_the_list(qapp: QApplication) -> None:
    with DemoCloud(DemoOptions(servers=3)) as cloud, stage(Start(), qapp) as on:
        access = cloud.access
        profile = Profile(
            id="own", name="own", region_name=access.region_name, auth=access.auth(access.projects[0])
        )
        on.porthole.book.save(profile, NewSecret(access.password, remember=False))
        on.porthole.show_profiles()
        on.wait_for_servers()
        tab = on.double_click("web-01")
        cloud.rename_server(tab.server.id, "shop-01")
        on.come_forward()
        on.hand.press("F5")
        wait_until(lambda: tab.window().windowTitle() == "shop-01 — Porthole", "the new name")
