"""The few colours that are ours; everything else is the platform's palette."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton

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
    FAVOURITE = ("#bd8800", "#f2c14b")

    def on(self, palette: QPalette) -> QColor:
        """Return the colour for a palette."""
        return QColor(self.value[1 if is_dark(palette) else 0])


def apply_colour_scheme(application: QApplication, scheme: str) -> None:
    """Follow the desktop's colours (``system``), or hold to ``light`` or ``dark``.

    Where the desktop's Qt plugin cannot switch (bare X11 has none), the palette is ours.
    """
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    hints = application.styleHints()
    hints.setColorScheme(wanted)
    if wanted is Qt.ColorScheme.Dark and hints.colorScheme() is not Qt.ColorScheme.Dark:
        application.setPalette(_dark_palette())
    else:
        application.setPalette(QPalette())
    outline_boxes(application)


def outline_boxes(application: QApplication) -> None:
    """Let boxes and buttons that are not ticked be seen in the dark. For whenever it falls, or ends."""
    palette = QPalette()
    if is_dark(application.palette()):
        outline(palette, application.palette())
    for kind in (QCheckBox, QRadioButton):
        # A str to the program, bytes to its stub (PySide6 6.11).
        application.setPalette(palette, kind.__name__)  # type: ignore[arg-type]


def outline(palette: QPalette, like: QPalette | None = None) -> None:
    """Change the palette of something to tick so that Fusion draws its edge in a colour that stands out.

    Args:
        palette: it is changed.
        like: where the colour comes from; None: from itself.
    """
    # Fusion draws the edge in a darker shade of this one, for which a dark window leaves none.
    palette.setColor(QPalette.ColorRole.Window, muted(like or palette))


def _dark_palette() -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: "#2d3036",
        role.Base: "#1b1d21",
        role.AlternateBase: "#353940",
        role.Button: "#3d4149",
        role.ToolTipBase: "#3d4149",
        role.WindowText: "#e4e6ea",
        role.Text: "#e4e6ea",
        role.ButtonText: "#e4e6ea",
        role.ToolTipText: "#e4e6ea",
        role.BrightText: "#ffffff",
        role.PlaceholderText: "#979da7",
        role.Highlight: "#2f6fb5",
        role.HighlightedText: "#ffffff",
        role.Accent: "#4d9be6",
        role.Link: "#6cb1ff",
        role.LinkVisited: "#b39ddb",
        role.Light: "#4c5059",
        role.Midlight: "#444850",
        role.Mid: "#17191c",
        role.Dark: "#121316",
        role.Shadow: "#000000",
    }
    palette = QPalette()
    for one, colour in colours.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor("#767c86"))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return palette.base().color().lightness() < palette.text().color().lightness()


def muted(palette: QPalette) -> QColor:
    """Return the colour of text that may be overlooked."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def tabular(font: QFont) -> QFont:
    """Return ``font`` with figures of equal width, so that a countdown does not tremble."""
    fixed = QFont(font)
    fixed.setFeature(QFont.Tag("tnum"), 1)
    return fixed


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
