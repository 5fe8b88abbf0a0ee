"""The pictures that are shipped with Porthole."""

from pathlib import Path

from PySide6.QtGui import QIcon


def application_icon() -> QIcon:
    """Return Porthole's own icon."""
    return QIcon(str(_resources() / "icons" / "porthole.svg"))


def _resources() -> Path:
    package = Path(__file__).parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
