"""Importing clouds by mouse and keys: from real files, into a real file and a real keyring."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeWidgetItem, QTreeWidgetItemIterator

from launcher.demo.cloud import DemoCloud
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.profiles.desk import ProfileDesk
from launcher.ui.profiles.import_dialog import ImportDialog
from tests.secret_service import lock_keyring
from tests.ui.profiles.parts import DIALOG_SECONDS, Desk, button, click, hanging_keyring, press, tab_to, texts
from tests.vendor_server import VendorServer, vendor_server

KEYSTONE = "https://iam.example/v3"
PASSWORD = "correct horse"
Open = Callable[[], ImportDialog]


@pytest.fixture(autouse=True)
def folder(own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where openstacksdk looks for a person's clouds; nothing is in the current directory."""
    for name in ("OS_AUTH_URL", "OS_CLIENT_SECURE_FILE"):
        monkeypatch.delenv(name, raising=False)
    current = tmp_path / "current"
    current.mkdir()
    monkeypatch.chdir(current)
    made = own_directories / ".config" / "openstack"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def vendor() -> Iterator[VendorServer]:
    with vendor_server() as running:
        yield running


@pytest.fixture
def opened(desk: Desk) -> Iterator[Open]:
    dialogs = []

    def opened() -> ImportDialog:
        dialog = ImportDialog(desk.book, desk.runner)
        dialogs.append(dialog)
        desk.qtbot.addWidget(dialog)
        with desk.qtbot.waitActive(dialog):
            dialog.open()
        settle(desk)
        return dialog

    yield opened
    for dialog in dialogs:
        dialog.done(0)


def settle(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.runner.idle, timeout=DIALOG_SECONDS)


def entry(name: str, secret: str = PASSWORD, **more: str) -> str:
    auth = {"auth_url": KEYSTONE, "username": "ada", "user_domain_name": "Default", "project_name": name}
    auth |= {"project_domain_name": "Default", **more} | ({"password": secret} if secret else {})
    return f"  {name}: {msgspec.json.encode({'auth': auth, 'region_name': 'eu-de'}).decode()}\n"


def write(path: Path, *entries: str) -> Path:
    path.write_text("clouds:\n" + "".join(entries))
    return path


def item(dialog: ImportDialog, name: str) -> QTreeWidgetItem:
    iterator = QTreeWidgetItemIterator(dialog.tree)
    while iterator.value() is not None:
        if iterator.value().text(0) == name:
            return iterator.value()
        iterator += 1
    raise AssertionError(name)


def row(dialog: ImportDialog, name: str) -> list[str]:
    return [item(dialog, name).text(column) for column in range(6)]


def heads(dialog: ImportDialog) -> list[str]:
    tree = dialog.tree
    return [tree.topLevelItem(number).text(0) for number in range(tree.topLevelItemCount())]


def ticked(dialog: ImportDialog) -> list[str]:
    return [one.name for one in dialog.tree.chosen]


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_found_file_is_imported_by_keys_and_its_password_goes_into_the_keyring(
    desk: Desk, opened: Open, folder: Path
) -> None:
    write(folder / "clouds.yaml", entry("prod"), entry("stage", "other"))
    dialog = opened()
    assert heads(dialog) == ["~/.config/openstack/clouds.yaml: 2 clouds"]
    assert row(dialog, "prod") == ["prod", "Ready", KEYSTONE, "ada", "prod", "eu-de"]
    assert ticked(dialog) == ["prod", "stage"]
    assert "Kept in GNOME Keyring (Secret Service)." in texts(dialog)
    assert QApplication.focusWidget() is dialog.tree
    press("Down", "Space")
    assert ticked(dialog) == ["prod"]
    with desk.qtbot.waitSignal(dialog.imported, timeout=DIALOG_SECONDS) as told:
        press("Ctrl+Return")
    (prod,) = desk.book.profiles
    assert told.args == [[prod.id]]
    assert not dialog.isVisible()
    assert PASSWORD not in desk.text()
    assert ProfileBook(ProfileFile(), Secrets()).secret(prod) == PASSWORD


@pytest.mark.usefixtures("unlocked_keyring")
def test_an_imported_cloud_lists_its_servers(
    desk: Desk, opened: Open, folder: Path, cloud: DemoCloud
) -> None:
    access = cloud.access
    write(
        folder / "clouds.yaml",
        entry("production", "", auth_url=access.auth_url, username=access.username).replace(
            "eu-de", access.region_name
        ),
    )
    auth = {"auth": {"password": access.password}}
    (folder / "secure.yaml").write_bytes(msgspec.json.encode({"clouds": {"production": auth}}))
    dialog = opened()
    with desk.qtbot.waitSignal(dialog.imported, timeout=DIALOG_SECONDS) as told:
        click(dialog, "Import 1 cloud")
    (profile_id,) = told.args[0]
    connections = Connections(desk.book)
    try:
        pages = ServerDirectory(desk.book, connections).pages(profile_id, lambda: False)
        assert sum(len(page) for page in pages) > 0
    finally:
        connections.close()


