"""The dialog that writes profiles as a clouds.yaml, for other programs."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError
from launcher.services.exports import export_clouds
from launcher.services.profiles import ProfileBook
from launcher.ui.notices import NoticeBoard
from launcher.ui.profiles.dialog import QuietDialog, busy_bar, button, paragraph
from launcher.ui.profiles.roomy import RoomyDelegate
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import Task, TaskRunner
from launcher.ui.text import visible

_SUBJECT = "export"
_ID = Qt.ItemDataRole.UserRole


class ExportDialog(QuietDialog):
    """Lets a person choose profiles and a file; opened with ``open()``."""

    exported = Signal(str)
    """The path of the file that was written."""

    def __init__(self, book: ProfileBook, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._task: Task | None = None
        self.setWindowTitle(self.tr("Export profiles"))
        self.board = NoticeBoard(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Profiles to export"))
        self.list.setItemDelegate(RoomyDelegate(self.list))
        self._fill()
        self._arrange()
        follow_layout(self)
        self.list.itemChanged.connect(self._show_chosen)
        self._show_chosen()
        self.list.setFocus()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the profiles that are ticked."""
        items = (self.list.item(number) for number in range(self.list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked)

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def on_enter(self, *, with_control: bool) -> None:
        """Go on at Ctrl+Enter."""
        if with_control:
            self.save_button.click()

    def save_to(self, path: str) -> None:
        """Write the chosen profiles into a file."""
        self.board.withdraw(_SUBJECT)
        self._show_busy(busy=True)
        chosen = self.chosen
        self._task = self._runner.run(
            lambda _task: export_clouds(self._book, chosen, Path(path)),
            done=lambda _nothing: self._on_exported(path),
            failed=self._on_failed,
        )

    def _fill(self) -> None:
        for profile in self._book.profiles:
            if self._book.is_guest(profile.id):
                continue
            item = QListWidgetItem(visible(profile.name), self.list)
            item.setData(_ID, profile.id)
            item.setCheckState(Qt.CheckState.Checked)
        self.list.setCurrentRow(0)

    def _arrange(self) -> None:
        words = self.tr(
            "The profiles are written as a clouds.yaml, which the openstack command and many other programs "
            "read. Secrets are left out: they stay in your keyring."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(paragraph(words, self))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.board)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.progress = busy_bar(self)
        self.cancel_button = button(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = button(self.tr("&Save as…"), self)
        self.save_button.setToolTip(self.tr("Ctrl+Enter"))
        self.save_button.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.addStretch()
        for part in (self.progress, self.cancel_button, self.save_button):
            row.addWidget(part)
        return row

    def _choose_file(self) -> None:
        kinds = self.tr("Clouds (*.yaml *.yml);;All files (*)")
        chooser = QFileDialog(self, self.tr("Export profiles to"), "", kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("yaml")
        chooser.selectFile("clouds.yaml")
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _show_chosen(self) -> None:
        self.save_button.setEnabled(bool(self.chosen))

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.list.setEnabled(not busy)
        self.save_button.setEnabled(not busy and bool(self.chosen))

    def _on_exported(self, path: str) -> None:
        self._task = None
        self.exported.emit(path)
        self.accept()

    def _on_failed(self, error: PortholeError) -> None:
        self._task = None
        self._show_busy(busy=False)
        self.board.post(_SUBJECT, error.trouble)
        follow_layout(self)
