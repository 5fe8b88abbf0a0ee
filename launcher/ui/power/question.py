"""The question before servers are stopped or rebooted, or production is touched at all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from launcher.model.server import Server
from launcher.ui.band import ProductionBand
from launcher.ui.power import words
from launcher.ui.power.choice import Choice
from launcher.ui.power.roll import Roll, align
from launcher.ui.profiles.dialog import QuietDialog, button, paragraph
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.text import visible


class PowerQuestion(QuietDialog):
    """Names the servers, says what will happen to them, and waits for a person's word."""

    confirmed = Signal(object)
    """The tuple of :class:`Server` to go on with."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.line: QLineEdit | None = None
        self.rolls: list[Roll] = []
        self.setWindowTitle(words.label(choice.action).replace("&", ""))
        self._build()
        align(self.rolls)
        follow_layout(self)
        self._first_stop().setFocus()

    def on_enter(self, *, with_control: bool) -> None:  # noqa: ARG002 - the base's
        """Lead from the typed word to the button, which takes another Enter."""
        if self.act_button.isEnabled():
            self.act_button.setFocus()

    def _build(self) -> None:
        choice = self._choice
        self.band = ProductionBand(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.band)
        self.band.show_profiles(choice.production)
        layout = QVBoxLayout()
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        outer.addLayout(layout)
        self.title = paragraph(self._title(), self, bold=True)
        layout.addWidget(self.title)
        if choice.fitting:
            layout.addWidget(paragraph(words.consequences(choice.action), self))
            layout.addWidget(self._roll([(one, one.state_words) for one in choice.fitting]))
        if choice.left_out:
            if choice.fitting:
                layout.addSpacing(4)
                layout.addWidget(paragraph(self._left_out(), self))
            layout.addWidget(self._roll(choice.left_out))
        if choice.production:
            layout.addSpacing(4)
            self._add_line(layout)
        layout.addSpacing(6)
        layout.addLayout(self._buttons())

    def _title(self) -> str:
        fitting, left_out = self._choice.fitting, self._choice.left_out
        if fitting:
            return words.question(self._choice.action, self._named(fitting))
        return words.refusal(self._choice.action, self._named(tuple(server for server, _ in left_out)))

    def _named(self, servers: tuple[Server, ...]) -> str:
        if len(servers) == 1:
            return visible(servers[0].name)
        return self.tr("{0} servers").format(len(servers))

    def _left_out(self) -> str:
        if len(self._choice.left_out) == 1:
            return self.tr("One of the chosen servers is left as it is:")
        return self.tr("{0} of the chosen servers are left as they are:").format(len(self._choice.left_out))

    def _roll(self, servers: Sequence[tuple[Server, str]]) -> Roll:
        roll = Roll(self)
        roll.show_servers(servers, self._choice.profiles)
        self.rolls.append(roll)
        return roll

    def _add_line(self, layout: QVBoxLayout) -> None:
        servers = self._choice.fitting
        if len(servers) == 1:
            ask = self.tr("This is production. Type the server's name to go on:")
        else:
            ask = self.tr("This is production. Type the number of servers to go on:")
        label = QLabel(ask, self)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(ask)
        self.line.textChanged.connect(self._on_text_changed)
        label.setBuddy(self.line)
        layout.addWidget(label)
        layout.addWidget(self.line)

    def _buttons(self) -> QHBoxLayout:
        self.act_button = button(words.label(self._choice.action), self)
        self.act_button.clicked.connect(self.accept)
        self.act_button.setVisible(bool(self._choice.fitting))
        self.act_button.setEnabled(not self._choice.production)
        self.cancel_button = button(self.tr("Cancel") if self._choice.fitting else self.tr("Close"), self)
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.act_button)
        row.addWidget(self.cancel_button)
        return row

    def _first_stop(self) -> QWidget:
        if self.line is not None:
            return self.line
        mild = self._choice.fitting and not self._choice.is_drastic
        return self.act_button if mild else self.cancel_button

    def _expected(self) -> tuple[str, ...]:
        servers = self._choice.fitting
        if len(servers) > 1:
            return (str(len(servers)),)
        return servers[0].name.strip(), visible(servers[0].name).strip()

    def _on_text_changed(self, text: str) -> None:
        self.act_button.setEnabled(text.strip() in self._expected())

    def accept(self) -> None:
        """Go on with the servers that were named."""
        super().accept()
        self.confirmed.emit(self._choice.fitting)
