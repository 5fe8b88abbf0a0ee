"""Who paints consoles: the graphics card, or the processor where there is none."""

import os
import sys

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext

_BACKEND = "QT_QUICK_BACKEND"
"""What Qt Quick paints with (Qt Quick, "Scene Graph Adaptations"); whoever has set it knows better."""

_OTHER_WAYS = ("QMLSCENE_DEVICE", "QSG_RHI_BACKEND")
"""Further variables by which Qt Quick paints in another way than is usual on this system."""

_GL_RENDERER = 0x1F01
"""OpenGL's name of what draws (OpenGL 2.0, 6.1.11)."""

_WITHOUT_A_CARD = ("llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader")


def choose_painter() -> None:
    """Settle it; to be called before the program's first web view is shown. Takes up to 40 ms.

    A virtual desktop has no card, and Mesa then pretends to be one. The web engine paints by itself, and what
    remains is to bring its picture to the window: without the detour over Mesa a console is there in two
    thirds of the time.
    """
    if sys.platform.startswith("linux") and _BACKEND not in os.environ and not _has_card():
        # Qt has a call for that too, in Python modules that take 10 MB more.
        os.environ[_BACKEND] = "software"


def paints_as_usual() -> bool:
    """Whether web views are painted in the way that is this system's own; once the painter is chosen."""
    backend = os.environ.get(_BACKEND, "")
    return backend in {"", "rhi"} and not any(name in os.environ for name in _OTHER_WAYS)


def _has_card() -> bool:
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return False
    drawn_by = str(context.functions().glGetString(_GL_RENDERER)).lower()
    context.doneCurrent()
    return not any(name in drawn_by for name in _WITHOUT_A_CARD)
