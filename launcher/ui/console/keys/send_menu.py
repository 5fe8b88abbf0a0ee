"""The menu of keys to send: those the desktop, the browser or one's own keyboard would not let through."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from launcher.ui.console.keys import sysrq
from launcher.ui.console.keys.habits import KeyHabits

_FIRST = ("Ctrl+Alt+Del", "Ctrl+Alt+Backspace")
_LAST = ("Esc", "Print", "Pause", "Super", "Alt+Tab", "Alt+F4")
_TERMINALS = 12


class SendMenu(QMenu):
    """Made anew each time it opens: a person's own combinations may be others."""

    combination_chosen = Signal(str)
    """A combination, ``Ctrl+Alt+Del``, is to be pressed."""

    request_chosen = Signal(object)
    """A :class:`sysrq.Request` is to be sent."""

    text_wanted = Signal()
    """A text is to be typed."""

    other_wanted = Signal()
    """Another combination is to be made, or one of them removed."""

    system_keys_toggled = Signal(bool)
    """The desktop's own combinations are to go to the server, or no longer."""

    def __init__(self, habits: KeyHabits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = habits
        self.can_grab = False
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        self.addAction(self.tr("&Type text…\tCtrl+Shift+V"), self.text_wanted.emit)
        self.addSeparator()
        for words in _FIRST:
            self._add(self, words)
        self._add_terminals()
        self._add_requests()
        self.addSeparator()
        for words in _LAST:
            self._add(self, words)
        self.addSeparator()
        for words in self._habits.combinations:
            self._add(self, words)
        self.addAction(self.tr("&Other keys…"), self.other_wanted.emit)
        self.addSeparator()
        self._add_system_keys()

    def _add(self, menu: QMenu, words: str) -> None:
        menu.addAction(words.replace("&", "&&"), lambda: self.combination_chosen.emit(words))

    def _add_terminals(self) -> None:
        menu = self.addMenu(self.tr("Ctrl+Alt+&F1 to F12"))
        for number in range(1, _TERMINALS + 1):
            self._add(menu, f"Ctrl+Alt+F{number}")

    def _add_requests(self) -> None:
        menu = self.addMenu(self.tr("Alt+&SysRq (Linux)"))
        for request in sysrq.requests():
            dots = "…" if request.drastic else ""
            words = f"{request.letters}: {request.words}{dots}"
            action = menu.addAction(words)
            action.triggered.connect(lambda _on, request=request: self.request_chosen.emit(request))

    def _add_system_keys(self) -> None:
        action = self.addAction(self.tr("Send the &desktop's own keys too; Shift+F11 lets go"))
        action.setCheckable(True)
        action.setChecked(self.can_grab and self._habits.system_keys)
        action.setEnabled(self.can_grab)
        if not self.can_grab:
            action.setText(self.tr("This desktop keeps its own combinations (Alt+Tab, Super)"))
        elif self._habits.system_keys_lock:
            action.setEnabled(False)
            action.setToolTip(self._habits.system_keys_lock)
            self.setToolTipsVisible(True)
        action.toggled.connect(self.system_keys_toggled)
