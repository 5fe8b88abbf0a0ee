"""What can be seen on Linux of the installers for Windows and macOS; CI builds and tries them there."""

import plistlib
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

PACKAGING = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PACKAGING / "windows"), str(PACKAGING / "freeze")]


def test_the_setup_for_windows_compiles_without_a_warning(tmp_path: Path) -> None:
    tree = tmp_path / "frozen" / "porthole"
    (tree / "_internal").mkdir(parents=True)
    names = (
        "LICENSE.txt",
        "THIRD-PARTY.txt",
        "porthole.exe",
        "porthole-window.exe",
        "_internal/base_library.zip",
    )
    for name in names:
        (tree / name).write_text("a stand-in", encoding="utf-8")
    (tmp_path / "frozen" / "porthole.cdx.json").write_text("{}", encoding="utf-8")
    _draw(tmp_path / "frozen" / "icons")
    build = [sys.executable, PACKAGING / "windows" / "build.py", tmp_path, "--frozen", tmp_path / "frozen"]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    setup = next(tmp_path.glob("porthole-*-setup.exe"))
    assert setup.read_bytes()[:2] == b"MZ"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", "1.2.3.65535"), ("1.2.3.dev40+gabc", "1.2.3.40"), ("1.2.dev99999+gabc", "1.2.0.65534")],
)
def test_windows_compares_versions_as_they_follow_each_other(version: str, numbers: str) -> None:
    assert runpy.run_path(str(PACKAGING / "windows" / "build.py"))["numbers"](version) == numbers


def test_windows_and_macos_get_their_icons(tmp_path: Path) -> None:
    _draw(tmp_path)
    icon = QImageReader(str(tmp_path / "porthole.ico"))
    sizes = {icon.read().width() for place in range(icon.imageCount()) if icon.jumpToImage(place)}
    assert sizes == {16, 24, 32, 48, 64, 128, 256}
    icon = QImageReader(str(tmp_path / "porthole.icns"))
    assert icon.canRead()
    assert not icon.read().isNull()


def test_the_hardened_runtime_allows_the_web_engine_what_it_needs() -> None:
    allowed = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert allowed["com.apple.security.cs.allow-jit"] is True


def test_the_disk_image_shows_the_program_and_where_to_drag_it() -> None:
    settings = runpy.run_path(
        str(PACKAGING / "macos" / "dmg_settings.py"), {"defines": {"app": "/somewhere/Porthole.app"}}
    )
    assert settings["files"] == ["/somewhere/Porthole.app"]
    shown = {Path(settings["files"][0]).name, *settings["symlinks"]}
    assert shown == set(settings["icon_locations"])


def _draw(folder: Path) -> None:
    import icons

    icons.draw(PACKAGING.parent / "resources" / "icons" / "porthole.svg", folder)
