"""The bar above the list: filter, count, age, refresh and cancel."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStyle, QToolButton, QWidget

from launcher.ui.servers.filter_problem import FilterProblem
from launcher.ui.servers.filter_saving import FilterSaving

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400

_SPACING = 10
"""Pixels."""


class FilterBox(QLineEdit):
    """Where words are typed. Esc clears, Down leaves for the list, Enter opens.

    Attributes:
        wrong: whether what stands in it is not to be understood.
    """

    left = Signal()
    """The keyboard wants into the list."""

    entered = Signal(bool)
    """The first match is to be opened; True: the other way."""

    wrong_entered = Signal()
    """Enter was pressed while the filter is not to be understood: nothing is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter servers…"))
        self.setAccessibleName(self.tr("Filter servers"))
        self.setToolTip(
            self.tr("Words match any column (Ctrl+F). Esc clears.\nAlso: {0}").format(
                'status:error  ip:10.0.  tag:web  age:<2d  fav:yes  meta:env=prod  -word  "two words"'
            )
        )
        # To look for its icon takes 4 ms, which the start has no use for.
        self.textChanged.connect(lambda: self.setClearButtonEnabled(True))
        self.wrong = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Handle the keys that are more than editing."""
        match event.key():
            case Qt.Key.Key_Escape:
                if self.text():
                    self.clear()
                else:
                    self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.wrong:
                self.wrong_entered.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            case _:
                super().keyPressEvent(event)


class FilterBar(QWidget):
    """The filter to the left; how many and how old to the right.

    Attributes:
        box: where the filter is typed.
        saving: offers to keep it.
    """

    refresh_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = FilterBox(self)
        self.box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.saving = FilterSaving(self.box)
        self.problem = FilterProblem(self)
        self.box.wrong_entered.connect(self.problem.show_now)
        self._count = QLabel(self)
        self._age = QLabel(self)
        self._age.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        # The first to give way where there is little room.
        self._age.setMinimumWidth(1)
        self.refresh_button = QToolButton(self)
        # A style's icon, not a character: looking for a font that has the arrow costs 15 ms at the start.
        self.refresh_button.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_BrowserReload))
        self.refresh_button.setAutoRaise(True)
        self.refresh_button.setAccessibleName(self.tr("Refresh"))
        self.refresh_button.setToolTip(self.tr("Refresh (F5)"))
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.cancel_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(_SPACING)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.saving)
        layout.addWidget(self.problem)
        layout.addStretch()
        for widget in (self._count, self._age, self.refresh_button, self.cancel_button):
            layout.addWidget(widget)
        self.setFixedHeight(max(self.cancel_button.sizeHint().height(), self.box.sizeHint().height()) + 12)
        self.show_loading(loading=False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep the gap before what is wrong with a filter: a small window does not grow as one types."""
        hint = super().minimumSizeHint()
        gap = 0 if self.problem.isVisibleTo(self) else _SPACING
        return QSize(hint.width() + gap, hint.height())

    def show_count(self, shown: int, known: int) -> None:
        """Say how many servers there are, and how many of them pass the filter."""
        if shown != known:
            words = self.tr("{0} of {1}").format(f"{shown:,}", f"{known:,}")
        elif known == 1:
            words = self.tr("1 server")
        else:
            words = self.tr("{0} servers").format(f"{known:,}")
        self._count.setText(words if known else "")

    def show_filter_problem(self, problem: str) -> None:
        """Say what is wrong with the filter, or that nothing is any more."""
        self.box.wrong = bool(problem)
        self.box.setAccessibleDescription(problem)
        self.problem.show_text(problem)
        self.saving.show_text(self.box.text(), wrong=self.box.wrong)

    def show_loading(self, *, loading: bool) -> None:
        """Offer Cancel while a list is loading, Refresh otherwise."""
        self.refresh_button.setVisible(not loading)
        self.cancel_button.setVisible(loading)

    def show_age(self, seconds: float | None, *, refreshing: bool = False) -> None:
        """Say how old the list is; None: there is none."""
        if seconds is None:
            self._age.clear()
        elif not refreshing:
            self._age.setText(self._ago(seconds))
        elif seconds < _MINUTE:
            self._age.setText(self.tr("refreshing…"))
        else:
            self._age.setText(self.tr("from {0}, refreshing…").format(self._ago(seconds)))

    def _ago(self, seconds: float) -> str:
        if seconds < _MINUTE:
            return self.tr("just now")
        if seconds < _HOUR:
            return self.tr("{0} min ago").format(int(seconds // _MINUTE))
        if seconds < 2 * _DAY:
            return self.tr("{0} h ago").format(int(seconds // _HOUR))
        return self.tr("{0} days ago").format(int(seconds // _DAY))
