"""A window that is of the right kind for web views from the start.

A graphics card draws web views into another kind of window than Qt makes for text and buttons. Where the
first one starts in a window that is shown, Qt takes that window away and makes another: a flash, and for the
desktop another window. The first one starts when its link comes, long after the window.
"""

import os

from PySide6.QtWidgets import QRhiWidget, QWidget

_OTHER_WAYS = ("QMLSCENE_DEVICE", "QSG_RHI_BACKEND")
"""Environment variables by which web views are painted in another way than is usual on this system."""


def fit_for_web_views(window: QWidget) -> None:
    """Make a window of the kind that web views need; before it is shown, and after the painter is chosen.

    Neither the web engine nor Qt Quick is touched.
    """
    usual = os.environ.get("QT_QUICK_BACKEND", "") in {"", "rhi"}
    # What a card draws decides for its window, even hidden. A wrong guess would leave web views blank.
    if usual and not any(name in os.environ for name in _OTHER_WAYS):
        QRhiWidget(window).hide()
