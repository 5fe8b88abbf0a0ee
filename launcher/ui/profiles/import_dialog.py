"""The dialog that imports clouds which other programs know already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from launcher.model.errors import PortholeError, SecretError, Trouble
from launcher.services.imports import ImportResult, ImportSource, SourceClouds
from launcher.services.profiles import ProfileBook
from launcher.ui.face import Face, FaceContent
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.profiles.dialog import QuietDialog
from launcher.ui.profiles.import_foot import ImportFoot
from launcher.ui.profiles.import_reading import ImportReading
from launcher.ui.profiles.import_saving import ImportSaving
from launcher.ui.profiles.import_tree import ImportTree
from launcher.ui.profiles.secret_field import KeepChoice
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible
from launcher.ui.theme import Tone

_SUBJECT = "import"
_SIZE = (900, 560)
_SMALLEST = (560, 400)
_DETAIL_LINES = 3


class ImportDialog(QuietDialog):
    """Shows what was found, and makes profiles of what is chosen. Opened with ``open()``."""

    imported = Signal(list)
    """The ids of the profiles that are new; once, when the dialog closes."""

    def __init__(self, book: ProfileBook, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._refusal: SecretError | None = None
        self.setWindowTitle(self.tr("Import clouds"))
        self.reading = ImportReading(runner, self)
        self.saving = ImportSaving(book, runner, self)
        self.board = NoticeBoard(self)
        self.tree = ImportTree(self)
        self.keep = KeepChoice(book, runner, self)
        self.foot = ImportFoot(self)
        self._arrange()
        self._wire()
        follow_layout(self)
        self.tree.setFocus()
        self.reading.search()

    def _arrange(self) -> None:
        self.face = Face(self)
        self.details = QLabel(self)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.details.setWordWrap(True)
        self.details.setMinimumHeight(self.details.fontMetrics().lineSpacing() * _DETAIL_LINES)
        self.details.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.face)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.board)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self.details)
        layout.addWidget(self._secrets())
        layout.addWidget(self.foot)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)

    def _secrets(self) -> QWidget:
        self.secrets = QWidget(self)
        label = QLabel(self.tr("Secrets"), self.secrets)
        label.setBuddy(self.keep.box)
        row = QHBoxLayout(self.secrets)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.keep, 1)
        return self.secrets

    def _wire(self) -> None:
        self.reading.asked.connect(self._on_asked)
        self.reading.began.connect(self._on_began)
        self.reading.read_done.connect(self._on_read)
        self.reading.failed.connect(self._on_reading_failed)
        self.reading.changed.connect(self._show_pages)
        self.saving.imported.connect(self._on_result)
        self.saving.ended.connect(self._on_ended)
        self.saving.failed.connect(self._on_failed)
        self.tree.chosen_changed.connect(self._on_chosen_changed)
        self.tree.details_changed.connect(lambda text: self.details.setText(visible(text)))
        self.foot.file_clicked.connect(self._choose_file)
        self.foot.cancel_clicked.connect(self.reject)
        self.foot.import_clicked.connect(self._import)

    def reject(self) -> None:
        """Close; an import under way is stopped first."""
        if self.saving.under_way and not self.saving.stopping:
            self.saving.stop()
            self.foot.say(self.tr("Stopping. Cancel again does not wait for your keyring."))
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and tell which profiles are new."""
        self.reading.stop()
        self.saving.forget()
        self.keep.stop()
        if self.saving.saved:
            self.imported.emit(self.saving.saved)
        super().done(result)

    def on_enter(self, *, with_control: bool) -> None:
        """Import at Ctrl+Enter."""
        if with_control:
            self.foot.import_button.click()

    def read_file(self, path: str) -> None:
        """Read a file that the person named."""
        self._withdraw_question(self.reading.read_file(path))

    def _choose_file(self) -> None:
        kinds = self.tr("Clouds (*.yaml *.yml *.json);;All files (*)")
        chooser = QFileDialog(self, self.tr("Import clouds from"), "", kinds)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.read_file)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _on_asked(self, source: ImportSource) -> None:
        what = self.tr("There is a file in the directory that Porthole was started in: {0}")
        step = self.tr("It was not read, and neither was a secure.yaml beside it: others may have put them.")
        agree = Remedy(self.tr("Read it"), lambda: self._read_after_question(source))
        self.board.post(f"here {source.path}", Trouble(what.format(source.place), step), (agree,))
        follow_layout(self)

    def _read_after_question(self, source: ImportSource) -> None:
        self._withdraw_question(source)
        self.reading.read(source)

    def _withdraw_question(self, source: ImportSource) -> None:
        self.board.withdraw(f"here {source.path}")

    def _on_began(self, source: ImportSource) -> None:
        self.tree.announce(source)

    def _on_read(self, found: SourceClouds) -> None:
        self.tree.show_source(found, self._book.profiles)
        for subject in self.board.subjects:
            if subject.startswith(f"of {found.source.path} "):
                self.board.withdraw(subject)
        for number, trouble in enumerate(found.troubles):
            self.board.post(f"of {found.source.path} {number}", trouble)
        for address in dict.fromkeys(one.address for one in found.candidates if one.address):
            self._ask_before_fetching(address, found)
        follow_layout(self)

    def _ask_before_fetching(self, address: str, found: SourceClouds) -> None:
        names = ", ".join(one.name for one in found.candidates if one.address == address)
        what = self.tr("{0} takes a part of its settings from {1}").format(names, address)
        step = self.tr("They were not fetched: whoever is asked learns that you have this cloud.")
        agree = Remedy(self.tr("Fetch them"), lambda: self.reading.allow(address, found.source))
        self.board.post(f"of {found.source.path} {address}", Trouble(what, step), (agree,))

    def _on_reading_failed(self, error: PortholeError) -> None:
        self.board.post(_SUBJECT, error.trouble)

    def _show_pages(self) -> None:
        self.foot.progress.setVisible(self.reading.busy or self.saving.under_way)
        found = self.tree.has_rows
        self._pages.setCurrentWidget(self.tree if found else self.face)
        self.details.setVisible(found)
        self.secrets.setVisible(found)
        self.foot.file_button.setVisible(found or self.reading.busy)
        if not found:
            self.face.show_content(self._nothing())

    def _nothing(self) -> FaceContent:
        if self.reading.busy:
            words = self.tr("In the usual places, and in the OS_* variables.")
            return FaceContent(self.tr("Looking for clouds"), words, busy=True)
        title = self.tr("Nothing else was found") if self.board.subjects else self.tr("No clouds were found")
        words = self.tr(
            "There is no clouds.yaml in {0}, and the OS_* variables name no cloud. Choose a file of yours:"
        )
        choose = Remedy(self.tr("Choose a file…"), self._choose_file)
        return FaceContent(title, words.format(", ".join(self.reading.places)), (choose,))

    def _on_chosen_changed(self) -> None:
        if not self.saving.under_way:
            self.foot.show_chosen(len(self.tree.chosen))

    def _import(self) -> None:
        self.board.withdraw(_SUBJECT)
        self._refusal = None
        self._show_importing(importing=True)
        self.saving.begin(self.tree.chosen, remember=self.keep.remember)

    def _import_for_this_run(self) -> None:
        self.keep.only_this_run()
        self._import()

    def _show_importing(self, *, importing: bool) -> None:
        self.tree.setEnabled(not importing)
        self.keep.setEnabled(not importing)
        self.foot.show_importing(importing=importing)
        self._show_pages()
        if not importing:
            self._on_chosen_changed()

    def _on_result(self, result: ImportResult) -> None:
        self.tree.show_result(result)
        if isinstance(result.error, SecretError):
            self._refusal = result.error

    def _on_ended(self) -> None:
        self._show_importing(importing=False)
        left = len(self.tree.chosen)
        if not left:
            self.accept()
            return
        self.foot.say(self.tr("{0} imported, {1} not.").format(len(self.saving.saved), left), Tone.WARNING)
        if self._refusal is not None:
            instead = Remedy(self.tr("Keep them for this run only"), self._import_for_this_run)
            self.board.post(_SUBJECT, self._refusal.trouble, (instead,))
            follow_layout(self)

    def _on_failed(self, error: PortholeError) -> None:
        self._show_importing(importing=False)
        self.board.post(_SUBJECT, error.trouble)
