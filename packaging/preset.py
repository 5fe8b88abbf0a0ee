"""Check the preset of an organisation, and lay it out as Porthole's site configuration.

    python packaging/preset.py org.toml DIRECTORY

DIRECTORY gets ``profiles.toml``, which is the preset byte for byte, and the files that it names. An installer
puts what stands there into the site's configuration directory (``/etc/xdg/porthole``), or into the program
itself, as ``organisation`` among its resources. ``packaging/presets/README.md`` tells what a preset may say.

Exit code 2: the preset was refused, and the standard error says why. Nothing was written then.
"""

import argparse
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from launcher.model.errors import ProfileError
from launcher.model.organisation import PROFILE_FIELDS
from launcher.storage.addresses import has_userinfo
from launcher.storage.organisation import FILES, TABLE, read_organisation
from launcher.storage.profile_decoding import path_text
from launcher.storage.profile_text import ProfileText, read_profile_text
from launcher.storage.secret_names import is_secret_name, secret_paths

REFUSED = 2
NAME = "profiles.toml"
LOGOS = {".svg", ".png"}
LARGEST = 1024 * 1024
"""Bytes of a file that is named."""

Keys = tuple[str, ...]


def main() -> int:
    """Do what the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description="Check an organisation's preset, and lay it out.")
    parser.add_argument("preset", type=Path, metavar="org.toml")
    parser.add_argument("directory", type=Path, metavar="DIRECTORY")
    options = parser.parse_args()
    try:
        if not options.preset.is_file():
            return refuse([f"there is no such file: {options.preset}"])
        file = read_profile_text(options.preset)
    except ProfileError as error:
        return refuse([f"{error.trouble.what} {error.trouble.details}".strip()])
    # What is wrong beside a secret is told later: nobody should look for it while a password stands there.
    found = list(secrets(file)) or list(problems(file))
    if found:
        return refuse(found)
    for note in notes(file):
        print(f"preset: note: {note}", file=sys.stderr)
    lay_out(file, options.directory)
    return 0


def refuse(found: list[str]) -> int:
    """Say why a preset is refused; returns the exit code."""
    for one in found:
        print(f"preset: refused: {one}", file=sys.stderr)
    return REFUSED


def secrets(file: ProfileText) -> Iterator[str]:
    """Yield where secrets stand, without their values: everybody can read what is installed."""
    instead = "A preset holds no secret: each person enters their own, and it goes into their keyring."
    for keys in dict.fromkeys(secret_paths(file.data)):
        yield f"{file.path}, line {line_of(keys, file.text)}: {path_text(keys)} is a secret. {instead}"
    for keys in userinfo_paths(file.data):
        what = f"{path_text(keys)} is an address with a user or password in it"
        yield f"{file.path}, line {line_of(keys, file.text)}: {what}. {instead}"
    for number, line in enumerate(file.text.splitlines(), 1):
        for keys in commented_secrets(line):
            what = f"{path_text(keys)} in a comment is a secret all the same"
            yield f"{file.path}, line {number}: {what}, and would be installed with it. {instead}"
    for keys, named in named_files(file.data):
        path = file.path.parent / named
        if path.is_file() and b"PRIVATE KEY" in path.read_bytes():
            yield f"{path}, which {path_text(keys)} names, holds a private key. {instead}"


def problems(file: ProfileText) -> Iterator[str]:
    """Yield what else is wrong."""
    organisation, found = read_organisation(file.path)
    for problem in found:
        yield f"{problem.trouble.what} {problem.trouble.next_step}"
    if not found and not organisation.name.strip():
        yield f"In {file.path}, {TABLE}.name is missing: what people call the organisation."
    for keys, named in named_files(file.data):
        wrong = wrong_with(keys[-1], named, file.path.parent)
        if wrong:
            yield f'In {file.path}, {path_text(keys)} names "{named}", {wrong}.'


def notes(file: ProfileText) -> Iterator[str]:
    """Yield what is allowed, and perhaps not meant."""
    for name, table in file.tables.items():
        for key in table.keys() - PROFILE_FIELDS - {"id", "auth"}:
            yield f"{path_text(('clouds', name, key))} means nothing to Porthole"
        if table.get("verify") is False:
            yield f"{path_text(('clouds', name, 'verify'))}: certificates of this cloud are not checked"
    for keys, named in named_files(file.data):
        if not is_brought_along(named):
            yield f"{path_text(keys)}: {named} is not brought along, and must be on each machine"


def lay_out(file: ProfileText, directory: Path) -> None:
    """Write the site's configuration, readable by everybody."""
    brought = {NAME: file.path}
    brought |= {
        named: file.path.parent / named for _, named in named_files(file.data) if is_brought_along(named)
    }
    for name, source in sorted(brought.items()):
        target = directory / name
        for folder in reversed([parent for parent in target.parents if parent.is_relative_to(directory)]):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        shutil.copyfile(source, target)
        target.chmod(0o644)


