"""The few colours that are ours; everything else is the platform's palette."""

from enum import Enum

from PySide6.QtGui import QColor, QPalette

from launcher.model.console import LinkState
from launcher.model.server import ServerStatus


class Tone(Enum):
    """What a colour says: its value is the pair for light and for dark backgrounds.

    Each pair has a contrast of at least 3:1 against Fusion's base colours (WCAG 2.2, 1.4.11).
    """

    GOOD = ("#2e8540", "#5dc777")
    WARNING = ("#b26a00", "#f0b13f")
    BAD = ("#c9302c", "#ff7a70")
    BUSY = ("#1f6fd0", "#6cb1ff")
    OFF = ("#7b828c", "#949ba6")

    def on(self, palette: QPalette) -> QColor:
        """Return the colour for a palette."""
        return QColor(self.value[1 if is_dark(palette) else 0])


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return palette.base().color().lightness() < palette.text().color().lightness()


def muted(palette: QPalette) -> QColor:
    """Return the colour of text that may be overlooked."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def tone_of_status(status: ServerStatus) -> Tone:
    """Return what a server's status says at a glance."""
    return _STATUS_TONES.get(status, Tone.BUSY)


def tone_of_link(state: LinkState) -> Tone:
    """Return what a link's state says at a glance."""
    return {LinkState.FRESH: Tone.BUSY, LinkState.ENDING: Tone.WARNING, LinkState.EXPIRED: Tone.BAD}[state]


_STATUS_TONES = {
    ServerStatus.ACTIVE: Tone.GOOD,
    ServerStatus.ERROR: Tone.BAD,
    ServerStatus.DELETED: Tone.OFF,
    ServerStatus.PAUSED: Tone.WARNING,
    ServerStatus.RESCUE: Tone.WARNING,
    ServerStatus.SHELVED: Tone.OFF,
    ServerStatus.SHELVED_OFFLOADED: Tone.OFF,
    ServerStatus.SHUTOFF: Tone.OFF,
    ServerStatus.SOFT_DELETED: Tone.OFF,
    ServerStatus.SUSPENDED: Tone.WARNING,
    ServerStatus.UNKNOWN: Tone.OFF,
    ServerStatus.VERIFY_RESIZE: Tone.WARNING,
}
