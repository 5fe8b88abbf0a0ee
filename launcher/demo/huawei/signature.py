"""Whether a request was signed with a key, and rightly (Huawei Cloud, "API Request Signing Guide")."""

import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

from launcher.demo.huawei.access_keys import AccessKey, AccessKeys
from launcher.demo.huawei.faults import GatewayFaultError, unauthorized
from launcher.demo.web.exchange import Request

_ALGORITHM = "SDK-HMAC-SHA256"
_FORM = re.compile(rf"{_ALGORITHM} Access=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{{64}})")
_DATE = "%Y%m%dT%H%M%SZ"
_OLDEST = timedelta(minutes=15)


def is_signed(request: Request) -> bool:
    """Whether a request has a signature, right or wrong."""
    return request.headers.get("authorization", "").startswith(_ALGORITHM)


def signer_of(request: Request, keys: AccessKeys, now: datetime) -> AccessKey:
    """Return the key that signed a request.

    Raises:
        GatewayFaultError: none did, or it is too old (401).
    """
    form = _FORM.fullmatch(request.headers.get("authorization", ""))
    if form is None:
        raise unauthorized("the authorization header is malformed")
    key_id, signed, signature = form.groups()
    key = keys.find(key_id)
    if key is None:
        raise unauthorized(f"Get secretKey failed,ak:{key_id},err:ak not exist")
    _require_fresh(request, now)
    if request.headers.get("x-security-token", "") != key.security_token:
        raise unauthorized("the securitytoken is wrong or missing")
    names = signed.split(";")
    if not {"host", "x-sdk-date"} <= set(names):
        raise unauthorized("host and x-sdk-date must be signed")
    if not hmac.compare_digest(_signature(request, names, key.secret), signature):
        raise unauthorized("verify aksk signature fail")
    return key


def _require_fresh(request: Request, now: datetime) -> None:
    try:
        date = datetime.strptime(request.headers.get("x-sdk-date", ""), _DATE).replace(tzinfo=UTC)
    except ValueError:
        raise GatewayFaultError(401, "APIGW.0301", "Incorrect IAM authentication information") from None
    if abs(now - date) > _OLDEST:
        raise unauthorized("x-sdk-date of signature expired")


def _signature(request: Request, names: list[str], secret: str) -> str:
    canonical = "\n".join(
        (
            request.method,
            _path(request.path),
            _query(request),
            *(f"{name}:{request.headers.get(name, '').strip()}" for name in names),
            "",
            ";".join(names),
            hashlib.sha256(request.body).hexdigest(),
        )
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = "\n".join((_ALGORITHM, request.headers["x-sdk-date"], digest))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def _path(path: str) -> str:
    written = quote(unquote(path), safe="/~")
    return written if written.endswith("/") else f"{written}/"


def _query(request: Request) -> str:
    pairs = sorted((name, value) for name, values in request.query.items() for value in values)
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in pairs)
