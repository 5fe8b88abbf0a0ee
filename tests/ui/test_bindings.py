"""PySide6 loads without a hand in every import."""

import subprocess
import sys

_LOADS = """
import builtins
plain = builtins.__import__
from launcher.ui.bindings import load_qt
load_qt()
assert builtins.__import__ is plain
from PySide6.QtWidgets import QApplication, QLabel
assert builtins.__import__ is plain
application = QApplication([])
label = QLabel("web-01")
label.show()
print(label.text(), label.isVisible())
"""


def test_imports_stay_pythons_own_and_qt_has_its_usual_names() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADS], check=False, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "web-01 True\n"), done.stderr
