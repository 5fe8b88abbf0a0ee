"""Which login methods several factors are put together of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from launcher.services.checks import METHODS, chosen_methods, factor_types
from launcher.ui.profiles.methods import method_label

_COLUMNS = 2


class FactorChoice(QWidget):
    """A box to tick for each method that can be one of several."""

    changed = Signal()

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        """Tick the methods that ``chosen`` names; ones that are not known here stay as they are."""
        super().__init__(parent)
        methods = chosen_methods({METHODS: chosen})
        self._strange = tuple(method for method in methods if method not in factor_types())
        self._chosen = [method for method in methods if method not in self._strange]
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(_COLUMNS, 1)
        for index, method in enumerate(factor_types()):
            box = QCheckBox(method_label(method), self)
            box.setChecked(method in methods)
            box.toggled.connect(lambda ticked, method=method: self._on_toggled(method, ticked=ticked))
            grid.addWidget(box, index // _COLUMNS, index % _COLUMNS)
            self.boxes[method] = box

    @property
    def text(self) -> str:
        """The methods as a profile names them, in the order of their choice."""
        return ", ".join((*self._chosen, *self._strange))

    def _on_toggled(self, method: str, *, ticked: bool) -> None:
        if ticked:
            self._chosen.append(method)
        else:
            self._chosen.remove(method)
        self.changed.emit()
