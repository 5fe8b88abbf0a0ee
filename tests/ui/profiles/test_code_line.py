"""What counts as a one-time code."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from launcher.ui.profiles.code_line import CodeLine
from tests.ui.profiles.parts import press


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("1234-5678", "12345678"),
        ("123\u00a0456", "123456"),
        ("12345", ""),
        ("123456789", ""),
        ("12345a", ""),
        ("", ""),
    ],
)
def test_a_code_is_taken_as_apps_write_it(qtbot: QtBot, pasted: str, code: str) -> None:
    line = CodeLine()
    qtbot.addWidget(line)
    line.show()
    line.line.setFocus()
    qtbot.waitUntil(line.line.hasFocus)
    QGuiApplication.clipboard().setText(pasted)
    press("Ctrl+V")
    assert line.line.text() == pasted
    assert line.code == code
