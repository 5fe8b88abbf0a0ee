"""Requests signed with an access key: SDK-HMAC-SHA256 (Huawei Cloud, "API Request Signing Guide").

PyPI's ``huaweicloudsdkcore`` has a signer too. It comes with MongoDB's driver and six libraries more, some of
them pinned, for what is one HMAC; the tests compare ours with it.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from requests import PreparedRequest
from requests.auth import AuthBase

_ALGORITHM = "SDK-HMAC-SHA256"
_DATE = "X-Sdk-Date"
_DATE_FORMAT = "%Y%m%dT%H%M%SZ"
_TOKEN = "X-Security-Token"  # noqa: S105 - a name
_SIGNED = ("Content-Type", "Host", "X-Project-Id", _DATE, _TOKEN)
"""What is signed where a request has it. Not what a proxy may add or change."""


class Signature(AuthBase):
    """Signs every request that :mod:`requests` is about to send."""

    def __init__(
        self,
        access_key: str,
        secret_key: str,
        security_token: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Sign with a key; a temporary one has a security token, too."""
        self._now = now
        self._access_key = access_key
        self._secret_key = secret_key
        self._security_token = security_token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the headers that say who asks, and when."""
        headers = request.headers
        headers["Host"] = urlsplit(request.url or "").netloc.rpartition("@")[2]
        headers[_DATE] = self._now().strftime(_DATE_FORMAT)
        if self._security_token:
            headers[_TOKEN] = self._security_token
        headers["Authorization"] = self._authorization(request)
        return request

    def _authorization(self, request: PreparedRequest) -> str:
        signed = {name.lower(): request.headers[name] for name in _SIGNED if name in request.headers}
        names = ";".join(signed)
        canonical = "\n".join((*_request_lines(request), *_header_lines(signed), names, _body_hash(request)))
        text = "\n".join((_ALGORITHM, signed[_DATE.lower()], _hash(canonical.encode())))
        signature = hmac.new(self._secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
        return f"{_ALGORITHM} Access={self._access_key}, SignedHeaders={names}, Signature={signature}"


def _request_lines(request: PreparedRequest) -> tuple[str, str, str]:
    parts = urlsplit(request.url or "")
    path = quote(unquote(parts.path), safe="/~")
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
    return request.method or "", path if path.endswith("/") else f"{path}/", query


def _header_lines(signed: dict[str, str]) -> tuple[str, ...]:
    return (*(f"{name}:{value.strip()}" for name, value in signed.items()), "")


def _body_hash(request: PreparedRequest) -> str:
    body = request.body or b""
    return _hash(body.encode() if isinstance(body, str) else body)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _quoted(text: str) -> str:
    return quote(text, safe="~")
