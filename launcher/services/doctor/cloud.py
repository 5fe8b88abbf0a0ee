"""The way to one profile's cloud, and on to its consoles. No console is opened."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from launcher.cloud.certificates import end_of_certificate, fingerprint, shown_certificate
from launcher.cloud.checks import STEPS, CheckName
from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.route import Route, SystemProxy
from launcher.cloud.servers import list_servers
from launcher.cloud.way import Way, look_along, origin
from launcher.cloud.wire import Timeouts, host_of
from launcher.model.console import ConsoleLink
from launcher.model.errors import CertificateError, CloudUnreachableError, PortholeError
from launcher.model.finding import Finding, Health, failure
from launcher.model.profile import Profile
from launcher.model.server import ServerStatus
from launcher.model.trust import TrustedCertificate
from launcher.services.connections import kept_secret
from launcher.services.doctor.examination import Steps
from launcher.services.profiles import ProfileBook

_SMALL_SKEW, _LARGE_SKEW = 30.0, 300.0
"""Seconds. One-time codes live for 30; with more than five minutes certificates and tokens go wrong too."""

_SOON = timedelta(days=14)
_PAGE = 100
"""Servers among which a running one is looked for."""


class CloudExamination:
    """What there is to look at for one profile; each check needs what the one before it found."""

    def __init__(
        self, book: ProfileBook, profile: Profile, timeouts: Timeouts, system_proxy: SystemProxy
    ) -> None:
        self._book = book
        self._profile = profile
        self._timeouts = timeouts
        self._system_proxy = system_proxy
        self._way: Way | None = None
        self._connection: CloudConnection | None = None
        self._link: ConsoleLink | None = None

    @property
    def steps(self) -> Steps:
        """The checks, in order."""
        logging_in = [name for name in STEPS if name is not CheckName.REACH]
        return (
            ("proxy", self._proxy),
            ("reach", self._reach),
            ("clock", self._clock),
            ("certificate", self._certificate),
            *((name.value, self._step(name)) for name in logging_in),
            ("console", self._console),
            ("console-proxy", self._console_proxy),
        )

    @property
    def _url(self) -> str:
        auth = self._profile.auth
        return self._profile.auth_url or self._profile.compute_endpoint_override or auth.get("endpoint", "")

    @cached_property
    def _route(self) -> Route:
        # Only a proxy's own password is needed before the login.
        secret = kept_secret(self._book, self._profile) if self._profile.proxy_user else None
        return Route(self._profile, secret, self._system_proxy)

    def _proxy(self) -> Finding:
        proxy, host = self._route.proxy_for(self._url), host_of(self._url)
        words = f"{proxy.place} is on the way to {host}." if proxy else f"None is on the way to {host}."
        return Finding("proxy", Health.OK, words)

    def _reach(self) -> Finding:
        self._way = look_along(self._url, self._profile, self._route, self._timeouts)
        return Finding("reach", Health.OK, f"{self._way.host} answers.")

    def _clock(self) -> Finding | None:
        ahead = self._way.ahead if self._way else None
        if ahead is None:
            return None
        if abs(ahead) < _SMALL_SKEW:
            return Finding("clock", Health.OK, "This computer's clock and the cloud's agree.")
        side = "ahead of" if ahead > 0 else "behind"
        words = f"This computer's clock is {_span(abs(ahead))} {side} the cloud's."
        health = Health.FAILED if abs(ahead) > _LARGE_SKEW else Health.WARNING
        step = "Let it be set by the network (timedatectl set-ntp true), or tell the cloud's operator."
        return Finding("clock", health, words, step)

    def _certificate(self) -> Finding | None:
        if not self._url.startswith("https:"):
            return None
        if not self._profile.verify:
            words = "Certificates are not checked for this profile: anybody on the way can read the password."
            return Finding("certificate", Health.WARNING, words, "Name the cloud's CA as cacert, and check.")
        proxy = self._route.proxy_for(self._url)
        ends = end_of_certificate(self._url, self._profile, self._timeouts.connect, proxy)
        if ends is None:
            return None
        words = f"It is believed, and valid until {ends.astimezone():%Y-%m-%d}."
        if ends - datetime.now(UTC) < _SOON:
            return Finding("certificate", Health.WARNING, words, "Tell the cloud's operator to renew it.")
        return Finding("certificate", Health.OK, words)

    def _step(self, name: CheckName) -> Callable[[], Finding]:
        def check() -> Finding:
            return Finding(name.value, Health.OK, STEPS[name][1](self._connected))

        return check

    @property
    def _connected(self) -> CloudConnection:
        if self._connection is None:
            secret = kept_secret(self._book, self._profile)
            self._connection = CloudConnection(
                self._profile, secret, timeouts=self._timeouts, system_proxy=self._system_proxy
            )
        return self._connection

    def _console(self) -> Finding:
        page = next(list_servers(self._connected, page_size=_PAGE), ())
        server = next((one for one in page if one.status is ServerStatus.ACTIVE), None)
        if server is None:
            words = "No server is running that could be asked for a console."
            return Finding("console", Health.UNTRIED, words, "Start one, then try again.")
        types, lifetime = self._profile.console_types, float(self._profile.link_lifetime)
        self._link = create_remote_console(
            self._connected, server.key, types, validity=lifetime, server_name=server.name
        )
        words = f"The cloud gives a link to the console of {server.name} ({self._link.console.type})."
        return Finding("console", Health.OK, words)

    def _console_proxy(self) -> Finding | None:
        if self._link is None:
            return None
        url = origin(self._link.url)
        try:
            way = look_along(url, self._profile, self._route, self._timeouts)
        except CertificateError as error:
            return self._of_untrusted(url, error)
        except CloudUnreachableError as error:
            found = failure("console-proxy", error)
            step = "Consoles come from this host and port: a firewall or VPN has to let them through."
            return Finding(found.check, found.health, found.words, step, found.details)
        words = f"{way.host}, where consoles come from, answers. No session was opened."
        return Finding("console-proxy", Health.OK, words)

    def _of_untrusted(self, url: str, error: PortholeError) -> Finding:
        shown = fingerprint(shown_certificate(url, self._timeouts.connect, self._route.proxy_for(url)))
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port or 443}"
        if str(TrustedCertificate(host, shown)) in self._profile.trusted_certificates:
            words = f"{host}, where consoles come from, answers with the certificate this profile trusts."
            return Finding("console-proxy", Health.OK, words)
        step = "Open a console in Porthole once: it shows the certificate, and you may trust it."
        return Finding("console-proxy", Health.FAILED, error.trouble.what, step, error.trouble.details)


def _span(seconds: float) -> str:
    for size, name in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
