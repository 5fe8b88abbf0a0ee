"""A window that is of the right kind for web views from the start.

A graphics card draws web views into another kind of window than Qt makes for text and buttons. Where the
first one starts in a window that is shown, Qt takes that window away and makes another: a flash, and for the
desktop another window. The first one starts when its link comes, long after the window.
"""

from PySide6.QtWidgets import QRhiWidget, QWidget

from launcher.ui.console.painter import paints_as_usual


def fit_for_web_views(window: QWidget) -> None:
    """Make a window of the kind that web views need; before it is shown, and after the painter is chosen.

    Neither the web engine nor Qt Quick is touched.
    """
    # What a card draws decides for its window, even hidden. A wrong guess would leave web views blank.
    if paints_as_usual():
        QRhiWidget(window).hide()
