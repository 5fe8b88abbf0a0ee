"""One login, shared by all threads of a connection.

Importing this costs some 100 ms (keystoneauth1, requests, truststore): it is left to the first worker.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from keystoneauth1 import exceptions as keystone
from keystoneauth1.access import AccessInfo
from keystoneauth1.identity import BaseIdentityPlugin
from keystoneauth1.session import Session
from requests import RequestException

from launcher.cloud.auth_plugins import load_plugin
from launcher.cloud.browser_login import browser_login
from launcher.cloud.endpoints import endpoints_of, version_document
from launcher.cloud.http import USER_AGENT, HttpClient
from launcher.cloud.login_failures import login_failure, no_identity_service
from launcher.cloud.login_projects import no_project
from launcher.cloud.route import Route
from launcher.cloud.second_factor import SecondFactor
from launcher.cloud.wire import Request, Sign, Timeouts
from launcher.cloud.words import clean
from launcher.model.errors import (
    AuthenticationError,
    BrowserLoginError,
    OneTimeCodeError,
    PortholeError,
    Trouble,
)
from launcher.model.profile import ComputeApi, Profile
from launcher.model.reticent import Reticent
from launcher.model.secrets import unpacked

T = TypeVar("T")

_LAST_SECONDS = 5
"""A token that was had with a one-time code is used until so shortly before its end."""


class Pass(Reticent, frozen=True):
    """What a request for servers needs.

    Attributes:
        headers: who asks; they carry the token.
        endpoints: the address of each interface to try, in that order: see :mod:`launcher.cloud.endpoints`.
        sign: signs each request, where there is no token.
    """

    headers: dict[str, str]
    endpoints: Mapping[ComputeApi, str]
    sign: Sign | None = None

    @property
    def endpoint(self) -> str:
        """The address that is tried first."""
        return next(iter(self.endpoints.values()))

    def address(self, api: ComputeApi) -> str:
        """Return the address of an interface; the one there is, where that is another."""
        return self.endpoints.get(api, self.endpoint)

    @property
    def version_document(self) -> str:
        """Where Nova says which microversions it speaks."""
        return version_document(self.address(ComputeApi.NOVA))

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        params: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Request:
        """Return a request that says who asks."""
        own = {**self.headers, **(headers or {})}
        return Request(method, url, own, params, body, self.secrets, self.sign)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of this must not stand in any message."""
        return tuple(self.headers.values())


