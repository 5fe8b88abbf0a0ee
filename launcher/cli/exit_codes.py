"""How a command ends: the numbers a script asks for. They are promised, and stand in the manual page."""

from enum import IntEnum

from launcher.model import errors


class Exit(IntEnum):
    """The exit codes."""

    OK = 0
    FAILED = 1
    """Porthole itself could not: no display, no browser, a defect."""
    USAGE = 2
    """The arguments are wrong, or a name stands for several servers."""
    NOT_FOUND = 3
    LOGIN = 4
    """The login was refused, or waits for a person who is not at a terminal."""
    FORBIDDEN = 5
    UNREACHABLE = 6
    """No answer, or a certificate that is not believed."""
    CONSOLE = 7
    """There is no console, or not now."""
    SECRET = 8
    """The keyring has no secret, or does not give it."""
    PROFILE = 9
    """A profile, or another file, cannot be used as it is."""
    PARTIAL = 10
    """Some of it was done; the rest stands on the standard error."""
    CLOUD = 11
    """The cloud failed, asked for a pause, or answered something strange."""
    UNWELL = 12
    """``doctor`` found something that does not work."""
    INTERRUPTED = 130


# The first that fits.
_CODES: tuple[tuple[type[errors.PortholeError], Exit], ...] = (
    (errors.AmbiguousNameError, Exit.USAGE),
    (errors.LinkError, Exit.USAGE),
    (errors.NotFoundError, Exit.NOT_FOUND),
    (errors.ServerNotFoundError, Exit.NOT_FOUND),
    (errors.AuthenticationError, Exit.LOGIN),
    (errors.ClockError, Exit.LOGIN),
    (errors.OneTimeCodeError, Exit.LOGIN),
    (errors.BrowserLoginError, Exit.LOGIN),
    (errors.ForbiddenError, Exit.FORBIDDEN),
    (errors.CloudUnreachableError, Exit.UNREACHABLE),
    (errors.ConsoleUnavailableError, Exit.CONSOLE),
    (errors.ServerNotReadyError, Exit.CONSOLE),
    (errors.ServerMovingError, Exit.CONSOLE),
    (errors.ComputeServiceSilentError, Exit.CONSOLE),
    (errors.SecretError, Exit.SECRET),
    (errors.ProfileError, Exit.PROFILE),
    (errors.BookmarksError, Exit.PROFILE),
    (errors.FolderError, Exit.PROFILE),
    (errors.SettingsError, Exit.PROFILE),
    (errors.NoProjectError, Exit.PROFILE),
    (errors.CloudFaultError, Exit.CLOUD),
    (errors.RateLimitedError, Exit.CLOUD),
    (errors.EndpointMissingError, Exit.CLOUD),
    (errors.UnexpectedAnswerError, Exit.CLOUD),
)


def exit_code(error: errors.PortholeError) -> Exit:
    """Return the exit code that tells of an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.FAILED)
