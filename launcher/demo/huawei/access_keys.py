"""Access keys: what signs a request in place of a token."""

import secrets
from dataclasses import dataclass, field

from launcher.demo.keystone.accounts import Account


@dataclass(frozen=True, slots=True)
class AccessKey:
    """An access key with its secret key (Huawei Cloud, "Access Keys").

    Attributes:
        account: whose it is.
        id: what stands in requests.
        secret: what signs them.
        security_token: comes with each request of a temporary key; empty for a permanent one.
    """

    account: Account
    id: str = field(default_factory=lambda: secrets.token_hex(10).upper())
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(30), repr=False)
    security_token: str = field(default="", repr=False)


class AccessKeys:
    """The operator's: one for good, and one for a while."""

    def __init__(self, account: Account) -> None:
        self.permanent = AccessKey(account)
        self.temporary = AccessKey(account, security_token=secrets.token_urlsafe(60))

    def find(self, key_id: str) -> AccessKey | None:
        """Return the key of this id."""
        return next((key for key in (self.permanent, self.temporary) if key.id == key_id), None)
