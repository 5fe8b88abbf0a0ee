"""What a console's page may do: show itself, and talk to where it came from. Nothing else.

Together with :mod:`launcher.ui.console.renderer`, :mod:`launcher.ui.console.locked_page` and the two kinds of
screen all that knows QtWebEngine.
"""

from time import monotonic

from PySide6.QtCore import QUrl, Signal
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineClientCertificateSelection,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineScript,
)

from launcher.ui.console import novnc_connect
from launcher.ui.console.certificate import Flaw, UntrustedCertificate, described
from launcher.ui.console.downloads import put_away_page
from launcher.ui.console.locked_page import LockedPage
from launcher.ui.console.own_origin import origin_of, port_of
from launcher.ui.console.pulse import Pulse
from launcher.ui.console.renderer import Renderer
from launcher.ui.console.screen_watch import ScreenWatch
from launcher.ui.console.session_watch import SessionWatch

_GESTURE_SECONDS = 5.0
"""How long a key or click counts as a person's wish (HTML standard, "transient activation")."""


class ConsolePage(LockedPage):
    """The page of one link. It lives as long as the link is shown, and is never given another one."""

    session_told = Signal(object)
    """A :class:`SessionWord`."""

    screen_told = Signal(object)
    """A :class:`ScreenSize`."""

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
        self._screen_watch = ScreenWatch()
        self._touched_at = -_GESTURE_SECONDS
        self._explained = False
        self._came = False
        self.pulse = Pulse(self)
        renderer.guard.flooded.connect(self.pulse.look_for_flood)
        self._insert_scripts()
        self.permissionRequested.connect(self._on_permission_requested)
        self.certificateError.connect(self._on_certificate_error)
        self.fullScreenRequested.connect(self._on_full_screen_requested)
        self.loadingChanged.connect(self._on_loading_changed)

    def note_gesture(self) -> None:
        """Take note that a person pressed a key or a button just now."""
        self._touched_at = monotonic()

    def put_away(self) -> None:
        """End the page, which no view shows any more."""
        self.pulse.stop()
        put_away_page(self)

    # What the engine asks.

    def acceptNavigationRequest(  # noqa: N802 - Qt's name
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Let no frame be another origin's; a frame may also be empty, or written by its parent."""
        url = QUrl(url)
        if origin_of(url) == origin_of(self._url):
            return True
        if is_main_frame:
            self._tell_led_elsewhere(url)
            return False
        return url.scheme() == "about"

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str
    ) -> None:
        """Read what our script says. Everything else may hold a URL with its token: it goes nowhere."""
        self.pulse.note_word()
        word = self._watch.read(message)
        if word is not None:
            self.session_told.emit(word)
        elif (size := self._screen_watch.read(message)) is not None:
            self.screen_told.emit(size)

    # What the engine tells.

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        clipboard = permission.permissionType() is QWebEnginePermission.PermissionType.ClipboardReadWrite
        wished = monotonic() - self._touched_at < _GESTURE_SECONDS
        if clipboard and wished and origin_of(permission.origin()) == origin_of(self._url):
            permission.grant()
        else:
            permission.deny()

    def _on_select_client_certificate(self, selection: QWebEngineClientCertificateSelection) -> None:
        # The profile's own, for the console's host; whatever else this machine has is nobody's business.
        ours = _place(selection.host()) == _place(self._url)
        if ours and self._renderer.own in selection.certificates():
            selection.select(self._renderer.own)
        else:
            selection.selectNone()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        # The display is ours to give: a page that had it could also keep Esc from the server.
        request.reject()
        if origin_of(request.origin()) == origin_of(self._url):
            self.full_screen_toggled.emit()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        certificate = _untrusted(error)
        ours = _place(error.url()) == _place(self._url)
        doubted = self._renderer.judge(certificate)
        if ours and doubted is None and error.isOverridable():
            error.acceptCertificate()
            return
        error.rejectCertificate()
        if error.isMainFrame() and not self._explained:
            self._explained = True
            ask = self.trust_asked if error.isOverridable() else self.certificate_refused
            ask.emit(doubted or certificate)

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

    def _insert_scripts(self) -> None:
        point, world = QWebEngineScript.InjectionPoint, QWebEngineScript.ScriptWorldId
        session = _script("session watch", self._watch.script, point.DocumentCreation, world.MainWorld)
        session.setRunsOnSubFrames(True)
        ready = point.DocumentReady, world.ApplicationWorld
        screen = _script("screen watch", self._screen_watch.script, *ready)
        connect = _script("connect", novnc_connect.SCRIPT, *ready)
        self.scripts().insert([session, screen, connect])


def _script(
    name: str, code: str, point: QWebEngineScript.InjectionPoint, world: QWebEngineScript.ScriptWorldId
) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName(name)
    script.setSourceCode(code)
    script.setInjectionPoint(point)
    script.setWorldId(world)
    return script


def _place(url: QUrl) -> str:
    host = url.host()
    return f"[{host}]:{port_of(url)}" if ":" in host else f"{host}:{port_of(url)}"


def _untrusted(error: QWebEngineCertificateError) -> UntrustedCertificate:
    chain = error.certificateChain()
    leaf = chain[0] if chain else QSslCertificate()
    return described(leaf, _place(error.url()), _FLAWS.get(error.type(), Flaw.OTHER), error.description())


_Type = QWebEngineCertificateError.Type

_FLAWS = {
    _Type.CertificateAuthorityInvalid: Flaw.AUTHORITY,
    _Type.CertificateCommonNameInvalid: Flaw.NAME,
    _Type.CertificateNonUniqueName: Flaw.NAME,
    _Type.CertificateNameConstraintViolation: Flaw.NAME,
    _Type.CertificateDateInvalid: Flaw.DATE,
    _Type.CertificateRevoked: Flaw.REVOKED,
    _Type.CertificateWeakKey: Flaw.WEAK,
    _Type.CertificateWeakSignatureAlgorithm: Flaw.WEAK,
}
