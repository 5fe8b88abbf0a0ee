"""A server's screen in a web view.

See :mod:`launcher.ui.console.hardening`.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QChildEvent, QCoreApplication, QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from launcher.model.console import ConsoleLink
from launcher.model.keyboard import Chord
from launcher.model.profile import Profile
from launcher.ui.console import page_troubles
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.hardening import ConsolePage
from launcher.ui.console.keys.page_keys import pressing
from launcher.ui.console.magnifier import Magnifier
from launcher.ui.console.renderer import Renderer, make_renderer, trusted_by
from launcher.ui.console.screen import ConsoleScreen
from launcher.ui.console.session_watch import SessionWord
from launcher.ui.console.web_way import WebWay
from launcher.ui.console.zoom import Zoom, ZoomMode

_TAKE_KEYBOARD = """
(() => {
  const idle = [null, document.body].includes(document.activeElement);
  if (idle) document.querySelector("canvas[tabindex]")?.focus();
})();
"""
"""Gives the keyboard to noVNC's screen, where the page gave it to nothing; some wait for a click."""

_PICTURE = """
(() => {
  let screen = null;
  for (const one of document.querySelectorAll("canvas"))
    if (!screen || one.width * one.height > screen.width * screen.height) screen = one;
  return screen?.toDataURL("image/png") ?? "";
})();
"""
"""Returns what the page's largest canvas shows."""

_PNG = "data:image/png;base64,"

_AS_IT_IS = """
(() => {
  const resize = document.getElementById("noVNC_setting_resize");
  if (!resize || resize.value === "off") return;
  resize.value = "off";
  resize.dispatchEvent(new Event("change"));
})();
"""
"""Lets noVNC's full page show the screen as large as it is, where its own setting was another."""

_ACTS = {
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.Drop,
    QEvent.Type.InputMethod,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchUpdate,
    QEvent.Type.Wheel,
}
_BY_TAB = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_BY_HAND = Qt.FocusReason.OtherFocusReason
_GESTURES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class WebScreens:
    """Makes the screens of one console window, with a renderer for each profile."""

    def __init__(self) -> None:
        self._renderers: dict[tuple[object, ...], Renderer] = {}
        self._retired: list[Renderer] = []
        self.way = WebWay()

    def make_screen(self, profile: Profile) -> ConsoleScreen:
        """Return a new screen for a server of this profile."""
        return ConsoleView(self, profile)

    def renderer(self, profile: Profile) -> Renderer:
        """Return the renderer of a profile as it is now."""
        # A profile whose certificates were changed meanwhile is another one to the engine.
        key = (profile.id, profile.ca_file, profile.verify, profile.client_certificate)
        renderer = self._renderers.get(key)
        trusted = trusted_by(profile)
        if renderer is None:
            renderer = self._renderers[key] = make_renderer(profile)
        elif renderer.trusted <= trusted:
            renderer.trusted.update(trusted)
        else:
            # An engine remembers what was accepted once, and asks nobody again.
            self._retired.append(renderer)
            kept = renderer.trusted_for_now - (renderer.trusted - trusted)
            renderer = self._renderers[key] = replace(make_renderer(profile), trusted_for_now=kept)
        return renderer

    def close(self) -> None:
        """Give back the renderers; their screens are closed by now."""
        self.way.close()
        for renderer in (*self._renderers.values(), *self._retired):
            renderer.close()
        self._renderers.clear()
        self._retired.clear()


