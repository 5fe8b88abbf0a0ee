"""The details of the chosen server, beside the list."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.services.details import ServerDetails
from launcher.ui.details.log_panel import LogPanel
from launcher.ui.details.pace import Pace
from launcher.ui.details.part import Part
from launcher.ui.details.part_view import PartView
from launcher.ui.details.section import Section
from launcher.ui.details.sections import Parts, make_sections
from launcher.ui.details.title import Title
from launcher.ui.runner import TaskRunner

_SETTLE = 150
"""Milliseconds that a server stays chosen before a cloud is asked: the arrow keys pass many on their way."""


class DetailsPane(QWidget):
    """Sections that load what they show when they are open; nothing is asked while the pane is hidden."""

    close_requested = Signal()
    """The pane is to be hidden."""

    left = Signal()
    """The keyboard wants back into the list."""

    def __init__(  # noqa: PLR0913 - two of them are for tests
        self,
        details: ServerDetails,
        profile_of: Callable[[str], Profile],
        runner: TaskRunner,
        parent: QWidget | None = None,
        *,
        settle: int = _SETTLE,
        pace: Pace | None = None,
    ) -> None:
        """Make a pane that shows no server.

        Args:
            details: whom the parts are asked of.
            profile_of: the profile with this id.
            runner: where they are asked.
            parent: Qt's.
            settle: milliseconds between a choice and the first question.
            pace: how often a followed log is looked at.
        """
        super().__init__(parent)
        self._profile_of = profile_of
        self._server: Server | None = None
        self._profile_id = ""
        self.parts = Parts(details, runner, self)
        self.title = Title(self)
        self.log = LogPanel(details, runner, pace or Pace())
        made = make_sections(self.parts, self.log, self._profile)
        self.sections = {section.name: section for section in made}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(settle)
        self._settled.timeout.connect(self._load_open)
        self._lay_out()
        self.title.close_requested.connect(self.close_requested)
        self.parts.particulars.changed.connect(self._show_fault_section)
        self.show_server(None)

    @property
    def open_names(self) -> tuple[str, ...]:
        """The names of the open sections, for the settings."""
        return tuple(name for name, section in self.sections.items() if section.is_open)

    def open_sections(self, names: Iterable[str]) -> None:
        """Open these sections and close the others; names of none are ignored."""
        wanted = set(names)
        for name, section in self.sections.items():
            section.open(opened=name in wanted)

    def show_server(self, server: Server | None) -> None:
        """Show another server, or the same one as the list has it now; None: choose one."""
        before, self._server = self._server, server
        self._stack.setCurrentWidget(self._nothing if server is None else self._page)
        if server is not None:
            self._profile_id = server.profile_id
            self.title.show_server(server, self._profile_of(server.profile_id))
        for part in self.parts.all:
            part.choose(server)
        self._show_fault_section()
        if server is None or before is None or before.key != server.key:
            self.log.choose(None)
            self._scroll.verticalScrollBar().setValue(0)
            self._settled.start()
        elif before != server:
            self._look_again()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Load what is open."""
        super().showEvent(event)
        self._settled.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Wait for nothing any more."""
        super().hideEvent(event)
        self._settled.stop()
        for part in self.parts.all:
            part.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves for the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for section in self.sections.values():
            rows.addWidget(section)
            section.toggled.connect(self._on_section_toggled)
            section.header.step_requested.connect(lambda step, one=section: self._step(one, step))
        rows.addStretch(1)
        log = self.sections["console_log"]
        log.toggled.connect(lambda opened: rows.setStretchFactor(log, 1000 if opened else 0))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(column)
        self._page = QWidget(self)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.title)
        page.addWidget(self._scroll, 1)
        self._nothing = QLabel(self.tr("Choose a server to see what it is made of."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(24)
        self._nothing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._page)
        self.setMinimumWidth(260)
        self.setAccessibleName(self.tr("Details"))

    def _profile(self) -> Profile:
        return self._profile_of(self._profile_id)

    def _on_section_toggled(self) -> None:
        for part in set(self.parts.all) - set(self._open_parts()):
            part.cancel()
        self._choose_speakers()
        self._load_open()

    def _load_open(self) -> None:
        if self._server is None or not self.isVisible() or self._settled.isActive():
            return
        self.log.choose(self._server)
        for part in self._open_parts():
            part.load_once()

    def _look_again(self) -> None:
        """Something of the server has changed: what is shown of it may be old, but stays until it is told."""
        open_parts = self._open_parts() if self.isVisible() else []
        for part in self.parts.all:
            part.mark_old()
            if part in open_parts:
                part.load()

    def _open_views(self) -> list[PartView]:
        bodies = (one.body for one in self.sections.values() if one.is_open and not one.isHidden())
        return [body for body in bodies if isinstance(body, PartView)]

    def _open_parts(self) -> list[Part]:
        return list(dict.fromkeys(view.part for view in self._open_views()))

    def _choose_speakers(self) -> None:
        """Let the topmost section of each part tell of its refusal, and no other."""
        spoken = set[Part]()
        for view in self._open_views():
            view.let_speak(speaks=view.part not in spoken)
            spoken.add(view.part)

    def _show_fault_section(self) -> None:
        known = self.parts.particulars.value
        in_error = self._server is not None and self._server.status is ServerStatus.ERROR
        self.sections["fault"].setVisible(in_error or (known is not None and known.fault is not None))
        self._choose_speakers()

    def _step(self, section: Section, step: int) -> None:
        shown = [one for one in self.sections.values() if not one.isHidden()]
        place = shown.index(section) + step
        if 0 <= place < len(shown):
            shown[place].header.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(shown[place].header)
