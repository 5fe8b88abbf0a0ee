"""Clouds that other programs know already: found, read, and made into profiles."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from launcher.cloud.auth import chosen_methods, secret_option
from launcher.cloud.imports import ConfigFiles, ImportCandidate, read_candidates
from launcher.model.errors import PortholeError, ProfileError, SecretError, Trouble
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage import cloud_files
from launcher.storage.paths import as_written
from launcher.storage.profile_check import check_profile

__all__ = ["ImportCandidate"]

_PASSING = {"access_token", "code", "token"}
"""Secrets that are worth nothing tomorrow: kept for this run only."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """Where clouds may come from.

    Attributes:
        path: a ``clouds.yaml``; None: the ``OS_*`` variables.
        here: it lies in the current directory: to be read only after its path was shown and agreed to.
    """

    path: Path | None
    here: bool = False

    @property
    def place(self) -> str:
        """The path as a person writes it, with ``~`` for their home; empty for the variables."""
        return as_written(self.path) if self.path else ""


@dataclass(frozen=True, slots=True)
class FoundClouds:
    """A source, and how much it has.

    Attributes:
        source: where.
        count: of clouds; None where it was not read, or cannot be.
    """

    source: ImportSource
    count: int | None


@dataclass(frozen=True, slots=True)
class SourceClouds:
    """What a source has.

    Attributes:
        source: where.
        candidates: its clouds.
        troubles: what is wrong with its files.
    """

    source: ImportSource
    candidates: tuple[ImportCandidate, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of importing one cloud: a profile or an error.

    Attributes:
        candidate: the cloud.
        profile: as it was saved, or None.
        error: what kept it from being saved, or None.
        remembered: whether the keyring has its secret now.
    """

    candidate: ImportCandidate
    profile: Profile | None = None
    error: PortholeError | None = None
    remembered: bool = False


def find_sources() -> tuple[ImportSource, ...]:
    """Return the sources of this machine. Looks where files are, and reads none."""
    found = [ImportSource(file.path, file.here) for file in cloud_files.cloud_files()]
    if os.environ.get("OS_AUTH_URL"):
        found.insert(0, ImportSource(None))
    return tuple(found)


def count_clouds() -> tuple[FoundClouds, ...]:
    """Return what an import would offer, counted; what needs to be agreed to first is not read."""
    return tuple(FoundClouds(source, _count(source)) for source in find_sources())


def searched_places() -> tuple[str, ...]:
    """Return the directories that are looked into, as a person writes them."""
    return tuple(ImportSource(path).place for path in cloud_files.usual_directories())


def read_source(source: ImportSource, allowed: Collection[str] = ()) -> SourceClouds:
    """Read a source. The person agreed to that where it lies in the current directory.

    Args:
        source: one of :func:`find_sources`, or a file of the person's choice.
        allowed: addresses of vendor profiles that may be fetched.

    Raises:
        ProfileError: nothing at all can be read now.
    """
    if source.path is None:
        found = tuple(_named_after_project(one) for one in read_candidates(None, None, allowed))
        return SourceClouds(source, tuple(_checked(one) for one in found))
    try:
        names = cloud_files.read_cloud_names(source.path)
    except ProfileError as error:
        return SourceClouds(source, troubles=(error.trouble,))
    more, troubles = _files_beside(source.path)
    found = read_candidates(more, names, allowed)
    return SourceClouds(source, tuple(_checked(one) for one in found), troubles)


def files_read_with(source: ImportSource) -> tuple[str, ...]:
    """Return the files that belong to a source's own, as a person writes their paths."""
    if source.path is None:
        return ()
    beside = (cloud_files.secure_file(source.path), cloud_files.vendor_file(source.path))
    return tuple(ImportSource(path.absolute()).place for path in beside if path)


