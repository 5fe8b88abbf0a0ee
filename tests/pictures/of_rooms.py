"""Pictures of the dialogs: what is asked, and before what."""

import os

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from launcher.ui.profiles.import_dialog import ImportDialog
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage
from tests.end_to_end.trayer import trayer, wait_for_icon
from tests.notification_daemon import notification_daemon
from tests.pictures.camera import come_forward, save, save_with_popup
from tests.portal import portal
from tests.secret_service import private_bus


def power(on: Stage) -> None:
    """Several servers of production are to be stopped: the names, and a word to type."""
    on.wait_for_servers()
    book = on.porthole.book
    first = book.profiles[0]
    book.save(msgspec.structs.replace(first, production=True))
    on.porthole.show_profiles()
    come_forward(on.porthole.window)
    on.hand.click_row(on.porthole.pane.table, 3, times=1)
    on.hand.press("shift+Down", "shift+Down", "alt+s", "p")
    menu = on.porthole.window.power_menu
    wait_until(menu.isVisible, "the menu")
    (stop,) = [one for one in menu.actions() if "top" in one.text()]
    on.hand.click_action(menu, stop)
    wait_for_dialog()
    save_with_popup(on, on.porthole.window, "power")
    on.hand.press("Escape")


def an_editor(on: Stage) -> None:
    """A new profile: fields of its login method, and where its secret is kept."""
    on.wait_for_servers()
    come_forward(on.porthole.window)
    on.hand.press("ctrl+n")
    wait_for_dialog()
    on.hand.point_away()
    save_with_popup(on, on.porthole.window, "editor")
    on.hand.press("Escape")


def an_import(on: Stage) -> None:
    """The clouds of a ``clouds.yaml``, to be chosen from."""
    wait_until(on.porthole.pane.face.isVisible, "the first start's card")
    come_forward(on.porthole.window)
    on.porthole.window.import_requested.emit()
    dialog = wait_for_dialog()
    assert isinstance(dialog, ImportDialog)
    wait_until(dialog.foot.import_button.isEnabled, "the clouds")
    save_with_popup(on, on.porthole.window, "import")
    on.hand.press("Escape")


def the_settings(on: Stage) -> None:
    """Everything that can be switched, on a desktop that has all of it."""
    on.wait_for_servers()
    with private_bus() as environment, trayer():
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = environment["DBUS_SESSION_BUS_ADDRESS"]
        with portal(), notification_daemon():
            wait_for_icon(on)
            come_forward(on.porthole.window)
            on.hand.press("ctrl+comma")
            window = on.porthole.settings.window
            wait_until(window.isActiveWindow, "the settings")
            on.hand.press("alt+q")
            wait_until(lambda: on.porthole.shortcut.shortcut.trigger, "the key")
            wait_until(lambda: on.porthole.runner.idle, "how things stand")
            save(on, window, "settings")


def wait_for_dialog() -> QWidget:
    """Wait until a dialog stands before the window; returns it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wait_until(lambda: (w := QApplication.activeModalWidget()) is not None and w.isVisible(), "the dialog")
    settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog
