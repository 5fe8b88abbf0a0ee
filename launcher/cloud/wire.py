"""What goes over the wire, as plain values: no HTTP library is needed to read an answer."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urlsplit

import msgspec

from launcher.model.errors import Trouble, UnexpectedAnswerError
from launcher.model.instant import Instant
from launcher.model.reticent import Reticent

if TYPE_CHECKING:
    from requests import PreparedRequest

Sign = Callable[["PreparedRequest"], "PreparedRequest"]
"""Signs what :mod:`requests` is about to send."""

T = TypeVar("T")


class Timeouts(NamedTuple):
    """How long Porthole waits.

    Attributes:
        connect: seconds for the connection, TLS included.
        read: seconds of silence while an answer is due. Nova itself gives up on a silent compute host
            after 60 seconds and says so: we wait long enough to hear it.
    """

    connect: float = 10.0
    read: float = 75.0


DEFAULT_TIMEOUTS = Timeouts()


# OpenStack's, Nova's before Newton, and that of the gateways before Huawei's clouds.
_REQUEST_IDS = ("x-openstack-request-id", "x-compute-request-id", "x-request-id")


class Request(Reticent, frozen=True):
    """What is sent to a cloud.

    Attributes:
        method: ``GET`` or ``POST``.
        url: complete, without its query.
        headers: beside ``User-Agent`` and ``Accept``, which are always ours.
        params: the query.
        body: JSON, encoded.
        secrets: what must not stand in any message about it.
        sign: adds a signature, as the ``auth`` of :mod:`requests` does.
    """

    method: str
    url: str
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    params: dict[str, str] | None = None
    body: bytes | None = None
    secrets: tuple[str, ...] = ()
    sign: Sign | None = None


class Answer(Reticent, frozen=True):
    """What a cloud answered to one request.

    Attributes:
        url: what was asked.
        status: the HTTP status.
        headers: case-insensitive.
        body: it can hold a console URL.
        sent_at: when the request was sent.
        secrets: the token and password that were in use, so that no message ever repeats them.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    sent_at: Instant
    secrets: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the cloud did as it was asked."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def host(self) -> str:
        """Who answered, as ``host`` or ``host:port``."""
        return host_of(self.url)

    @property
    def request_id(self) -> str:
        """The id under which the cloud's own logs know this request, or empty."""
        return next((self.headers[name] for name in _REQUEST_IDS if self.headers.get(name)), "")

    def decode(self, decoder: msgspec.json.Decoder[T]) -> T:
        """Return the body as typed JSON.

        Raises:
            UnexpectedAnswerError: it is a web page, broken off, or of another shape. The body itself is
                not repeated in the error: it can hold a console's token.
        """
        try:
            return decoder.decode(self.body)
        except msgspec.ValidationError as error:
            what, details = f"{self.host} answered in another form than OpenStack's.", str(error)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            what, details = f"The answer of {self.host} is broken off or garbled.", str(error)
            if self.body.lstrip().startswith(b"<"):
                what, details = f"{self.host} answered with a web page.", ""
        raise self._unexpected(what, details)

    def _unexpected(self, what: str, details: str) -> UnexpectedAnswerError:
        step = "Check the address; a proxy or a sign-in page may stand between this machine and the cloud."
        return UnexpectedAnswerError(
            Trouble(what, step, request_id=self.request_id, details=f"HTTP {self.status}. {details}".strip())
        )


def host_of(url: str) -> str:
    """Return ``host`` or ``host:port`` of an address, without a password that may stand in it."""
    return urlsplit(url).netloc.rpartition("@")[2]
