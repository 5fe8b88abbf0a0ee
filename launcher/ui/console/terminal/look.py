"""How a terminal looks: the platform's fixed font, and colours for light and for dark."""

from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette

from launcher.ui.theme import Tone, is_dark

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_LIGHT = ("#24282e", "#c9302c", "#2e8540", "#8f6400", "#1f6fd0", "#8a3fa8", "#0f7c86", "#8b919b")
_LIGHT_BRIGHT = ("#5f6670", "#d9463f", "#2f9348", "#a97a00", "#3a86e0", "#a355c2", "#17919c", "#aab0b9")
_DARK = ("#3a3f47", "#ff7a70", "#5dc777", "#f0b13f", "#6cb1ff", "#d08be8", "#5cc9d3", "#d5d9df")
_DARK_BRIGHT = ("#7b828c", "#ff9d95", "#84dc99", "#ffcb70", "#96c8ff", "#e2aef3", "#8be0e8", "#ffffff")


def look_of(palette: QPalette) -> dict[str, object]:
    """Return options of xterm.js (``ITerminalOptions``) for a palette, and ``mark``: what is found."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    mark = QColor(Tone.WARNING.on(palette))
    base = palette.base().color()
    return {
        "fontFamily": f'"{QFontInfo(font).family()}", monospace',
        "fontSize": QFontInfo(font).pixelSize(),
        "theme": _theme(palette),
        "mark": _mixed(base, mark, 0.35).name(),
    }


def _theme(palette: QPalette) -> dict[str, str]:
    dark = is_dark(palette)
    plain, bright = (_DARK, _DARK_BRIGHT) if dark else (_LIGHT, _LIGHT_BRIGHT)
    base, text = palette.base().color(), palette.text().color()
    highlight = palette.highlight().color()
    return {
        "background": base.name(),
        "foreground": text.name(),
        "cursor": text.name(),
        "cursorAccent": base.name(),
        "selectionBackground": _mixed(base, highlight, 0.55).name(),
        "selectionInactiveBackground": _mixed(base, highlight, 0.35).name(),
        **dict(zip(_NAMES, plain, strict=True)),
        **{f"bright{name.title()}": colour for name, colour in zip(_NAMES, bright, strict=True)},
    }


def _mixed(ground: QColor, colour: QColor, part: float) -> QColor:
    pairs = zip(ground.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(below + (above - below) * part) for below, above in pairs))