class ConsoleView(ConsoleScreen):
    """Shows the page of a link; each link gets a new page, so nothing of an older session is left."""

    def __init__(self, screens: WebScreens, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens = screens
        self._profile = profile
        self._looks_only = False
        self._web = QWebEngineView(self)
        self._web.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._web.setAcceptDrops(False)
        self._web.setAccessibleName(self.tr("Screen of the server"))
        self._web.installEventFilter(self)
        self._magnifier = Magnifier(self._web)
        self._magnifier.changed.connect(self.zoom_changed)
        self._page = self._new_page(QUrl())
        self.setFocusProxy(self._web)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._web)

    @property
    def zoom_factor(self) -> float:
        """How large the server's screen is shown; 1 is as large as it is."""
        return self._magnifier.factor

    def choose_zoom(self, zoom: Zoom) -> None:
        """Show the server's screen as large as a person wants it."""
        self._magnifier.choose(zoom)
        if zoom.mode is ZoomMode.FIXED:
            self._page.runJavaScript(_AS_IT_IS, QWebEngineScript.ScriptWorldId.ApplicationWorld.value)

    def let_through(self, *, keys_and_clicks: bool) -> None:
        """Let what a person does reach the server, or let them only look."""
        self._looks_only = not keys_and_clicks

    def load(self, link: ConsoleLink) -> None:
        """Show a link's console in place of whatever is shown."""
        # Exactly as the cloud gave it: some clouds need %3F where others need a question mark.
        url = QUrl.fromEncoded(link.url.encode())
        old, self._page = self._page, self._new_page(url)
        old.put_away()
        self.page_silent.emit(False)
        page = self._page

        def go() -> None:
            if isValid(self) and self._page is page:
                page.load(url)

        self._screens.way.lead(link, self._screens.renderer(self._profile).engine, go)

    def use_profile(self, profile: Profile) -> None:
        """Follow what the profile says by now, from the next link on."""
        self._profile = profile

    def trust(self, certificate: UntrustedCertificate) -> None:
        """Accept this one certificate for this profile for as long as the console window is open."""
        self._screens.renderer(self._profile).trusted_for_now.add(certificate.trusted)

    def clear(self) -> None:
        """Show nothing, and close the session there is."""
        old, self._page = self._page, self._new_page(QUrl())
        old.put_away()

    def take_picture(self, done: Callable[[QImage], None]) -> None:
        """Hand over what the server shows, as large as it is there, or what is shown here."""

        def told(answer: object) -> None:
            # A hidden page paints nothing here, and a magnified one is blurred: its canvas knows better.
            data = answer.removeprefix(_PNG) if isinstance(answer, str) else ""
            image = QImage.fromData(QByteArray.fromBase64(data.encode("ascii", "ignore")))
            if isValid(self):
                done(self.grab_screen() if image.isNull() else image)

        self._page.runJavaScript(_PICTURE, QWebEngineScript.ScriptWorldId.ApplicationWorld.value, told)

    def grab_screen(self) -> QImage:
        """Return what is shown."""
        return self._web.grab().toImage()

    def press(self, chord: Chord, done: Callable[[bool], object] = bool) -> None:
        """Press keys on the server's keyboard, and let them go."""
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
        self._page.runJavaScript(pressing(chord), world, lambda pressed: done(bool(pressed)))

    def keep_hands_off(self, *, off: bool) -> None:
        """Let a person's keys and clicks not reach the server for a while; or again."""
        self._web.setEnabled(not off)

    def close_down(self) -> None:
        """Give back view and page, in this order; the renderer goes last, with the window."""
        delete(self._web)
        self._page.put_away()

    def event(self, event: QEvent) -> bool:
        """Keep every key for the server but our own two: no shortcut of the window's may take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() != Qt.Key.Key_F11)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take note of keys and clicks, which reach the web view's inner widget only."""
        if isinstance(event, QChildEvent) and event.added() and event.child().isWidgetType():
            event.child().installEventFilter(self)
        elif isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_TAB:
            # The page would take it for a walk through its own buttons, and the server have no keys.
            return QCoreApplication.sendEvent(watched, QFocusEvent(event.type(), _BY_HAND))
        elif self._looks_only and event.type() in _ACTS:
            return True
        elif event.type() in _GESTURES:
            self._page.note_gesture()
        return super().eventFilter(watched, event)

    def _new_page(self, url: QUrl) -> ConsolePage:
        page = ConsolePage(self._screens.renderer(self._profile), url)
        page.setBackgroundColor(self.palette().window().color())
        page.loadFinished.connect(self._on_load_finished)
        page.load_failed.connect(self._on_load_failed)
        page.led_elsewhere.connect(lambda host: self.page_failed.emit(page_troubles.led_elsewhere(host)))
        page.trust_asked.connect(self.trust_asked)
        page.certificate_refused.connect(
            lambda certificate: self.page_failed.emit(page_troubles.certificate_refused(certificate))
        )
        page.renderProcessTerminated.connect(self._on_render_process_terminated)
        page.pulse.silent_changed.connect(self.page_silent)
        page.pulse.outgrown.connect(self._on_outgrown)
        page.session_told.connect(self._on_session_told)
        page.screen_told.connect(self._magnifier.show_screen)
        page.full_screen_toggled.connect(self.full_screen_toggled)
        self._web.setPage(page)
        self._magnifier.show_screen(None)
        return page

    def _on_load_finished(self, well: bool) -> None:
        if well:
            self.page_loaded.emit()

    def _on_load_failed(self, info: QWebEngineLoadingInfo) -> None:
        if info.errorDomain() is QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain:
            trouble = page_troubles.answered_with(info.url().host(), info.errorCode())
        else:
            trouble = page_troubles.not_reached(info.url().host(), info.errorCode(), info.errorString())
        self.page_failed.emit(trouble)

    def _on_render_process_terminated(
        self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        self._page.pulse.stop()
        self.page_silent.emit(False)
        self.page_failed.emit(page_troubles.crashed())

    def _on_outgrown(self) -> None:
        self._page.renderProcessTerminated.disconnect(self._on_render_process_terminated)
        self.page_silent.emit(False)
        self.page_failed.emit(page_troubles.outgrown())

    def _on_session_told(self, word: SessionWord) -> None:
        match word:
            case SessionWord.CONNECTING:
                self.session_connecting.emit()
            case SessionWord.OPENED:
                world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
                self._page.runJavaScript(_TAKE_KEYBOARD, world)
                self.session_opened.emit()
            case SessionWord.LOST | SessionWord.DROPPED:
                self.session_lost.emit(word is SessionWord.LOST)
