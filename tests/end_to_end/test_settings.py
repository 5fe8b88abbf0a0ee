"""The settings window of the real program, by keys alone."""

from PySide6.QtWidgets import QApplication

from launcher.app import Start
from launcher.storage.settings import SettingsFile
from launcher.ui.theme import is_dark
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import stage


def test_a_choice_holds_at_once_and_is_written_down_at_once(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        on.hand.press("ctrl+comma")
        window = on.porthole.settings.window
        wait_until(window.isActiveWindow, "the settings")
        on.hand.press("alt+k")
        wait_until(lambda: is_dark(on.porthole.window.palette()), "the dark colours")
        wait_until(lambda: SettingsFile().read().colour_scheme == "dark", "them in the file")
        on.hand.press("Escape")
        wait_until(lambda: not window.isVisible(), "its end")
        assert on.porthole.window.isVisible()
        on.hand.press("alt+v", "l")
        on.hand.press("ctrl+comma")
        wait_until(window.isActiveWindow, "the settings")
        wait_until(lambda: not is_dark(window.palette()), "the light colours")