def named_files(data: Mapping[str, object]) -> Iterator[tuple[Keys, str]]:
    """Yield the files that a preset names, each with the key that names it."""
    clouds = data.get("clouds")
    tables: list[Keys] = [(TABLE, "defaults")]
    tables += [("clouds", name) for name in (clouds if isinstance(clouds, Mapping) else ())]
    places: list[Keys] = [(TABLE, "logo"), *((*table, field) for table in tables for field in FILES)]
    for keys in places:
        value: object = data
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, str) and value:
            yield keys, value


def is_brought_along(named: str) -> bool:
    """Whether a file lies beside the preset, and not somewhere on each machine."""
    return not (named.startswith("~") or PurePosixPath(named).is_absolute() or Path(named).is_absolute())


def wrong_with(key: str, named: str, folder: Path) -> str:
    """Return why a file that is named cannot be used, or nothing."""
    inside = PurePosixPath(named)
    if not is_brought_along(named):
        return ""
    if "\\" in named or ".." in inside.parts:
        return "which is not below the folder of the preset; folders are parted by /"
    if inside == PurePosixPath(NAME):
        return "which is the name of the preset itself once it is laid out"
    if not (folder / inside).is_file():
        return f"and there is no such file in {folder.absolute()}"
    return wrong_within(key, folder / inside)


def wrong_within(key: str, path: Path) -> str:
    """Return why a file cannot be used for a key, or nothing."""
    if path.stat().st_size > LARGEST:
        return "which is larger than a megabyte"
    if key == "logo" and path.suffix.lower() not in LOGOS:
        return "but a logo is an SVG or a PNG"
    if key == "key":
        return "but a private key is a secret: name one that each person has, such as ~/client.key"
    if key in FILES and b"-----BEGIN CERTIFICATE-----" not in path.read_bytes():
        return "which holds no certificate in PEM form"
    return ""


def userinfo_paths(table: Mapping[str, object]) -> Iterator[Keys]:
    """Yield the key of each address that has a user or password in it."""
    for key, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield from ((key, *inner) for inner in userinfo_paths(one))
            elif isinstance(one, str) and has_userinfo(one):
                yield (key,)


def commented_secrets(line: str) -> Iterator[Keys]:
    """Yield the keys of secrets in a line that is a comment, or has one."""
    for place, character in enumerate(line):
        if character == "#":
            try:
                found = tomllib.loads(line[place:].lstrip("# \t"))
            except tomllib.TOMLDecodeError:
                continue
            yield from (keys for keys in secret_paths(found) if is_secret_name(keys[-1]))
            return


def line_of(keys: Keys, text: str) -> int:
    """Return the line at which a key begins, counted from 1."""
    lines = text.split("\n")
    before = 0
    for number in range(1, len(lines) + 1):
        try:
            found = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        if has(keys, found):
            return before + 1
        before = number
    return len(lines)


def has(keys: Keys, value: object) -> bool:
    """Whether there is a value at a key path."""
    if not keys:
        return True
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping) and keys[0] in one and has(keys[1:], one[keys[0]]):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
