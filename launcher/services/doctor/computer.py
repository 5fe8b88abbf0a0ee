"""This computer: folders, profiles, the keyring."""

from launcher.model.finding import Finding, Health
from launcher.services.doctor.examination import Steps
from launcher.services.profiles import ProfileBook
from launcher.storage.folders import try_folders
from launcher.storage.paths import as_written
from launcher.storage.secret_store import SecretStore


def folder_steps() -> Steps:
    """Return what there is to look at on the disk."""
    return (("folders", _folders),)


def keyring_steps() -> Steps:
    """Return what there is to look at of the keyring. It may ask the person to unlock it."""
    return (("keyring", _keyring),)


def profile_findings(book: ProfileBook) -> tuple[Finding, ...]:
    """Read the profiles; returns what is to be said of their files."""
    problems = [error.trouble for error in book.load()]
    if problems:
        return tuple(
            Finding("profiles", Health.FAILED, one.what, one.next_step, one.details) for one in problems
        )
    count = len(book.profiles)
    if not count:
        step = "Run porthole and add a cloud, or porthole import clouds.yaml."
        return (Finding("profiles", Health.UNTRIED, "There are no profiles yet.", step),)
    return (
        Finding("profiles", Health.OK, f"{count} {'profile' if count == 1 else 'profiles'}, all readable."),
    )


def _folders() -> Finding:
    *most, last = [as_written(folder) for folder in try_folders()]
    return Finding("folders", Health.OK, f"There is room to write in {', '.join(most)} and {last}.")


def _keyring() -> Finding:
    return Finding("keyring", Health.OK, f"{SecretStore().try_out()} keeps and gives back secrets.")
