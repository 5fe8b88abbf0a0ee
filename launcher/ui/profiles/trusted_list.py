"""The certificates a profile trusts, to be looked through and revoked."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QSizePolicy, QWidget

from launcher.model.trust import TrustedCertificate
from launcher.ui.text import visible

_MOST_LINES = 4
_SHOWN = 23
"""Characters of a fingerprint that are shown: eight bytes; the tool tip has all."""


class TrustedList(QWidget):
    """A line for each certificate: its host, and the beginning of its fingerprint."""

    changed = Signal()

    def __init__(self, certificates: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _ShortList(self)
        for one in certificates:
            self._add(TrustedCertificate.read(one))
        self.list.setCurrentRow(0)
        self.list.removal_wanted.connect(self._remove)
        self.remove_button = QPushButton(self.tr("&Remove"), self)
        self.remove_button.setAutoDefault(False)
        self.remove_button.setToolTip(self.tr("Trust this certificate no more (Del)"))
        self.remove_button.setEnabled(self.list.count() > 0)
        self.remove_button.clicked.connect(self._remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def certificates(self) -> tuple[str, ...]:
        """What is left."""
        return tuple(self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count()))

    def _add(self, certificate: TrustedCertificate) -> None:
        beginning = f"{certificate.fingerprint[:_SHOWN]}…"
        item = QListWidgetItem(f"{visible(certificate.host)}  {beginning}", self.list)
        item.setData(Qt.ItemDataRole.UserRole, str(certificate))
        item.setToolTip(self.tr("SHA-256 {0}").format(certificate.fingerprint))

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        self.list.takeItem(row)
        if not self.list.count():
            self.list.setFocus()
            self.remove_button.setEnabled(False)
        self.changed.emit()


class _ShortList(QListWidget):
    removal_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setUniformItemSizes(True)
        self.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        lines = min(max(self.count(), 1), _MOST_LINES)
        line = max(self.sizeHintForRow(0), self.fontMetrics().height()) + 2 * self.spacing()
        return QSize(super().sizeHint().width(), line * lines + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)
