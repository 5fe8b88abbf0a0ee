"""Offers to keep the filter that stands in the box."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from launcher.model.bookmarks import SavedFilter
from launcher.services.places import Place
from launcher.ui.text import visible


class FilterSaving(QWidget):
    """A button while there is something to keep; a second one while a saved filter was changed."""

    save_requested = Signal(str)
    """A filter's text is to be saved as a new one."""

    update_requested = Signal(object, str)
    """A :class:`SavedFilter` is to have another text."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box.parentWidget())
        self._filters: tuple[SavedFilter, ...] = ()
        self._chosen: SavedFilter | None = None
        self._text = ""
        self.save_button = self._button(self.tr("Save"))
        self.save_button.setAccessibleName(self.tr("Save this filter"))
        self.save_button.setToolTip(self.tr("Keep this filter in the sidebar (Ctrl+S)"))
        self.save_button.clicked.connect(self._save)
        self.update_button = self._button(self.tr("Update"))
        self.update_button.clicked.connect(self._update)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), box)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._save)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.save_button)
        layout.addWidget(self.update_button)
        # What stands beside it does not move when there is something to save.
        kept = self.save_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.save_button.setSizePolicy(kept)
        self._look_again()

    def show_text(self, text: str, *, wrong: bool) -> None:
        """Offer to keep a text; one that is not to be understood is not kept."""
        self._text = "" if wrong else text.strip()
        self._look_again()

    def show_filters(self, filters: tuple[SavedFilter, ...]) -> None:
        """Take in which filters are saved already."""
        self._filters = filters
        self._look_again()

    def show_place(self, place: Place) -> None:
        """Take in where the person is."""
        self._chosen = place if isinstance(place, SavedFilter) else None
        self._look_again()

    def _look_again(self) -> None:
        offered = bool(self._text) and all(one.text != self._text for one in self._filters)
        self.save_button.setVisible(offered)
        self.update_button.setVisible(offered and self._chosen is not None)
        if self._chosen is not None:
            tip = self.tr("Change the filter “{0}” to what stands in the box").format(
                visible(self._chosen.name)
            )
            self.update_button.setToolTip(tip)
            self.update_button.setAccessibleName(tip)

    def _save(self) -> None:
        if not self.save_button.isHidden():
            self.save_requested.emit(self._text)

    def _update(self) -> None:
        if self._chosen is not None:
            self.update_requested.emit(self._chosen, self._text)

    def _button(self, label: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(label)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
