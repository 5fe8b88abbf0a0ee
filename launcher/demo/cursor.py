"""The mouse pointer: without one of ours a viewer shows none at all."""

from launcher.demo.painter import PixelFormat

# An even number of lines: noVNC 1.3 paints amiss what follows a length that is no multiple of four.
_SHAPE = (
    "X          ",
    "XX         ",
    "X.X        ",
    "X..X       ",
    "X...X      ",
    "X....X     ",
    "X.....X    ",
    "X......X   ",
    "X.......X  ",
    "X........X ",
    "X.....XXXXX",
    "X..X..X    ",
    "X.X X..X   ",
    "XX  X..X   ",
    "X    X..X  ",
    "     X..X  ",
    "      XX   ",
    "           ",
)
WIDTH, HEIGHT = len(_SHAPE[0]), len(_SHAPE)
_COLOURS = {"X": (0, 0, 0), ".": (255, 255, 255), " ": (0, 0, 0)}


def pointer(form: PixelFormat) -> bytes:
    """Return an arrow's pixels and mask, as the Cursor pseudo-encoding has them (RFC 6143, 7.8.1)."""
    pixels = b"".join(form.pixel(_COLOURS[point]) for line in _SHAPE for point in line)
    return pixels + b"".join(map(_mask, _SHAPE))


def _mask(line: str) -> bytes:
    bits = "".join("0" if point == " " else "1" for point in line)
    whole_bytes = -(-len(bits) // 8)
    return int(bits.ljust(whole_bytes * 8, "0"), 2).to_bytes(whole_bytes, "big")
