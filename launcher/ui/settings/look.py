"""How Porthole looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from launcher.ui.settings.group import Group


class LookGroup(Group):
    """Light, dark, or as the desktop has it."""

    scheme_chosen = Signal(str)
    """A person chose a colour scheme, by its name in the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Colours"), parent)
        self._buttons: dict[str, QRadioButton] = {}
        together = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        for scheme, label in (
            ("system", self.tr("As the &desktop")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("Dar&k")),
        ):
            button = self._buttons[scheme] = QRadioButton(label, self)
            together.addButton(button)
            button.clicked.connect(lambda _checked, scheme=scheme: self.scheme_chosen.emit(scheme))
            row.addWidget(button)
        row.addStretch()
        self.add(row)

    def show_scheme(self, scheme: str) -> None:
        """Show which colour scheme is in force."""
        self._buttons[scheme].setChecked(True)