def same_cloud(candidate: ImportCandidate, profiles: Iterable[Profile]) -> Profile | None:
    """Return the profile that is this cloud already, under whatever name, or None."""
    if candidate.profile is None:
        return None
    wanted = _identity(candidate.profile)
    return next((profile for profile in profiles if _identity(profile) == wanted), None)


def import_clouds(
    book: ProfileBook,
    chosen: Iterable[ImportCandidate],
    *,
    remember: bool,
    go_on: Callable[[], bool] = lambda: True,
) -> Iterator[ImportResult]:
    """Save clouds as profiles, one after the other, and yield what came of each. Waits for the keyring.

    Args:
        book: takes them.
        chosen: those with a profile; a name that is taken gets a number.
        remember: secrets go into the keyring; otherwise they are kept for this run only.
        go_on: asked before each, and again before it is written; False ends it.
    """
    refusal: SecretError | None = None
    for candidate in chosen:
        if candidate.profile is None or not go_on():
            continue
        if refusal is not None and candidate.secret is not None:
            # The keyring was asked once, and so was the person; it will say the same again.
            yield ImportResult(candidate, error=refusal)
            continue
        try:
            yield _save(book, candidate, remember=remember, go_on=go_on)
        except SecretError as error:
            refusal = error
            yield ImportResult(candidate, error=error)
        except PortholeError as error:
            yield ImportResult(candidate, error=error)


def _save(
    book: ProfileBook, candidate: ImportCandidate, *, remember: bool, go_on: Callable[[], bool]
) -> ImportResult:
    assert candidate.profile is not None  # noqa: S101 - what import_clouds leaves out
    name = _free_name(candidate.profile.name, {profile.name for profile in book.profiles})
    profile = book.organisation.completed(msgspec.structs.replace(candidate.profile, name=name))
    secret = None
    if candidate.secret is not None:
        main = secret_option(profile.auth_type, chosen_methods(profile.auth))
        secret = NewSecret(candidate.secret, remember=remember and main not in _PASSING)
    book.save(profile, secret, go_on)
    return ImportResult(candidate, profile, remembered=secret is not None and secret.remember)


def _free_name(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _identity(profile: Profile) -> tuple[object, ...]:
    auth = {key: value for key, value in profile.auth.items() if value}
    auth["auth_url"] = profile.auth_url.rstrip("/").lower()
    return (profile.auth_type.removeprefix("v3"), auth, profile.region_name, profile.interface)


def _count(source: ImportSource) -> int | None:
    if source.here:
        return None
    try:
        return 1 if source.path is None else len(cloud_files.read_cloud_names(source.path))
    except ProfileError:
        return None


def _files_beside(path: Path) -> tuple[ConfigFiles, tuple[Trouble, ...]]:
    troubles = []
    usable: list[str | None] = []
    for found in (cloud_files.secure_file(path), cloud_files.vendor_file(path)):
        try:
            if found is not None:
                cloud_files.read_cloud_file(found)
            usable.append(str(found) if found else None)
        except ProfileError as error:
            # Its clouds are offered all the same, without what stands there.
            usable.append(None)
            troubles.append(error.trouble)
    return ConfigFiles(str(path), *usable), tuple(troubles)


def _named_after_project(candidate: ImportCandidate) -> ImportCandidate:
    """Name what the variables describe: openstacksdk calls it ``envvars``."""
    if candidate.profile is None:
        return candidate
    name = os.environ.get("OS_CLOUD_NAME") or candidate.profile.auth.get("project_name") or candidate.name
    return replace(
        candidate, name=name, cloud=name, profile=msgspec.structs.replace(candidate.profile, name=name)
    )


def _checked(candidate: ImportCandidate) -> ImportCandidate:
    """Leave no profile that could not be saved."""
    if candidate.profile is None:
        return candidate
    try:
        check_profile(candidate.profile)
    except ProfileError as error:
        return replace(candidate, profile=None, problems=(error.trouble.what, *candidate.problems))
    return candidate
