"""Everything of one console that sends keys: its menu, its sheet for a text, and the desktop's own keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from launcher.model.combination import chord_of
from launcher.model.layout import Layout
from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.ui.console.keys import sysrq
from launcher.ui.console.keys.grab import KeyboardGrab, can_grab
from launcher.ui.console.keys.habits import KeyHabits
from launcher.ui.console.keys.other_keys import OtherKeys
from launcher.ui.console.keys.question import RequestQuestion
from launcher.ui.console.keys.send_menu import SendMenu
from launcher.ui.console.keys.sequence_bar import SequenceBar
from launcher.ui.console.keys.type_sheet import TypeSheet
from launcher.ui.console.keys.typist import Typist
from launcher.ui.console.screen import ConsoleScreen


class ConsoleKeys(QObject):
    """Brings them together for one screen.

    Attributes:
        menu: of the bar's button.
        place: where the sheet for a text appears, once it is wanted, and the line that can stop a sequence.
        sheet: None before it was wanted.
    """

    said = Signal(str)
    """What was done, for whoever looks at the screen."""

    def __init__(
        self,
        screen: ConsoleScreen,
        habits: KeyHabits,
        whose: Callable[[], tuple[Server, Profile]],
        parent: QWidget,
    ) -> None:
        """Begin with no session.

        Args:
            screen: takes the keys.
            habits: how the person sends them.
            whose: returns the server and its profile, as last seen.
            parent: the widget with the screen.
        """
        super().__init__(parent)
        self._screen = screen
        self._whose = whose
        self._habits = habits
        self._live = False
        self._letters = ""
        self._window = parent
        self.typist = Typist(screen, self)
        self.sequence = Typist(screen, self)
        self.sheet: TypeSheet | None = None
        self.place = QWidget(parent)
        self.sequence_bar = SequenceBar(self.sequence, self.place)
        layout = QVBoxLayout(self.place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sequence_bar)
        self.place.hide()
        self.grab = KeyboardGrab(screen, habits, self)
        self.menu = SendMenu(habits, parent)
        self.menu.can_grab = can_grab()
        self.menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self.grab, self.grab.take_again))
        self.menu.combination_chosen.connect(self.press)
        self.menu.request_chosen.connect(self._on_request_chosen)
        self.menu.text_wanted.connect(self.open_sheet)
        self.menu.other_wanted.connect(self._on_other_wanted)
        self.menu.system_keys_toggled.connect(lambda sent: habits.choose_system_keys(sent=sent))
        self.typist.ended.connect(self._on_typed)
        self.sequence.ended.connect(self._on_sequence_ended)

    @property
    def layout(self) -> Layout:
        """Of the server's keyboard."""
        _server, profile = self._whose()
        return self._habits.layout(profile.id)

    def show_live(self, *, live: bool) -> None:
        """Learn whether there is a session that takes keys."""
        if live == self._live:
            return
        self._live = live
        if not live:
            self.sequence.stop()
        if self.sheet is not None:
            self.sheet.allow(typing=live)

    def press(self, combination: str) -> None:
        """Press a combination on the server, and give its screen the keyboard."""
        self._screen.press(chord_of(combination, self.layout))
        self._screen.setFocus()

    def open_sheet(self) -> None:
        """Let a person write what is to be typed."""
        if self.sheet is None:
            _server, profile = self._whose()
            self.sheet = TypeSheet(self.typist, self._habits, profile.id, self.place)
            self.sheet.allow(typing=self._live)
            self.sheet.closed.connect(self._on_sheet_closed)
            layout = self.place.layout()
            if layout is not None:
                layout.addWidget(self.sheet)
        self.place.show()
        self.sheet.begin()

    def close_down(self) -> None:
        """Send nothing any more."""
        self.typist.stop()
        self.sequence.stop()

    def _on_sheet_closed(self) -> None:
        self.place.setVisible(self.sequence.types)
        self._screen.setFocus()

    def _on_typed(self) -> None:
        if self.typist.total and self.typist.is_complete:
            self.said.emit(self.tr("All {0} characters were typed.").format(self.typist.total))

    def _on_request_chosen(self, request: sysrq.Request) -> None:
        if not request.drastic:
            self._send(request)
            return
        question = RequestQuestion(request, *self._whose(), self._window.window())
        question.accepted.connect(lambda: self._send(request))
        question.finished.connect(question.deleteLater)
        question.open()

    def _send(self, request: sysrq.Request) -> None:
        if not self._live:
            return
        self._letters = request.letters
        self.sequence.begin(request.chords, sysrq.PACE)
        if len(request.letters) > 1:
            self.place.show()
            self.sequence_bar.begin(request.letters)

    def _on_sequence_ended(self) -> None:
        sent = self._letters[: self.sequence.done]
        self.place.setVisible(self.sheet is not None and not self.sheet.isHidden())
        self._screen.setFocus()
        if self.sequence.is_complete:
            self.said.emit(self.tr("Alt+SysRq {0} was sent.").format(sent))
        elif sent:
            self.said.emit(
                self.tr("Stopped: of Alt+SysRq {0} only {1} was sent.").format(self._letters, sent)
            )

    def _on_other_wanted(self) -> None:
        dialog = OtherKeys(self._habits, self.layout, self._window.window())
        dialog.chosen.connect(self.press)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
