"""The file of profiles, and the site's beneath it."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.organisation import Organisation
from launcher.model.profile import Profile
from launcher.storage import paths

if TYPE_CHECKING:
    from launcher.storage.profile_text import ProfileText

# One for the process: two objects for one file must not lose each other's changes either.
_write_lock = threading.Lock()


class ProfileFileContents(msgspec.Struct, frozen=True):
    """What the files of profiles hold.

    Attributes:
        profiles: the person's own in the file's order, then the site's.
        problems: one for each thing wrong; the profiles it does not concern are there all the same.
        site_ids: which of the profiles are the site's.
        organisation: what the site's file says beside them.
    """

    profiles: tuple[Profile, ...]
    problems: tuple[ProfileError, ...]
    site_ids: frozenset[str] = frozenset()
    organisation: Organisation = Organisation()


class ProfileFile:
    """Reads and writes ``profiles.toml``, in the shape and names of ``clouds.yaml``.

    The file belongs to the person: comments, order and unknown keys survive every change, and what
    cannot be understood is never overwritten. The site's file (read-only) stands beneath: a profile
    of the person's own with the same id or name hides the site's, all but what is locked there.

    Args:
        path: the person's file; where platformdirs says, unless given.
        site_path: the site's file; where platformdirs says, unless given.
    """

    def __init__(self, path: Path | None = None, site_path: Path | None = None) -> None:
        self._path = path
        self._site_path = site_path

    @property
    def path(self) -> Path:
        """The person's file. It need not exist."""
        return self._path or paths.profiles_file()

    @property
    def site_path(self) -> Path:
        """The site's file. It need not exist."""
        return self._site_path or paths.site_profiles_file()

    def read(self) -> ProfileFileContents:
        """Read both files. Never raises: what is wrong is among the problems."""
        organisation, site_problems = _organisation(self.site_path)
        profiles, problems = _read(self.path, organisation)
        taken = {key for profile in profiles for key in (profile.id, profile.name)}
        beneath = tuple(one for one in organisation.profiles if taken.isdisjoint({one.id, one.name}))
        site_ids = frozenset(one.id for one in beneath)
        return ProfileFileContents(profiles + beneath, problems + site_problems, site_ids, organisation)

    def save(self, profile: Profile, above: str = "") -> None:
        """Add a profile, or change the one with its id where it stands; the site's gets a copy of one's own.

        Args:
            profile: as it is to be; what is locked stays as it is locked.
            above: the id of the profile that a new one stands right below; otherwise that goes to the end.

        Raises:
            ProfileError: a value is not allowed, the name is taken, or the file cannot be read, understood
                or written; it is as it was.
        """
        # tomlkit and what stands around it take 25 ms to import, which reading does without.
        from launcher.storage import profile_changes as changes  # noqa: PLC0415

        with _write_lock:
            organisation, _ = _organisation(self.site_path)
            file = _writable(self.path, organisation)
            file.write(changes.with_profile(file, organisation.imposed_on(profile), above))

    def reorder(self, profile_ids: Sequence[str]) -> None:
        """Put profiles into this order; each takes the comments above it along.

        Whoever is not named stays where they stand, and so do the site's profiles, named or not: beneath
        the person's own, in the order their administrator gave them.

        Raises:
            ProfileError: the file cannot be read, understood or written; it is as it was.
        """
        from launcher.storage import profile_changes as changes  # noqa: PLC0415 - see save

        with _write_lock:
            file = _writable(self.path)
            text = changes.with_order(file, profile_ids)
            if text != file.text:
                file.write(text)

    def remove(self, profile_id: str) -> None:
        """Remove a profile. One that is not there any more is fine.

        Raises:
            ProfileError: it is the site's, or the file cannot be read, understood or written.
        """
        from launcher.storage import profile_changes as changes  # noqa: PLC0415 - see save

        with _write_lock:
            file = _writable(self.path)
            name = changes.name_of(profile_id, file.tables)
            if name is None:
                self._refuse_site_profile(profile_id)
            else:
                file.write(changes.without_profile(file, name))

    def _refuse_site_profile(self, profile_id: str) -> None:
        organisation, _ = _organisation(self.site_path)
        if profile := organisation.original(profile_id):
            what = f"{profile.name} comes from {self.site_path}, which {organisation.called} keeps."
            raise ProfileError(Trouble(what, "Ask them to remove it there.", cloud=profile.name))


def read_logo(organisation: Organisation) -> bytes:
    """Return the contents of an organisation's picture; empty where there is none that can be read."""
    if organisation.logo:
        with suppress(OSError):
            return Path(organisation.logo).read_bytes()
    return b""


def _organisation(path: Path) -> tuple[Organisation, tuple[ProfileError, ...]]:
    # Reading is a worker's, and so are the imports it needs.
    from launcher.storage.organisation import read_organisation  # noqa: PLC0415

    return read_organisation(path)


def _read(path: Path, organisation: Organisation) -> tuple[tuple[Profile, ...], tuple[ProfileError, ...]]:
    from launcher.storage.profile_decoding import decode_profiles  # noqa: PLC0415 - see _organisation
    from launcher.storage.profile_text import read_profile_text  # noqa: PLC0415

    try:
        file = read_profile_text(path, organisation)
    except ProfileError as problem:
        return (), (problem,)
    profiles, problems = decode_profiles(file.data, path, organisation)
    schema_problem = file.schema_problem()
    return profiles, (schema_problem, *problems) if schema_problem else problems


def _writable(path: Path, organisation: Organisation | None = None) -> "ProfileText":
    from launcher.storage.profile_text import read_profile_text  # noqa: PLC0415 - see _organisation

    file = read_profile_text(path, organisation)
    if problem := file.schema_problem():
        raise problem
    return file
