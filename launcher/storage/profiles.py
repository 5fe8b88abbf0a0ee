"""The file of profiles, and the site's beneath it."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from launcher.model.errors import ProfileError, Trouble
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
    """

    profiles: tuple[Profile, ...]
    problems: tuple[ProfileError, ...]
    site_ids: frozenset[str] = frozenset()


class ProfileFile:
    """Reads and writes ``profiles.toml``, in the shape and names of ``clouds.yaml``.

    The file belongs to the person: comments, order and unknown keys survive every change, and what
    cannot be understood is never overwritten. The site's file (read-only) stands beneath: a profile
    of the person's own with the same id or name hides the site's.

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
        own = _read(self.path)
        site = _read(self.site_path)
        taken = {key for profile in own.profiles for key in (profile.id, profile.name)}
        beneath = tuple(one for one in site.profiles if taken.isdisjoint({one.id, one.name}))
        return ProfileFileContents(
            own.profiles + beneath, own.problems + site.problems, frozenset(one.id for one in beneath)
        )

    def save(self, profile: Profile, above: str = "") -> None:
        """Add a profile, or change the one with its id where it stands; the site's gets a copy of one's own.

        Args:
            profile: as it is to be.
            above: the id of the profile that a new one stands right below; otherwise that goes to the end.

        Raises:
            ProfileError: a value is not allowed, the name is taken, or the file cannot be read, understood
                or written; it is as it was.
        """
        # tomlkit and what stands around it take 25 ms to import, which reading does without.
        from launcher.storage import profile_changes as changes  # noqa: PLC0415

        with _write_lock:
            file = _writable(self.path)
            file.write(changes.with_profile(file, profile, above))

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
        for profile in _read(self.site_path).profiles:
            if profile.id == profile_id:
                what = (
                    f"{profile.name} comes from {self.site_path}, which this machine's administrator keeps."
                )
                raise ProfileError(Trouble(what, "Ask them to remove it there.", cloud=profile.name))


def _read(path: Path) -> ProfileFileContents:
    # Reading is a worker's, and so are the imports it needs.
    from launcher.storage.profile_decoding import decode_profiles  # noqa: PLC0415
    from launcher.storage.profile_text import read_profile_text  # noqa: PLC0415

    try:
        file = read_profile_text(path)
    except ProfileError as problem:
        return ProfileFileContents((), (problem,))
    profiles, problems = decode_profiles(file.data, path)
    schema_problem = file.schema_problem()
    return ProfileFileContents(profiles, (schema_problem, *problems) if schema_problem else problems)


def _writable(path: Path) -> "ProfileText":
    from launcher.storage.profile_text import read_profile_text  # noqa: PLC0415 - see _read

    file = read_profile_text(path)
    if problem := file.schema_problem():
        raise problem
    return file
