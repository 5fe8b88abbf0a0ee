"""A page that asks for nothing and gets nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineClientCertificateSelection,
    QWebEnginePage,
    QWebEngineProfile,
)


class LockedPage(QWebEnginePage):
    """Refuses files, devices, questions and certificates, whoever asks for them."""

    def __init__(self, engine: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(engine, parent)
        self.desktopMediaRequested.connect(lambda request: request.cancel())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.selectClientCertificate.connect(self._on_select_client_certificate)
        self.webAuthUxRequested.connect(lambda request: request.cancel())

    def _on_select_client_certificate(self, selection: QWebEngineClientCertificateSelection) -> None:
        selection.selectNone()

    def chooseFiles(  # noqa: N802 - Qt's name
        self, _mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _types: Sequence[str]
    ) -> list[str]:
        """Choose no file."""
        return []

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:  # noqa: N802 - Qt's name
        """Show nothing: a page must not hold up the program."""

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:  # noqa: N802 - Qt's name
        """Answer no."""
        return False

    def javaScriptPrompt(  # noqa: N802 - Qt's name
        self, _origin: QUrl | str, _text: str, _default: str
    ) -> tuple[bool, str]:
        """Answer nothing."""
        return False, ""
