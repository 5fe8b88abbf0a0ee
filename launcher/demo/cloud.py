"""The demo cloud: Keystone, Nova and a console proxy on loopback, in one process."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from launcher.demo.access import DemoAccess, DemoAccessKey, DemoCredential, DemoLogin
from launcher.demo.console_links import ConsoleLinks
from launcher.demo.fleet import Fleet
from launcher.demo.guests import Guests
from launcher.demo.huawei.access_keys import AccessKey, AccessKeys
from launcher.demo.huawei.ecs import PATH as ECS_PATH
from launcher.demo.huawei.ecs import Ecs
from launcher.demo.huawei.gateway import Gateway
from launcher.demo.huawei.iam import Iam
from launcher.demo.keystone.accounts import DOMAIN, Account, Accounts, ApplicationCredential
from launcher.demo.keystone.receipts import Receipts
from launcher.demo.keystone.service import PATH as IDENTITY_PATH
from launcher.demo.keystone.service import Keystone
from launcher.demo.keystone.token_json import REGION
from launcher.demo.keystone.tokens import Tokens
from launcher.demo.machine import Machine
from launcher.demo.nova.actions import Actions
from launcher.demo.nova.remote_consoles import RemoteConsoles
from launcher.demo.nova.service import PATH as COMPUTE_PATH
from launcher.demo.nova.service import Nova
from launcher.demo.options import DemoOptions
from launcher.demo.proxy import ConsoleProxy
from launcher.demo.roster import production, staging
from launcher.demo.web.exchange import Service
from launcher.demo.web.record import Answer, ApiRequest, Record
from launcher.demo.web.server import WebServer
from launcher.model.server import ServerStatus

PRODUCTION, STAGING, SANDBOX = "production", "staging", "sandbox"


class DemoCloud:
    """A small cloud that listens on 127.0.0.1 only, on ports the system picks.

    Use it as a context manager, or call ``start`` and ``stop``. Logins are made anew each time.
    """

    def __init__(self, options: DemoOptions | None = None) -> None:
        """Make a cloud with these options; it does not listen yet."""
        self.options = options or DemoOptions()
        self._accounts = Accounts((PRODUCTION, STAGING, SANDBOX))
        self._fleet = Fleet(self._machines(), self.options.task_seconds)
        self._tokens = Tokens(self.options.token_lifetime)
        self._links = ConsoleLinks(self.options.link_lifetime)
        self._fleet.watch(self._withdraw_links)
        self._guests = Guests(self._fleet)
        self._proxy = ConsoleProxy(self._links, self._guests)
        consoles = RemoteConsoles(self._links, self.options.console_types, lambda: self._proxy.address)
        self._record = Record()
        self._receipts = Receipts()
        self._keystone = Keystone(self._accounts, self._tokens, self._receipts)
        self._nova = Nova(self.options, self._fleet, self._tokens, consoles, self._guests.restart)
        self._keys = AccessKeys(self._accounts.operator)
        gateway = Gateway(self._accounts, self._tokens, self._keys, self.options.clock_ahead)
        actions = Actions(self._fleet, consoles, self._guests.restart)
        self._ecs = Ecs(self._fleet, consoles, actions, gateway, self.options.page_limit)
        services: dict[str, Service] = {IDENTITY_PATH: self._keystone, COMPUTE_PATH: self._nova}
        if self.options.huawei:
            services = {
                IDENTITY_PATH: Iam(self._keystone, self._accounts, gateway),
                COMPUTE_PATH: gateway.refuse,
                ECS_PATH: self._ecs,
            }
        self._web = WebServer(services, self._record)

    def _machines(self) -> list[Machine]:
        large, small, _empty = self._accounts.projects
        count, now = self.options.servers, datetime.now(UTC)
        return [*production(large.id, count, now), *staging(small.id, max(3, count // 4), now)]

    # Its life.

    def start(self) -> None:
        """Listen."""
        self.start_listening()

    def stop(self) -> None:
        """Close every port and connection and end every thread."""
        self.stop_listening()
        self._fleet.tasks.drop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start_listening(self) -> None:
        """Come back after ``stop_listening``, on the same ports, with the same tokens and servers."""
        self._proxy.open()
        address = self._web.open()
        self._nova.stand_at(address)
        self._ecs.stand_at(address)
        others = {"ecs": self._ecs.url} if self.options.huawei else {}
        self._keystone.stand_at(address, compute=self._nova.url, **others)

    def stop_listening(self) -> None:
        """Go offline: connections end, new ones are refused."""
        self._web.close()
        self._proxy.close()

    # The way in.

    @property
    def access(self) -> DemoAccess:
        """Everything a client needs, secrets included."""
        credential = self.application_credential
        return DemoAccess(
            auth_url=self.auth_url,
            region_name=REGION,
            username=self.operator.name,
            password=self.operator.password,
            totp_key=self.operator.totp_key,
            user_domain_name=DOMAIN["name"],
            project_domain_name=DOMAIN["name"],
            projects=[project.name for project in self._accounts.projects],
            application_credential=DemoCredential(
                id=credential.id, name=credential.name, secret=credential.secret
            ),
            reader=_login_of(self.reader),
            guarded=_login_of(self.guarded),
            access_key=_key_of(self._keys.permanent),
            temporary_key=_key_of(self._keys.temporary),
        )

    @property
    def auth_url(self) -> str:
        """Keystone's address."""
        return self._keystone.auth_url

    @property
    def compute_url(self) -> str:
        """Nova's address, as the catalog has it."""
        return self._nova.url

    @property
    def operator(self) -> Account:
        """The user who may do everything."""
        return self._accounts.operator

    @property
    def reader(self) -> Account:
        """The user who may only look: consoles answer 403."""
        return self._accounts.reader

    @property
    def guarded(self) -> Account:
        """The user who needs a password and a one-time code together."""
        return self._accounts.guarded

    @property
    def application_credential(self) -> ApplicationCredential:
        """The operator's, for the first project."""
        return self._accounts.application_credential

    # What tests ask and do.

    @property
    def requests(self) -> tuple[ApiRequest, ...]:
        """The API requests so far, oldest first; the last 20,000 at most."""
        return self._record.requests

    def forget_requests(self) -> None:
        """Begin the record of requests anew."""
        self._record.clear()

    def answer_next(self, method: str, target_regex: str, answer: Answer, times: int = 1) -> None:
        """Give ``answer`` to the next ``times`` requests whose path or query matches somewhere."""
        self._record.plan(method, target_regex, answer, times)

    def servers(self, project_name: str = PRODUCTION) -> list[Machine]:
        """Return a project's servers, newest first, without the deleted ones."""
        project = self._accounts.project(project_id=None, name=project_name)
        machines = self._fleet.of(project.id) if project else []
        return [machine for machine in machines if machine.status is not ServerStatus.DELETED]

    def revoke_tokens(self) -> None:
        """Make every Keystone token so far worthless: the next request with one answers 401."""
        self._tokens.revoke_all()

    def withdraw_receipts(self) -> None:
        """Make every receipt so far worthless: a login begins anew."""
        self._receipts.withdraw_all()

    def set_status(self, server_id: str, status: ServerStatus, task_state: str = "") -> None:
        """Put a server into another state.

        Raises:
            KeyError: there is no such server.
        """
        self._fleet.set_status(server_id, status, task_state)

    def rename_server(self, server_id: str, name: str) -> None:
        """Call a server something else.

        Raises:
            KeyError: there is no such server.
        """
        self._fleet.rename(server_id, name)

    def finish_tasks(self) -> None:
        """Let what is being done to servers be done."""
        self._fleet.tasks.finish()

    def delete_server(self, server_id: str) -> None:
        """Delete a server: its links and sessions end, lists leave it out, ``changes-since`` names it.

        Raises:
            KeyError: there is no such server.
        """
        self._fleet.set_status(server_id, ServerStatus.DELETED)

    def _withdraw_links(self, machine: Machine) -> None:
        if machine.status in {ServerStatus.DELETED, ServerStatus.MIGRATING}:
            self._links.withdraw(machine.id)


def _key_of(key: AccessKey) -> DemoAccessKey:
    return DemoAccessKey(id=key.id, secret=key.secret, security_token=key.security_token)


def _login_of(account: Account) -> DemoLogin:
    return DemoLogin(username=account.name, password=account.password, totp_key=account.totp_key)
