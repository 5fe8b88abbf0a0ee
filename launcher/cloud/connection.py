"""One profile's way to one project of one cloud."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import msgspec

from launcher.cloud.answer_failures import TOO_MANY, answer_failure, pause_wanted
from launcher.cloud.learnt import Learnt
from launcher.cloud.patience import LONGEST_PAUSE
from launcher.cloud.route import Route, SystemProxy, environment_proxy
from launcher.cloud.wire import DEFAULT_TIMEOUTS, Answer, Request, Timeouts
from launcher.cloud.words import retry_after
from launcher.model.errors import PortholeError
from launcher.model.profile import ComputeApi, Profile

if TYPE_CHECKING:
    from launcher.cloud.login import Login, Pass

    MakeRequest = Callable[[Pass], Request]

T = TypeVar("T")

OLDEST = (2, 1)
"""What a Nova speaks that does not say."""


class _Version(msgspec.Struct):
    version: str = ""


class _VersionDocument(msgspec.Struct):
    version: _Version | None = None
    versions: tuple[_Version, ...] = ()

    @property
    def newest(self) -> tuple[int, int]:
        found = [_parsed(one.version) for one in (self.version, *self.versions) if one]
        return max(found, default=OLDEST)


_VERSION_DOCUMENT = msgspec.json.Decoder(_VersionDocument)


class CloudConnection:
    """Asks a cloud on behalf of one profile. For many threads at once; every method may wait for the network.

    A cloud that asks for a pause gets it: until then requests end in RateLimitedError, and none is sent.

    Nothing is sent until something is asked; then it logs in, and the login and its HTTP connections are
    kept. Tokens and the secret stay in memory and out of every message.

    Attributes:
        profile: as given; its name and what else has no part in the login may change.
        learnt: see :class:`Learnt`.
        route: the way to it, for its consoles too.
    """

    def __init__(
        self,
        profile: Profile,
        secret: str | None,
        *,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        system_proxy: SystemProxy | None = None,
    ) -> None:
        self.profile = profile
        self.route = Route(profile, secret, system_proxy or environment_proxy)
        self.learnt = Learnt()
        self._secret = secret
        self._timeouts = timeouts
        self._lock = threading.Lock()
        self._known_login: Login | None = None
        self._max_microversion: tuple[int, int] | None = None
        self._quiet_until = 0.0

    def get(  # noqa: PLR0913 - what is asked for, by which interface, and what for
        self,
        path: str,
        decoder: msgspec.json.Decoder[T],
        *,
        purpose: str,
        params: dict[str, str] | None = None,
        microversion: str = "",
        api: ComputeApi = ComputeApi.NOVA,
    ) -> T:
        """Ask for something and return it, decoded.

        Args:
            path: below the endpoint, with a slash at its beginning.
            decoder: of the shape the answer should have.
            purpose: what for, as it follows "may not" (``list servers``).
            params: the query.
            microversion: the newest that is of use; a cloud that is older is asked for its own newest, and
                so are all requests of this microversion from then on.
            api: by which interface.

        Raises:
            PortholeError: naming the cloud: no answer came, it was no success, or of another shape.
        """

        def request(way: "Pass") -> Request:
            headers = _version_headers(self._known_to_the_cloud(microversion))
            return way.request("GET", way.address(api) + path, headers, params)

        answer = self._send(request)
        if answer.status == HTTPStatus.NOT_ACCEPTABLE and microversion:
            self.max_microversion()
            answer = self._send(request)
        return self._decoded(answer, decoder, purpose)

    def post(
        self, path: str, body: object, *, microversion: str = "", api: ComputeApi = ComputeApi.NOVA
    ) -> Answer:
        """Ask the cloud to do something; returns its answer, whatever its status.

        Args:
            path: below the endpoint, with a slash at its beginning.
            body: becomes JSON.
            microversion: ``2.6``; empty for Nova's oldest.
            api: by which interface.

        Raises:
            PortholeError: naming the cloud: no answer came, or the login was refused.
        """
        headers = {"Content-Type": "application/json"} | _version_headers(microversion)
        encoded = msgspec.json.encode(body)
        return self._send(lambda way: way.request("POST", way.address(api) + path, headers, body=encoded))

    def failure(self, answer: Answer, purpose: str) -> PortholeError:
        """Return the error to raise for an answer that is no success, naming the cloud."""
        return answer_failure(answer, purpose).about(cloud=self.profile.name)

    def reach(self) -> str:
        """Ask the identity service anything, without a login; returns its host.

        Raises:
            PortholeError: naming the cloud.
        """
        with self._named():
            return self._login().reach()

    def authenticate(self) -> str:
        """Log in where there is no token yet; returns who is logged in, as a person says it.

        Raises:
            PortholeError: naming the cloud.
        """
        with self._named():
            return self._login().authenticate()

    @property
    def is_refused(self) -> bool:
        """Whether the cloud refused the login, so that nothing is sent any more."""
        with self._lock:
            return self._known_login is not None and self._known_login.is_refused

    def give_code(self, code: str) -> None:
        """Have a one-time code for the next login, which takes one; it is sent once and not kept.

        Raises:
            PortholeError: naming the cloud: the profile cannot be used.
        """
        with self._named():
            self._login().give_code(code)

    def agree(self) -> None:
        """Take in that a person wants to log in in the browser now; the next request goes on there.

        Raises:
            PortholeError: naming the cloud: the profile cannot be used.
        """
        with self._named():
            self._login().agree()

    def endpoint(self) -> str:
        """Return the address that servers are asked at first, logging in where there is no token yet.

        Raises:
            PortholeError: naming the cloud.
        """
        with self._named():
            return self._login().current().endpoint

    def apis(self) -> tuple[ComputeApi, ...]:
        """Return by which interfaces servers can be asked, in the order to try, logging in as above.

        Raises:
            PortholeError: naming the cloud.
        """
        with self._named():
            return tuple(self._login().current().endpoints)

    @property
    def speaks_ecs(self) -> bool:
        """Whether servers are asked for by Huawei's interface, as the profile, catalog or an answer said."""
        return self.learnt.lists_by_ecs or self.apis()[0] is ComputeApi.ECS

    def max_microversion(self) -> tuple[int, int]:
        """Return the newest microversion the cloud speaks. One request, the first time.

        Raises:
            PortholeError: naming the cloud.
        """
        if self._max_microversion is None:
            answer = self._send(lambda way: way.request("GET", way.version_document))
            document = self._decoded(answer, _VERSION_DOCUMENT, "read the version of its interface")
            self._max_microversion = document.newest
        return self._max_microversion

    def close(self) -> None:
        """Close the kept connections and forget the token."""
        with self._lock:
            login, self._known_login = self._known_login, None
        if login is not None:
            login.http.close()

    def _known_to_the_cloud(self, microversion: str) -> str:
        known = self._max_microversion
        if known is None or _parsed(microversion) <= known:
            return microversion
        return f"{known[0]}.{known[1]}"

    def _decoded(self, answer: Answer, decoder: msgspec.json.Decoder[T], purpose: str) -> T:
        if not answer.ok:
            raise self.failure(answer, purpose)
        with self._named():
            return answer.decode(decoder)

    def _send(self, request: "MakeRequest") -> Answer:
        with self._named():
            self._keep_quiet()
            login = self._login()
            way = login.current()
            answer = login.http.ask(request(way))
            if answer.status == HTTPStatus.UNAUTHORIZED:
                answer = login.http.ask(request(login.renew(way)))
        if answer.status == HTTPStatus.UNAUTHORIZED:
            raise self.failure(answer, "")
        if answer.status in TOO_MANY:
            # Of a longer pause the person is told, and decides.
            self._quiet_until = monotonic() + min(retry_after(answer), LONGEST_PAUSE)
        return answer

    def _keep_quiet(self) -> None:
        left = self._quiet_until - monotonic()
        if left > 0:
            raise pause_wanted(left)

    def _login(self) -> "Login":
        with self._lock:
            if self._known_login is None:
                # 100 ms of imports that the first window does not wait for: this runs in a worker.
                from launcher.cloud.login import Login  # noqa: PLC0415

                self._known_login = Login(self.profile, self._secret, self.route, self._timeouts)
            return self._known_login

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except PortholeError as error:
            error.about(cloud=self.profile.name)
            raise


def _version_headers(microversion: str) -> dict[str, str]:
    if not microversion:
        return {}
    # Clouds before Newton know only the second form (API guide, "Microversions").
    return {
        "OpenStack-API-Version": f"compute {microversion}",
        "X-OpenStack-Nova-API-Version": microversion,
    }


def _parsed(microversion: str) -> tuple[int, int]:
    major, _, minor = microversion.partition(".")
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else OLDEST
