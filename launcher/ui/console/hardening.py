"""What a console's page may do: show itself, and talk to where it came from. Nothing else.

Together with :mod:`launcher.ui.console.web_view` the only place that knows QtWebEngine.
"""

import atexit
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import monotonic

from PySide6.QtCore import QCryptographicHash, QDateTime, QUrl, Signal
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineScript,
    QWebEngineSettings,
)
from shiboken6 import delete

from launcher.model.profile import Profile
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.session_watch import SessionWatch

_GESTURE_SECONDS = 5.0
"""How long a key or click counts as a person's wish (HTML standard, "transient activation")."""

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class Renderer:
    """A profile of the web engine, for all consoles of one profile of Porthole's.

    Attributes:
        engine: nothing in it lasts.
        verify: whether certificates are checked at all.
        storage: where it puts its files; None where all is in memory.
        trusted: fingerprints a person trusted for this profile.
    """

    engine: QWebEngineProfile
    verify: bool
    storage: Path | None
    trusted: set[str] = field(default_factory=set)

    def close(self) -> None:
        """Leave nothing behind. Its pages are gone by now."""
        delete(self.engine)
        if self.storage is not None:
            rmtree(self.storage, ignore_errors=True)


def make_renderer(profile: Profile) -> Renderer:
    """Return the renderer of a profile."""
    engine, storage = _engine_with_authority(profile.ca_file) if profile.cacert else (_engine(), None)
    engine.setSpellCheckEnabled(False)
    engine.setPushServiceEnabled(False)
    engine.downloadRequested.connect(_refuse_download)
    attribute = QWebEngineSettings.WebAttribute
    settings = engine.settings()
    for one in (
        attribute.AllowGeolocationOnInsecureOrigins,
        attribute.AllowRunningInsecureContent,
        attribute.AllowWindowActivationFromJavaScript,
        attribute.AutoLoadIconsForPage,
        attribute.BackForwardCacheEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.ErrorPageEnabled,
        attribute.HyperlinkAuditingEnabled,
        attribute.JavascriptCanAccessClipboard,
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanPaste,
        attribute.LocalContentCanAccessFileUrls,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.NavigateOnDropEnabled,
        attribute.PdfViewerEnabled,
        attribute.PluginsEnabled,
        attribute.ScreenCaptureEnabled,
    ):
        settings.setAttribute(one, False)
    for one in (
        attribute.FullScreenSupportEnabled,
        attribute.PlaybackRequiresUserGesture,
        attribute.WebRTCPublicInterfacesOnly,
    ):
        settings.setAttribute(one, True)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    return Renderer(engine, profile.verify, storage)


def _engine() -> QWebEngineProfile:
    engine = QWebEngineProfileBuilder.createOffTheRecordProfile()
    engine.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    return engine


def _engine_with_authority(ca_file: str) -> tuple[QWebEngineProfile, Path]:
    """Return an engine that also trusts an authority of one's own, and where it may put its files.

    An engine that is off the record takes no certificates: ``createOffTheRecordProfile`` is static, and
    knows nothing of its builder. This one has a directory, and nothing that lasts in there.
    """
    storage = Path(mkdtemp(prefix="porthole-"))
    # Chromium writes for a while after its engine is gone.
    atexit.register(rmtree, storage, ignore_errors=True)
    builder = (
        QWebEngineProfileBuilder()
        .setAdditionalTrustedCertificates(QSslCertificate.fromPath(ca_file))
        .setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        .setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        .setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        .setPersistentStoragePath(str(storage / "storage"))
        .setCachePath(str(storage / "cache"))
    )
    # No two engines of one program may share a name.
    return builder.createProfile(storage.name), storage


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


