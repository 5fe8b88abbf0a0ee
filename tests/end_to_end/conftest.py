"""A desktop as a person has one: a display with a window manager, and an unlocked keyring."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.secret_service import meet, secret_service

__all__ = ["desktop", "meet"]


@pytest.fixture
def desktop(qapp: QApplication, meet) -> Iterator[QApplication]:
    """Bring a keyring to the display that is there already; returns the application."""
    display = os.environ["DISPLAY"]
    with secret_service() as environment:
        meet(environment | {"DISPLAY": display})
        yield qapp
