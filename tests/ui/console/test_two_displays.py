"""A console on a desk with two displays."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECONDS = 60


def test_the_full_screen_is_on_the_chosen_display_and_the_window_comes_back_to_where_it_stood() -> None:
    command = [str(ROOT / "packaging" / "setup" / "with-display"), sys.executable, "-m"]
    done = subprocess.run(
        [*command, "tests.ui.console.two_displays"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "displays": ["left", "right"],
        "right": ["True", "right"],
        "left": ["True", "left"],
        "back": ["False", "left"],
        "here": ["True", "left"],
        "back again": ["False", "left"],
    }
