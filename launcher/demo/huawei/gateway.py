"""The gateway before Huawei's interfaces: it knows who asks, by a token or by a signature."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import uuid4

from launcher.demo.huawei.access_keys import AccessKeys
from launcher.demo.huawei.faults import GatewayFaultError, unauthorized, unpublished
from launcher.demo.huawei.signature import is_signed, signer_of
from launcher.demo.keystone.accounts import Accounts
from launcher.demo.keystone.tokens import Token, Tokens
from launcher.demo.web.exchange import MalformedBodyError, Reply, Request

Answering = Callable[[Request, Token], Reply]
_SIGNATURE_SECONDS = 900


class Gateway:
    """Lets requests through to interfaces, each with the one who asks."""

    def __init__(self, accounts: Accounts, tokens: Tokens, keys: AccessKeys, clock_ahead: float) -> None:
        """Take requests by the accounts' tokens and keys; its clock is ahead by so many seconds."""
        self._accounts = accounts
        self._tokens = tokens
        self._keys = keys
        self._ahead = timedelta(seconds=clock_ahead)

    def let_through(self, request: Request, answer: Answering) -> Reply:
        """Return the answer to a request, or why there is none."""
        try:
            reply = answer(request, self._asking(request))
        except GatewayFaultError as fault:
            reply = fault.reply()
        except MalformedBodyError as error:
            reply = GatewayFaultError(400, "APIGW.0201", str(error)).reply()
        return self._stamped(reply)

    def refuse(self, _request: Request) -> Reply:
        """Say that an interface is not there."""
        return self._stamped(unpublished().reply())

    def _stamped(self, reply: Reply) -> Reply:
        date = format_datetime(self._now(), usegmt=True)
        return Reply(reply.status, reply.body, {"Date": date, "X-Request-Id": uuid4().hex, **reply.headers})

    def _now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def _asking(self, request: Request) -> Token:
        if is_signed(request):
            return self._signed(request)
        token = self._tokens.find(request.headers.get("x-auth-token"))
        if token is None:
            raise unauthorized("decrypt token fail")
        return token

    def _signed(self, request: Request) -> Token:
        key = signer_of(request, self._keys, self._now())
        project_id = request.headers.get("x-project-id", "")
        project = self._accounts.project(project_id=project_id, name=None) if project_id else None
        now = datetime.now(UTC)
        ends_at = now + timedelta(seconds=_SIGNATURE_SECONDS)
        return Token(key.account, project, ("aksk",), now, ends_at)
