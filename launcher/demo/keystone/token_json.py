"""A token as Keystone writes it down, with the catalog."""

from collections.abc import Mapping
from datetime import datetime

from launcher.demo.keystone.accounts import DOMAIN
from launcher.demo.keystone.receipts import Receipt
from launcher.demo.keystone.tokens import Token

REGION = "eu-de"
_SERVICE_NAMES = {"identity": "keystone", "compute": "nova"}


def catalog(endpoints: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the catalog of services; ``endpoints`` maps types to URLs."""
    return [_service(kind, url) for kind, url in endpoints.items()]


def token_document(token: Token, endpoints: Mapping[str, str]) -> dict[str, object]:
    """Return the body of ``POST`` and ``GET /v3/auth/tokens``; ``endpoints`` maps types to URLs."""
    document: dict[str, object] = {
        "methods": list(token.methods),
        "user": {
            "domain": DOMAIN,
            "id": token.account.id,
            "name": token.account.name,
            "password_expires_at": None,
        },
        "audit_ids": [token.audit_id],
        "expires_at": _moment(token.expires_at),
        "issued_at": _moment(token.issued_at),
    }
    if token.project is not None:
        document["project"] = {"domain": DOMAIN, "id": token.project.id, "name": token.project.name}
        document["is_domain"] = False
        document["roles"] = [{"id": role.id, "name": role.name} for role in token.account.roles]
        document["catalog"] = catalog(endpoints)
    if token.application_credential is not None:
        credential = token.application_credential
        document["application_credential"] = {
            "id": credential.id,
            "name": credential.name,
            "restricted": True,
        }
    return {"token": document}


def receipt_document(receipt: Receipt) -> dict[str, object]:
    """Return the body of a 401 that wants another factor (Keystone, ``keystone/receipt/handlers.py``)."""
    user = {"domain": DOMAIN, "id": receipt.account.id, "name": receipt.account.name}
    return {
        "receipt": {
            "methods": list(receipt.methods),
            "user": user,
            "expires_at": _moment(receipt.expires_at),
            "issued_at": _moment(receipt.issued_at),
        },
        "required_auth_methods": [list(receipt.account.needed)],
    }


def _service(kind: str, url: str) -> dict[str, object]:
    endpoints = [
        {
            "id": f"{kind}-{interface}",
            "interface": interface,
            "region_id": REGION,
            "url": url,
            "region": REGION,
        }
        for interface in ("public", "admin", "internal")
    ]
    return {"endpoints": endpoints, "id": kind, "type": kind, "name": _SERVICE_NAMES.get(kind, kind)}


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"
