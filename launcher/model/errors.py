"""Every error Porthole shows to a person.

Each says what happened, to which cloud or server, and what to do next. Details are for the button
of that name, and never hold a secret: whoever builds an error passes text that is already clean.
"""

from typing import Self

import msgspec
from msgspec.structs import replace

from launcher.model.server import Server


class Trouble(msgspec.Struct, frozen=True):
    """What a person is told.

    Attributes:
        what: what happened, one sentence.
        next_step: what to do about it, one sentence, or empty.
        cloud: the profile's name, or empty.
        server: the server's name, or empty.
        request_id: Nova's or Keystone's ``x-openstack-request-id``, or empty.
        details: the cloud's own words, for the curious, or empty.
    """

    what: str
    next_step: str = ""
    cloud: str = ""
    server: str = ""
    request_id: str = ""
    details: str = ""


class PortholeError(Exception):
    """The base of all errors a person is shown; raised only as one of its kinds."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.what)
        self.trouble = trouble

    def about(self, *, cloud: str = "", server: str = "") -> Self:
        """Name the cloud and server where the raiser did not know them; returns self."""
        self.trouble = replace(
            self.trouble, cloud=self.trouble.cloud or cloud, server=self.trouble.server or server
        )
        return self


# What stands on this machine.


class ProfileError(PortholeError):
    """A profile, or the file of profiles, cannot be used as it is."""


class FolderError(PortholeError):
    """A folder cannot be written to."""


class BookmarksError(PortholeError):
    """The file of favourites and saved filters cannot be used as it is, or a filter's name is taken."""


class OutputError(PortholeError):
    """What a command prints could not be written."""


class StillRunningError(PortholeError):
    """Porthole runs, and would undo what is to be done."""


class SettingsError(PortholeError):
    """The file of settings could not be used as it is."""


class LoginStartError(PortholeError):
    """What the desktop starts at login could not be read or changed."""


class SecretError(PortholeError):
    """The secret of a profile could not be had or kept."""


class SecretMissingError(SecretError):
    """There is no secret for this profile yet: ask the person."""


class SecretStoreLockedError(SecretError):
    """The keyring is locked and could not ask to be unlocked."""


class UnlockRefusedError(SecretError):
    """The person, or the desktop, dismissed the keyring's question."""


class NoSecretStoreError(SecretError):
    """This machine has no usable keyring."""


class BrowserUnavailableError(PortholeError):
    """No browser could be started on this machine."""


class NotFoundError(PortholeError):
    """Nothing here is called so."""


class AmbiguousNameError(PortholeError):
    """Several servers, or profiles, are called so.

    Attributes:
        candidates: those servers.
    """

    def __init__(self, trouble: Trouble, candidates: tuple[Server, ...] = ()) -> None:
        super().__init__(trouble)
        self.candidates = candidates


class LinkError(PortholeError):
    """A ``porthole:`` link says more than such links do, or something else."""


class NoDisplayError(PortholeError):
    """No window can be shown here."""


class RootError(PortholeError):
    """Chromium's sandbox refuses root, and Porthole's window does not go without it."""


# The way to the cloud.


class CloudUnreachableError(PortholeError):
    """No answer: name not found, connection refused, network gone."""


class CloudTimeoutError(CloudUnreachableError):
    """The cloud took longer than Porthole waits."""


class CertificateError(CloudUnreachableError):
    """The cloud's certificate was not accepted."""


# What the cloud said.


class AuthenticationError(PortholeError):
    """Keystone refused the credentials, or Nova the token twice (401)."""


class ClockError(PortholeError):
    """This machine's clock is too wrong for requests that say when they were made."""


class OneTimeCodeError(PortholeError):
    """The login waits for a one-time code, the first or, where that was refused, another: ask the person."""


class BrowserLoginError(PortholeError):
    """The login waits for a person, who goes on with it in a browser.

    Attributes:
        address: of the page; empty where one opens by itself as soon as the person agrees.
        is_asking: whether it is that agreement it waits for.
    """

    def __init__(self, trouble: Trouble, address: str = "", *, is_asking: bool = False) -> None:
        super().__init__(trouble)
        self.address = address
        self.is_asking = is_asking


class ForbiddenError(PortholeError):
    """The account may not do this (403)."""


class NoProjectError(PortholeError):
    """The token carries no project, so Nova shows nothing and says nothing."""


class ServerNotFoundError(PortholeError):
    """The server is gone, or belongs to another project (404)."""


class ServerNotReadyError(PortholeError):
    """The server's state does not allow now what was asked for (409)."""


class ActionUnfinishedError(PortholeError):
    """The cloud began to start, stop or reboot a server, and it did not become what it was to become."""


class RateLimitedError(PortholeError):
    """The cloud asks for a pause (429).

    Attributes:
        retry_after: seconds the cloud asked to wait; 0 where it did not say.
    """

    def __init__(self, trouble: Trouble, retry_after: float = 0.0) -> None:
        super().__init__(trouble)
        self.retry_after = retry_after


class ConsoleUnavailableError(PortholeError):
    """No console of the wanted types is to be had from this cloud (400, 501)."""


class CloudFaultError(PortholeError):
    """The cloud failed (5xx)."""


class ComputeServiceSilentError(CloudFaultError):
    """Nova's API answers, the host the server runs on does not (500 ``MessagingTimeout``)."""


class ServerMovingError(CloudFaultError):
    """The server is migrating or being deleted, which some Novas answer with a plain 500."""


class EndpointMissingError(PortholeError):
    """The catalog has no compute endpoint for this region and interface, or it is not Nova."""


class UnexpectedAnswerError(PortholeError):
    """The answer is not what Nova says: HTML, truncated JSON, a URL that is not http(s)."""


# What nobody foresaw.


class UnforeseenError(PortholeError):
    """A defect of Porthole itself; its traceback is in the log."""


def waits_for_a_person(error: PortholeError) -> bool:
    """Whether what a person wanted goes on as soon as they have entered a code, or agreed to a browser."""
    return isinstance(error, OneTimeCodeError) or (isinstance(error, BrowserLoginError) and error.is_asking)
