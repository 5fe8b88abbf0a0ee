"""Pages in one place, of which the shown one has the keyboard that the place has."""

from typing import cast

from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

from launcher.ui.face import Face


class KeyboardStack(QStackedWidget):
    """Hands the keyboard to what it shows: to a page's first button, or to the page itself."""

    def show_page(self, page: QWidget, place: QWidget) -> None:
        """Show a page; it takes the keyboard where ``place``, or nothing in the window, had it."""
        if page is self.currentWidget():
            return
        had_keyboard = has_keyboard(place)
        self.setCurrentWidget(page)
        if had_keyboard:
            self.take_keyboard()

    def paint_beneath(self, *, others: bool) -> None:
        """Let the pages that are not shown paint all the same, covered by the shown one; or let them rest."""
        layout = cast("QStackedLayout", self.layout())
        layout.setStackingMode(layout.StackingMode.StackAll if others else layout.StackingMode.StackOne)
        if not others:
            # Qt forgets to where the first is current: they would count on, and Tab find their buttons.
            for page in filter(None, map(self.widget, range(self.count()))):
                page.setVisible(page is self.currentWidget())

    def take_keyboard(self) -> None:
        """Let Enter press the shown page's first button, or the server's screen have all keys."""
        page = self.currentWidget()
        if page is None:
            return
        for face in [page, *page.findChildren(Face)]:
            button = face.default_button if isinstance(face, Face) else None
            if button is not None and button.isVisibleTo(page):
                button.setFocus()
                return
        page.setFocus()


def has_keyboard(place: QWidget) -> bool:
    """Whether something in here has its window's keyboard, or nothing has it."""
    focused = place.window().focusWidget()
    return focused is None or place.isAncestorOf(focused)
