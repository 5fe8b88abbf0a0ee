"""The settings window of the real program, by keys alone."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

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
        on.hand.press("alt+t")
        wait_until(lambda: not SettingsFile().read().keep_in_tray, "the end of its stay in the tray")
        on.hand.press("Escape")
        wait_until(lambda: not window.isVisible(), "its end")
        assert on.porthole.window.isVisible()
        on.hand.choose("alt+v", "l")
        on.hand.press("ctrl+comma")
        wait_until(window.isActiveWindow, "the settings")
        wait_until(lambda: not is_dark(window.palette()), "the light colours")


def test_a_broken_file_is_told_of_and_the_program_starts(qapp: QApplication) -> None:
    path = SettingsFile().path
    path.parent.mkdir(parents=True)
    path.write_text('colour_scheme = "da')
    with stage(Start(demo=True), qapp) as on:
        notices = on.porthole.pane.notices
        wait_until(notices.isVisible, "the notice")
        said = " ".join(label.text() for label in notices.findChildren(QLabel) if label.isVisible())
        assert f"{path} could not be understood" in said
        assert "settings.toml.broken" in said
    assert path.with_name("settings.toml.broken").read_text() == 'colour_scheme = "da'


def test_each_access_key_leads_to_one_place(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        on.porthole.settings.show()
        window = on.porthole.settings.window
        labels = [one.text() for one in window.findChildren(QLabel) if one.buddy() is not None]
        texts = labels + [one.text() for one in window.findChildren(QAbstractButton)]
        keys = [QKeySequence.mnemonic(text).toString() for text in texts if "&" in text]
        assert len(keys) == 10
        assert len(set(keys)) == len(keys), sorted(keys)