@pytest.mark.usefixtures("no_keyring")
def test_the_current_directorys_file_is_read_after_a_yes(desk: Desk, opened: Open, folder: Path) -> None:
    write(folder / "clouds.yaml", entry("prod"))
    here = write(Path("clouds.yaml").absolute(), entry("trap"))
    write(here.with_name("secure.yaml"), entry("prod", "planted"))
    dialog = opened()
    assert len(heads(dialog)) == 1
    assert str(here) in texts(dialog)
    assert [one.secret for one in dialog.tree.chosen] == [PASSWORD]
    click(dialog, "Read it")
    settle(desk)
    assert heads(dialog)[1] == f"{here}: 1 cloud"
    assert row(dialog, "trap")[1] == "Ready"
    assert "directory that Porthole was started in" not in texts(dialog)


@pytest.mark.usefixtures("no_keyring")
def test_a_vendor_profile_is_fetched_after_a_yes(
    desk: Desk, opened: Open, folder: Path, vendor: VendorServer
) -> None:
    vendor.answer = msgspec.json.encode({"name": "far", "profile": {"auth": {"auth_url": KEYSTONE}}})
    address = vendor.address
    auth = "{username: ada, user_domain_name: Default, password: x, project_name: web}"
    (folder / "clouds.yaml").write_text(f"clouds: {{far: {{profile: '{address}', auth: {auth}}}}}")
    dialog = opened()
    assert row(dialog, "far")[:3] == ["far", "Waits for you", ""]
    assert not button(dialog, "Import").isEnabled()
    assert f"far takes a part of its settings from {address}" in texts(dialog)
    assert vendor.paths == []
    click(dialog, "Fetch them")
    settle(desk)
    assert vendor.paths == ["/.well-known/openstack/api"]
    assert row(dialog, "far")[:3] == ["far", "Ready", KEYSTONE]
    assert "takes a part of its settings" not in texts(dialog)


@pytest.mark.usefixtures("no_keyring")
def test_what_is_wrong_is_said_of_each_cloud(opened: Open, folder: Path) -> None:
    (folder / "clouds.yaml").write_text("""
clouds:
  bare: {auth: {username: ada}}
  odd: [1]
  swiss: {profile: otc-swiss, auth: {username: ada, password: x, project_name: web}}
""")
    dialog = opened()
    assert {name: row(dialog, name)[1] for name in ("bare", "odd", "swiss")} == {
        "bare": "Incomplete",
        "odd": "Not usable",
        "swiss": "Ready",
    }
    assert ticked(dialog) == ["swiss"]
    assert "bare: It lacks auth_url, which password needs. Add it." in texts(dialog)
    press("Down", "Space")
    assert "odd: Its entry is not as clouds.yaml wants it." in texts(dialog)
    assert ticked(dialog) == ["swiss"]
    press("Down")
    assert "had no scheme, so https:// was put before it" in texts(dialog)
    spoken = item(dialog, "bare").data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("bare, Incomplete, It lacks auth_url")
    press("Up", "Up", "Space")
    assert ticked(dialog) == ["bare", "swiss"]


@pytest.mark.usefixtures("no_keyring")
def test_a_broken_file_is_told_with_its_line(opened: Open, folder: Path) -> None:
    (folder / "clouds.yaml").write_text("clouds:\n  prod: [\n")
    dialog = opened()
    assert heads(dialog) == ["~/.config/openstack/clouds.yaml: nothing to import"]
    assert f"{folder}/clouds.yaml is not YAML from line 3, column 1 on." in texts(dialog)
    assert not button(dialog, "Import").isEnabled()


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_secrets_live_for_this_run(desk: Desk, opened: Open, folder: Path) -> None:
    write(folder / "clouds.yaml", entry("prod"))
    dialog = opened()
    assert "Kept for this run only" in texts(dialog)
    with desk.qtbot.waitSignal(dialog.imported, timeout=DIALOG_SECONDS):
        click(dialog, "Import 1 cloud")
    (prod,) = desk.book.profiles
    assert desk.book.secret(prod) == PASSWORD


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_locked_keyring_is_told_and_there_is_another_way(desk: Desk, opened: Open, folder: Path) -> None:
    write(folder / "clouds.yaml", entry("prod"), entry("open", ""), entry("stage"))
    dialog = opened()
    lock_keyring()
    click(dialog, "Import 3 clouds")
    settle(desk)
    assert dialog.isVisible()
    assert [row(dialog, name)[1] for name in ("prod", "open", "stage")] == [
        "Not imported",
        "Imported",
        "Not imported",
    ]
    assert "1 imported, 2 not." in texts(dialog)
    assert ticked(dialog) == ["prod", "stage"]
    with desk.qtbot.waitSignal(dialog.imported, timeout=DIALOG_SECONDS) as told:
        click(dialog, "Keep them for this run only")
    assert len(told.args[0]) == 3
    assert {profile.name for profile in desk.book.profiles} == {"prod", "open", "stage"}


