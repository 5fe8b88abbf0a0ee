"""Reading the clouds that ``porthole import`` offers. Whatever is read, its path is told first."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.cli.asking import agreed
from launcher.cli.telling import say, tell_trouble
from launcher.model.errors import NotFoundError, Trouble
from launcher.services.imports import (
    ImportCandidate,
    ImportSource,
    SourceClouds,
    files_read_with,
    find_sources,
    read_source,
    searched_places,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read.

    Attributes:
        candidates: the clouds; those that were named, where any were.
        troubled: whether something is wrong with a file.
    """

    candidates: tuple[ImportCandidate, ...]
    troubled: bool


def read_clouds(options: argparse.Namespace) -> Found:
    """Read the file that is named, or those in the usual places.

    Raises:
        NotFoundError: there is none, or none of the clouds that are named.
        ProfileError: nothing at all can be read.
    """
    named = [ImportSource(Path(options.file).absolute())] if options.file else _usual()
    read = [_read(options, source) for source in named]
    candidates = tuple(one for clouds in read for one in clouds.candidates)
    for name in options.cloud:
        if not any(_is_called(one, name) for one in candidates):
            there = ", ".join(one.name for one in candidates) or "none"
            raise NotFoundError(Trouble(f"There is no cloud called {name}.", f"There are: {there}."))
    return Found(
        tuple(one for one in candidates if _is_wanted(options, one)),
        troubled=any(clouds.troubles for clouds in read),
    )


def _usual() -> Sequence[ImportSource]:
    found = find_sources()
    for source in found:
        if source.here:
            # Anybody may have put it there.
            say(f"{source.place} lies in this directory and is not read, since it was not named.")
    usual = [source for source in found if not source.here]
    if not usual:
        what = f"There is no clouds.yaml in {', '.join(searched_places())}, and no OS_* variables."
        raise NotFoundError(Trouble(what, "Name a file: porthole import FILE."))
    return usual


def _read(options: argparse.Namespace, source: ImportSource) -> SourceClouds:
    places = (source.place or "the OS_* variables", *files_read_with(source))
    say(f"Reading {' and '.join(places)}.")
    clouds = read_source(source)
    addresses = dict.fromkeys(
        one.address for one in clouds.candidates if one.address and _is_wanted(options, one)
    )
    allowed = [address for address in addresses if not options.dry_run and _may_fetch(address)]
    if allowed:
        clouds = read_source(source, allowed)
    for trouble in clouds.troubles:
        tell_trouble(trouble, verbose=options.verbose)
    return clouds


def _may_fetch(address: str) -> bool:
    say(f"A part of the settings is at {address}. Whoever is asked there learns that you have this cloud.")
    return agreed("Fetch it?")


def _is_wanted(options: argparse.Namespace, candidate: ImportCandidate) -> bool:
    return not options.cloud or any(_is_called(candidate, name) for name in options.cloud)


def _is_called(candidate: ImportCandidate, name: str) -> bool:
    return name in {candidate.name, candidate.cloud}
