"""What ``make demo`` runs where there is no screen."""

import subprocess
import sys

from PySide6.QtGui import QImage

from tests.end_to_end.headless_demo import PICTURE
from tests.end_to_end.reading import text_on


def test_the_demo_opens_a_console_by_itself_and_leaves_a_picture() -> None:
    PICTURE.unlink(missing_ok=True)
    program = [sys.executable, "-m", "tests.end_to_end.headless_demo"]
    done = subprocess.run(program, check=False, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(PICTURE) in done.stdout
    assert "web-01 login:" in text_on(QImage(str(PICTURE)))
