"""Logins that a person completes in their browser: begun when they want it, never by a timer."""

import time
from abc import ABC, abstractmethod

from keystoneauth1.exceptions import BadRequest, ClientException
from keystoneauth1.exceptions.oidc import OidcDeviceAuthorizationTimeOut
from keystoneauth1.identity.v3.oidc import OidcDeviceAuthorization
from keystoneauth1.plugin import BaseAuthPlugin
from keystoneauth1.session import Session

from launcher.cloud.words import clean
from launcher.model.errors import BrowserLoginError, Trouble

_WEB_SSO = "v3websso"
_ONE_POLL = 0.05
"""Seconds. keystoneauth1 asks again and again until its time is over; one answer is all that is wanted."""


class BrowserLogin(ABC):
    """What a login waits for before it is sent."""

    @abstractmethod
    def prepare(self, session: Session) -> None:
        """Go on, or not.

        Raises:
            BrowserLoginError: it is a person's turn.
        """

    def agree(self) -> None:  # noqa: B027 - whoever waits for no agreement does nothing
        """Take in that a person wants the browser now."""

    @abstractmethod
    def failure(self, error: ClientException) -> BrowserLoginError | None:
        """Return the error to raise where the browser's part is not done yet, None for any other."""


def browser_login(auth_type: str, plugin: BaseAuthPlugin) -> BrowserLogin | None:
    """Return what a plugin's login waits for, or None: it needs no browser."""
    if isinstance(plugin, OidcDeviceAuthorization):
        return _DeviceLogin(plugin)
    return _WebSso() if auth_type == _WEB_SSO else None


class _WebSso(BrowserLogin):
    """keystoneauth1 opens the browser, and waits for what Keystone's page sends to a port of this machine."""

    def __init__(self) -> None:
        self._agreed = False

    def agree(self) -> None:
        self._agreed = True

    def prepare(self, session: Session) -> None:  # noqa: ARG002 - the other one needs it
        agreed, self._agreed = self._agreed, False
        if not agreed:
            what = "The login goes on in your browser."
            raise BrowserLoginError(Trouble(what, "Log in there when you are ready."), is_asking=True)

    def failure(self, error: ClientException) -> BrowserLoginError | None:
        if type(error).__name__ != "_MissingTokenError":
            return None
        what = "Nobody logged in in the browser in time."
        return BrowserLoginError(Trouble(what, "Log in again. The profile's login_timeout can be longer."))


class _DeviceLogin(BrowserLogin):
    """The identity provider gives an address and a code for it (RFC 8628)."""

    def __init__(self, plugin: OidcDeviceAuthorization) -> None:
        self._plugin = plugin
        self._begin = plugin.get_payload
        self._payload: dict[str, str | None] = {}
        self._ends = 0.0
        self._pause = 0.0
        self._next_poll = 0.0
        plugin.get_payload = lambda session: dict(self._payload)  # type: ignore[method-assign] # noqa: ARG005

    def prepare(self, session: Session) -> None:
        now = time.time()
        if not self._payload or now >= self._ends:
            self._payload = self._begin(session)
            self._ends, self._pause = self._plugin.timeout, self._plugin.interval
            self._next_poll = now + self._pause
            raise self._waiting()
        if now < self._next_poll:
            raise self._waiting()
        self._next_poll = now + self._pause
        self._plugin.timeout = now + _ONE_POLL
        self._plugin.interval = 2 * _ONE_POLL  # type: ignore[assignment]

    def failure(self, error: ClientException) -> BrowserLoginError | None:
        if isinstance(error, OidcDeviceAuthorizationTimeOut):
            return self._waiting()
        if isinstance(error, BadRequest):
            # Refused there, or over: the next one begins anew.
            self._payload = {}
        return None

    def _waiting(self) -> BrowserLoginError:
        address = clean(str(self._plugin.verification_uri_complete or self._plugin.verification_uri))
        code = clean(str(self._plugin.user_code))
        what = f"The login goes on in your browser, with the code {code}."
        step = f"Open {address}, log in there, then try again."
        return BrowserLoginError(Trouble(what, step), address)
