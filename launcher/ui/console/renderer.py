"""The web engine behind the consoles of one profile: what it may do, and whose certificates it believes.

See :mod:`launcher.ui.console.hardening`. Each page has a process of its own. If all pages of a cloud shared
one (``--process-per-site``), ten of them would take 140 MiB in place of 230; but one that is stuck, or broken
into, would take all the others along.
"""

import atexit
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
)

from launcher.model.profile import Profile
from launcher.model.trust import TrustedCertificate
from launcher.ui.console.authorities import authorities, client_certificate
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.downloads import put_away_engine, refuse_downloads
from launcher.ui.console.own_origin import OwnOriginOnly


@dataclass(frozen=True, slots=True)
class Renderer:
    """A profile of the web engine, for all consoles of one profile of Porthole's.

    Attributes:
        engine: nothing in it lasts.
        guard: the engine's; kept here, because the engine does not keep its Python half.
        verify: whether certificates are checked at all.
        storage: where it puts its files; None where all is in memory.
        own: the certificate that says who asks, for consoles that want to know; or None.
        trusted: what the profile trusts.
        trusted_for_now: what a person trusted beside it, for as long as the console window is open.
    """

    engine: QWebEngineProfile
    guard: OwnOriginOnly
    verify: bool
    storage: Path | None
    own: QSslCertificate | None = None
    trusted: set[TrustedCertificate] = field(default_factory=set)
    trusted_for_now: set[TrustedCertificate] = field(default_factory=set)

    def judge(self, certificate: UntrustedCertificate) -> UntrustedCertificate | None:
        """Return what a person has to decide about; None where they have decided, for this very host."""
        known = self.trusted | self.trusted_for_now
        if not self.verify or certificate.trusted in known:
            return None
        return replace(certificate, is_another=any(one.host == certificate.host for one in known))

    def close(self) -> None:
        """Leave nothing behind. Its pages are gone by now."""
        storage = self.storage
        if storage is not None:
            self.engine.destroyed.connect(lambda: rmtree(storage, ignore_errors=True))
        put_away_engine(self.engine)


def make_renderer(profile: Profile) -> Renderer:
    """Return the renderer of a profile."""
    known = authorities(profile)
    engine, storage = _engine_with_authorities(known) if known else (make_engine(), None)
    shown = client_certificate(profile)
    if shown is not None:
        engine.clientCertificateStore().add(*shown)
    guard = OwnOriginOnly(engine)
    engine.setUrlRequestInterceptor(guard)
    own = shown[0] if shown else None
    return Renderer(engine, guard, profile.verify, storage, own, trusted_by(profile))


def make_engine() -> QWebEngineProfile:
    """Return an engine of which nothing lasts, and in which a page may do nothing but show itself."""
    engine = QWebEngineProfileBuilder.createOffTheRecordProfile()
    engine.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    _lock_down(engine)
    return engine


def _lock_down(engine: QWebEngineProfile) -> None:
    engine.setSpellCheckEnabled(False)
    engine.setPushServiceEnabled(False)
    refuse_downloads(engine)
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


def trusted_by(profile: Profile) -> set[TrustedCertificate]:
    """Return the certificates that a profile trusts."""
    return {TrustedCertificate.read(one) for one in profile.trusted_certificates}


def _engine_with_authorities(known: list[QSslCertificate]) -> tuple[QWebEngineProfile, Path]:
    """Return an engine that also trusts these authorities, and where it may put its files.

    An engine that is off the record takes no certificates: ``createOffTheRecordProfile`` is static, and
    knows nothing of its builder. This one has a directory, and nothing that lasts in there.
    """
    storage = Path(mkdtemp(prefix="porthole-"))
    # Chromium writes for a while after its engine is gone.
    atexit.register(rmtree, storage, ignore_errors=True)
    builder = (
        QWebEngineProfileBuilder()
        .setAdditionalTrustedCertificates(known)
        .setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        .setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        .setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        .setPersistentStoragePath(str(storage / "storage"))
        .setCachePath(str(storage / "cache"))
    )
    # No two engines of one program may share a name.
    engine = builder.createProfile(storage.name)
    _lock_down(engine)
    return engine, storage
