"""How large a server's screen is to be shown."""

from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = 0.25, 5.0
"""What the web engine can do."""

_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
_NEAR = 0.001

_SLACK = 0.999
"""A page that is as wide as its view to a fraction of a pixel gets bars to scroll it with."""


class ZoomMode(StrEnum):
    """What decides how large it is."""

    AUTOMATIC = "automatic"
    """As large as it is; smaller where the window is."""

    FIT = "fit"
    """As large as the window lets it be."""

    FIXED = "fixed"
    """As a person wants it."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """A choice of a person's.

    Attributes:
        mode: see :class:`ZoomMode`.
        factor: of a fixed one.
    """

    mode: ZoomMode = ZoomMode.AUTOMATIC
    factor: float = 1.0

    def of(self, room: tuple[float, float], screen: tuple[int, int], beside: tuple[int, int]) -> float:
        """Return the factor for a screen in a room.

        Args:
            room: width and height of the view, pixels at factor 1.
            screen: width and height of the server's screen, pixels.
            beside: width and height of what else the page shows; it grows and shrinks with the screen.
        """
        if self.mode is ZoomMode.FIXED:
            return self.factor
        fitting = min(
            room[0] / (screen[0] + beside[0]),
            room[1] / (screen[1] + beside[1]),
        )
        if self.mode is ZoomMode.AUTOMATIC and fitting >= 1:
            return 1.0
        return min(max(fitting * _SLACK, LEAST), MOST)


def step_from(factor: float, by: int) -> float:
    """Return the next of the usual factors above (``by`` is 1) or below (-1) one."""
    if by > 0:
        return next((one for one in _STEPS if one > factor + _NEAR), MOST)
    return next((one for one in reversed(_STEPS) if one < factor - _NEAR), LEAST)