class Login:
    """Gets a token when one is needed, and keeps it.

    Many threads may ask at once: one of them logs in, the others wait for it, and share its failure.
    Once the cloud has refused the credentials it is not asked again: many lock an account after a few
    refusals. A login that takes a one-time code waits for :meth:`give_code`, and sends each code once.

    Attributes:
        http: the way to the cloud.
    """

    def __init__(self, profile: Profile, secret: str | None, route: Route, timeouts: Timeouts) -> None:
        """Prepare a login; nothing is sent.

        Raises:
            ProfileError: the profile cannot be used as it is.
            SecretMissingError: there is no secret.
        """
        self._profile = profile
        self._timeouts = timeouts
        self._secrets = tuple(unpacked(secret).values())
        self._plugin = load_plugin(profile, secret)
        self._factor = SecondFactor(profile, secret)
        self._browser = browser_login(profile.auth_type, self._plugin)
        self.http = HttpClient(profile, route, timeouts)
        self._keystone = Session(
            session=self.http.session, verify=profile.verify, user_agent=USER_AGENT, redirect=False
        )
        self._lock = threading.Lock()
        self._failures = 0
        self._failure: type[PortholeError] = PortholeError
        self._trouble = Trouble("")
        self._address = ""
        self._pass: Pass | None = None

    def current(self) -> Pass:
        """Return what the next request needs, logging in where there is no token yet.

        Raises:
            AuthenticationError: the credentials were refused, now or before.
            OneTimeCodeError: a code is needed first, or the one that was given was refused.
            NoProjectError: the token carries no project.
            EndpointMissingError: the catalog has no compute endpoint as the profile wants it.
            PortholeError: what else keeps a login from coming about.
        """
        return self._alone(self._pass_now)

    def renew(self, used: Pass) -> Pass:
        """Return a new pass for one that Nova did not accept; many threads with one old pass cause one login.

        Raises:
            PortholeError: as :meth:`current`.
        """

        def renewed() -> Pass:
            if self._pass is used:
                self._plugin.invalidate()
                self._pass = None
            return self._pass_now()

        return self._alone(renewed)

    def give_code(self, code: str) -> None:
        """Have a one-time code for the next login. Does not wait, and is not kept."""
        self._factor.give(code)

    def agree(self) -> None:
        """Take in that a person wants to log in in the browser now."""
        if self._browser is not None:
            self._browser.agree()

    def authenticate(self) -> str:
        """Log in where there is no token yet; returns who is logged in, as a person says it.

        Empty where there is no identity service.

        Raises:
            PortholeError: as :meth:`current`, but for the endpoint.
        """
        _, access = self._alone(self._authenticated)
        if access is None:
            return ""
        return clean(
            f"{access.username or access.user_id}, project {access.project_name or access.project_id}"
        )

    def reach(self) -> str:
        """Ask the identity service anything, without a login; returns its host.

        Where there is none (``none``, ``http_basic``) the compute endpoint is asked.

        Raises:
            CloudUnreachableError: and its kinds: no answer.
        """
        profile = self._profile
        url = profile.auth_url or profile.compute_endpoint_override or profile.auth.get("endpoint", "")
        return self.http.ask(Request("GET", url)).host

    def _alone(self, work: Callable[[], T]) -> T:
        seen = self._failures
        with self._lock:
            if self.is_refused or self._failures != seen:
                # A new one for each thread: whoever catches it adds the name of a server.
                raise self._again()
            try:
                return work()
            except PortholeError as error:
                self._failures += 1
                self._failure, self._trouble = type(error), error.trouble
                self._address = getattr(error, "address", "")
                raise

    def _again(self) -> PortholeError:
        if issubclass(self._failure, BrowserLoginError):
            return self._failure(self._trouble, self._address)
        return self._failure(self._trouble)

    @property
    def is_refused(self) -> bool:
        """Whether the cloud refused the credentials, so that they are not sent again."""
        return issubclass(self._failure, AuthenticationError)

    def _pass_now(self) -> Pass:
        headers, access = self._authenticated()
        if self._pass is None or self._pass.headers != headers:
            self._pass = Pass(headers, self._endpoints(access), getattr(self._plugin, "signature", None))
        return self._pass

    def _authenticated(self) -> tuple[dict[str, str], AccessInfo | None]:
        if self._factor.wanted and not self._has_token:
            self._log_in_with_code()
        if self._browser is not None and not self._has_token:
            self._plugin.reauthenticate = False  # type: ignore[attr-defined] # all that need a browser have it
            self._asking(self._browser.prepare)
        try:
            headers = self._asking(self._plugin.get_headers)
        except OneTimeCodeError:
            # The cloud wants one, which the profile does not say; it may have been given all the same.
            if not self._factor.has_code:
                raise
            self._log_in_with_code()
            headers = self._asking(self._plugin.get_headers)
        # Plugins without an identity service (none, http_basic) have neither project nor catalog.
        access = self._plugin.auth_ref if isinstance(self._plugin, BaseIdentityPlugin) else None
        if access and not access.project_id:
            raise no_project(self.http, self._profile, access.auth_token or "")
        return headers or {}, access

    @property
    def _has_token(self) -> bool:
        access = self._plugin.auth_ref if isinstance(self._plugin, BaseIdentityPlugin) else None
        return access is not None and not access.will_expire_soon(_LAST_SECONDS)

    def _log_in_with_code(self) -> None:
        if isinstance(self._plugin, BaseIdentityPlugin):
            # By itself it would log in anew with a code that is over.
            self._plugin.reauthenticate = False
            code = self._factor.take()
            self._plugin.auth_ref = self._access_with(code, self._plugin)

    def _access_with(self, code: str, first: BaseIdentityPlugin) -> AccessInfo:
        if self._factor.is_second and not self._factor.has_receipt:
            with suppress(OneTimeCodeError):
                return self._asking(first.get_auth_ref)
        try:
            return self._asking(lambda session: self._factor.access(code, session))
        except AuthenticationError as error:
            raise self._factor.refused(error) from error

    def _asking(self, ask: Callable[[Session], T]) -> T:
        failure: PortholeError
        try:
            return ask(self._keystone)
        except keystone.MissingAuthMethods as error:
            failure = self._factor.missing(error)
        except keystone.DiscoveryFailure as error:
            self.reach()
            failure = no_identity_service(self._profile, str(error))
        except (keystone.ClientException, RequestException, ValueError, KeyError, TypeError) as error:
            waiting = self._waiting_for_browser(error)
            failure = waiting or self._failure_of(error)
        # Not from keystoneauth1's error: the answer hangs on it, and on that the request with the password.
        raise failure

    def _failure_of(self, error: Exception) -> PortholeError:
        proxy = self.http.proxy_for(self._profile.auth_url)
        return login_failure(error, self._profile, self._timeouts, self._secrets, proxy)

    def _waiting_for_browser(self, error: Exception) -> PortholeError | None:
        if self._browser is None or not isinstance(error, keystone.ClientException):
            return None
        return self._browser.failure(error)

    def _endpoints(self, access: AccessInfo | None) -> Mapping[ComputeApi, str]:
        return endpoints_of(self._profile, access, lambda: self._asking(self._plugin.get_endpoint))
