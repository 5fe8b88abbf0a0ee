"""What a server says on its serial line: all that Linux writes on its screen (``console=ttyS0``)."""

from launcher.demo.screen import TextScreen

_KEPT = 32_768
"""Characters; whoever connects later sees the last of what was said, as through QEMU's ring buffer."""

_EMPTY_SCREEN = "\x1b[H\x1b[2J"


class Speech:
    """The text of one serial line, and how much of it there was."""

    def __init__(self) -> None:
        self._text = ""
        self._said = 0

    def add(self, text: str) -> None:
        """Say something; lines end as a serial line's do."""
        text = text.replace("\n", "\r\n")
        self._said += len(text)
        self._text = (self._text + text)[-_KEPT:]

    def since(self, mark: int) -> tuple[str, int]:
        """Return what was said after ``mark``, as far as it is kept, and the mark to ask with next time."""
        new = self._said - mark
        return (self._text[-new:] if new else ""), self._said


class SpokenScreen(TextScreen):
    """A text screen that says what is written on it."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech

    def write(self, text: str) -> None:
        """Write at the cursor, and say it."""
        super().write(text)
        self._speech.add(text)

    def clear(self) -> None:
        """Empty the screen, and the one at the other end of the line."""
        super().clear()
        self._speech.add(_EMPTY_SCREEN)