def test_an_import_that_waits_for_the_keyring_can_be_stopped(
    desk: Desk, opened: Open, folder: Path, unlocked_keyring: dict[str, str]
) -> None:
    write(folder / "clouds.yaml", entry("prod"), entry("stage"))
    dialog = opened()
    with hanging_keyring(unlocked_keyring["DBUS_SESSION_BUS_ADDRESS"]):
        click(dialog, "Import 2 clouds")
        assert "Importing." in texts(dialog)
        assert not dialog.tree.isEnabled()
        press("Esc")
        assert "Stopping." in texts(dialog)
    settle(desk)
    assert "0 imported, 2 not." in texts(dialog)
    assert desk.text() == ""
    with hanging_keyring(unlocked_keyring["DBUS_SESSION_BUS_ADDRESS"]):
        click(dialog, "Import 2 clouds")
        press("Esc", "Esc")
        assert not dialog.isVisible()
    settle(desk)
    assert desk.text() == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_cloud_that_is_there_already_is_not_ticked(desk: Desk, opened: Open, folder: Path) -> None:
    write(folder / "clouds.yaml", entry("prod"))
    first = opened()
    with desk.qtbot.waitSignal(first.imported, timeout=DIALOG_SECONDS):
        click(first, "Import 1 cloud")
    again = opened()
    assert row(again, "prod")[1] == "Already there"
    assert ticked(again) == []
    assert "You have it already: it is the profile prod." in texts(again)
    press("Space")
    with desk.qtbot.waitSignal(again.imported, timeout=DIALOG_SECONDS):
        click(again, "Import 1 cloud")
    assert [profile.name for profile in desk.book.profiles] == ["prod", "prod 2"]


@pytest.mark.usefixtures("no_keyring")
def test_the_variables_are_offered(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AUTH_URL": KEYSTONE,
        "USERNAME": "ada",
        "PASSWORD": "x",
        "PROJECT_NAME": "w",
    }.items():
        monkeypatch.setenv(f"OS_{name}", value)
    dialog = opened()
    assert heads(dialog) == ["OS_* variables: 1 cloud"]
    assert row(dialog, "w")[1:5] == ["Ready", KEYSTONE, "ada", "w"]


@pytest.mark.usefixtures("no_keyring")
def test_where_nothing_is_found_a_file_can_be_chosen(desk: Desk, opened: Open, tmp_path: Path) -> None:
    file = write(tmp_path / "mine.yaml", entry("prod"))
    dialog = opened()
    assert "No clouds were found" in texts(dialog)
    assert "~/.config/openstack" in texts(dialog)
    click(dialog, "Choose a file…")
    (chooser,) = dialog.findChildren(QFileDialog)
    desk.qtbot.waitUntil(chooser.isActiveWindow)
    (line,) = chooser.findChildren(QLineEdit)
    line.setFocus()
    line.setText(str(file))
    press("Return")
    settle(desk)
    assert heads(dialog) == [f"{file}: 1 cloud"]
    assert ticked(dialog) == ["prod"]


@pytest.mark.usefixtures("no_keyring")
def test_tab_goes_from_the_clouds_to_the_buttons(opened: Open, folder: Path) -> None:
    write(folder / "clouds.yaml", entry("prod"))
    dialog = opened()
    tab_to("Another file…")
    tab_to("Import 1 cloud")
    tab_to("Clouds to import")
    assert dialog.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_names_from_a_file_are_shown_as_plain_text(opened: Open, folder: Path) -> None:
    (folder / "clouds.yaml").write_text(entry("x").replace("  x:", 'clouds:\n  "a\\u202eb":'))
    dialog = opened()
    assert row(dialog, "a[U+202E]b")[1] == "Ready"


@pytest.mark.usefixtures("no_keyring")
def test_the_desk_opens_one_and_tells_what_came_of_it(desk: Desk, folder: Path, opened: Open) -> None:
    write(folder / "clouds.yaml", entry("prod"))
    window = opened()  # any window serves as the one the desk stands on
    door = ProfileDesk(desk.book, Connections(desk.book), desk.runner, window)
    door.import_clouds()
    door.import_clouds()
    settle(desk)
    (dialog,) = window.findChildren(ImportDialog)
    with desk.qtbot.waitSignal(door.profiles_imported, timeout=DIALOG_SECONDS) as told:
        click(dialog, "Import 1 cloud")
    assert told.args == [[profile.id for profile in desk.book.profiles]]