class ConsolePage(QWebEnginePage):
    """The page of one link. It lives as long as the link is shown, and is never given another one."""

    session_told = Signal(object)
    """A :class:`SessionWord`."""

    load_failed = Signal(object)
    """The :class:`QWebEngineLoadingInfo` of a page that did not come."""

    led_elsewhere = Signal(str)
    """The page wanted to be another host's, and was not let; carries that host."""

    trust_asked = Signal(object)
    """An :class:`UntrustedCertificate`; the load has ended."""

    certificate_refused = Signal(object)
    """An :class:`UntrustedCertificate` that nobody may trust; the load has ended."""

    full_screen_toggled = Signal()

    def __init__(self, renderer: Renderer, url: QUrl) -> None:
        super().__init__(renderer.engine)
        self._renderer = renderer
        self._url = url
        self._watch = SessionWatch()
        self._touched_at = -_GESTURE_SECONDS
        self._explained = False
        self._came = False
        self._insert_watch()
        self.permissionRequested.connect(self._on_permission_requested)
        self.certificateError.connect(self._on_certificate_error)
        self.fullScreenRequested.connect(self._on_full_screen_requested)
        self.loadingChanged.connect(self._on_loading_changed)
        self.desktopMediaRequested.connect(lambda request: request.cancel())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.selectClientCertificate.connect(lambda selection: selection.selectNone())
        self.webAuthUxRequested.connect(lambda request: request.cancel())

    def note_gesture(self) -> None:
        """Take note that a person pressed a key or a button just now."""
        self._touched_at = monotonic()

    # What the engine asks.

    def acceptNavigationRequest(  # noqa: N802 - Qt's name
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Let no frame be another origin's; a frame may also be empty, or written by its parent."""
        url = QUrl(url)
        if _origin(url) == _origin(self._url):
            return True
        if is_main_frame:
            self._tell_led_elsewhere(url)
            return False
        return url.scheme() == "about"

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

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str
    ) -> None:
        """Read what our script says. Everything else may hold a URL with its token: it goes nowhere."""
        word = self._watch.read(message)
        if word is not None:
            self.session_told.emit(word)

    # What the engine tells.

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        clipboard = permission.permissionType() is QWebEnginePermission.PermissionType.ClipboardReadWrite
        wished = monotonic() - self._touched_at < _GESTURE_SECONDS
        if clipboard and wished and _origin(permission.origin()) == _origin(self._url):
            permission.grant()
        else:
            permission.deny()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        # The display is ours to give: a page that had it could also keep Esc from the server.
        request.reject()
        if _origin(request.origin()) == _origin(self._url):
            self.full_screen_toggled.emit()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        certificate = _untrusted(error)
        ours = (error.url().host(), _port(error.url())) == (self._url.host(), _port(self._url))
        known = not self._renderer.verify or certificate.fingerprint in self._renderer.trusted
        if ours and known and error.isOverridable():
            error.acceptCertificate()
            return
        error.rejectCertificate()
        if error.isMainFrame() and not self._explained:
            self._explained = True
            (self.trust_asked if error.isOverridable() else self.certificate_refused).emit(certificate)

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        status = QWebEngineLoadingInfo.LoadStatus
        if info.status() is status.LoadSucceededStatus:
            self._came = True
        # Nobody here stops a load: what stopped it is an answer without a page, as for a file to be saved.
        stopped = info.status() is status.LoadStoppedStatus and not self._came
        if (stopped or info.status() is status.LoadFailedStatus) and not self._explained:
            self._explained = True
            self.load_failed.emit(info)

    def _tell_led_elsewhere(self, url: QUrl) -> None:
        if self.isLoading() and not self._explained:
            self._explained = True
            self.led_elsewhere.emit(url.host() or url.scheme())

    def _insert_watch(self) -> None:
        script = QWebEngineScript()
        script.setName("session watch")
        script.setSourceCode(self._watch.script)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        script.setRunsOnSubFrames(True)
        self.scripts().insert(script)


def _origin(url: QUrl) -> tuple[str, str, int]:
    return url.scheme(), url.host(), _port(url)


def _port(url: QUrl) -> int:
    return url.port(_PORTS.get(url.scheme(), -1))


def _untrusted(error: QWebEngineCertificateError) -> UntrustedCertificate:
    chain = error.certificateChain()
    leaf = chain[0] if chain else QSslCertificate()
    digest = bytes(leaf.digest(QCryptographicHash.Algorithm.Sha256).data()).hex(":").upper()
    return UntrustedCertificate(
        host=f"{error.url().host()}:{_port(error.url())}",
        reason=error.description(),
        subject=leaf.subjectDisplayName(),
        issuer=leaf.issuerDisplayName(),
        fingerprint=digest,
        valid_from=_moment(leaf.effectiveDate()),
        valid_until=_moment(leaf.expiryDate()),
    )


def _moment(when: QDateTime) -> datetime:
    return datetime.fromtimestamp(when.toSecsSinceEpoch(), UTC)
