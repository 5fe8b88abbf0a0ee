"""``porthole __complete``: what may follow on a command line. The shells' scripts ask at each press of Tab.

It reads files alone: the profiles, and the lists of servers as they were kept.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from launcher.cli.arguments import parser
from launcher.cli.exit_codes import Exit
from launcher.cli.printing import put

_TAKES_PROFILE = "--profile"
_SHELLS = {"bash": "", "zsh": "", "fish": ""}


def run(words: Sequence[str]) -> int:
    """Print the candidates for the last word, one a line, with what they are after a tab.

    Args:
        words: what stands on the line after ``porthole``; the last one is being typed, and may be empty.
    """
    *before, typed = *_apart(words[:-1]), words[-1] if words else ""
    joined = f"{_TAKES_PROFILE}=" if typed.startswith(f"{_TAKES_PROFILE}=") else ""
    before += [_TAKES_PROFILE] if joined else []
    typed = typed.removeprefix(joined)
    try:
        candidates = _candidates(before, typed)
    except Exception:  # noqa: BLE001 - a shell would show it in the middle of the line
        return Exit.FAILED
    for word, meaning in candidates.items():
        if word.startswith(typed) and word.isprintable():
            put(f"{joined}{word}\t{meaning}" if meaning and meaning.isprintable() else f"{joined}{word}")
    return Exit.OK


def _apart(words: Sequence[str]) -> list[str]:
    """Return the words with ``--profile=P`` as the two that it may also be written in."""
    found = list[str]()
    for word in words:
        found += word.split("=", 1) if word.startswith(f"{_TAKES_PROFILE}=") else [word]
    return found


def _candidates(before: Sequence[str], typed: str) -> Mapping[str, str]:
    top = parser()
    commands, summaries = _commands(top)
    place = next((place for place, word in enumerate(before) if word in commands), None)
    if place is None:
        return _options(top) if typed.startswith("-") else summaries
    command, after = before[place], before[place + 1 :]
    if after[-1:] == [_TAKES_PROFILE]:
        return dict(_profiles())
    if typed.startswith("-"):
        return _options(commands[command])
    return _positional(command, after)


def _positional(command: str, after: Sequence[str]) -> Mapping[str, str]:
    taken = [
        word
        for before, word in pairwise(["", *after])
        if not word.startswith("-") and before != _TAKES_PROFILE
    ]
    if taken or command not in {"connect", "completion"}:
        return {}
    return _SHELLS if command == "completion" else _servers(after)


def _commands(top: argparse.ArgumentParser) -> tuple[dict[str, argparse.ArgumentParser], dict[str, str]]:
    # argparse tells of its arguments in no other way.
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            return dict(action.choices), summaries
    return {}, {}


def _options(command: argparse.ArgumentParser) -> Mapping[str, str]:
    return {
        option: action.help or ""
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--")
    }


def _profiles() -> Iterator[tuple[str, str]]:
    from launcher.storage.profiles import ProfileFile  # noqa: PLC0415 - not at each press of Tab

    for profile in ProfileFile().read().profiles:
        yield profile.name, profile.auth.get("project_name", "")


def _servers(after: Sequence[str]) -> Mapping[str, str]:
    from launcher.storage.list_cache import ListCache  # noqa: PLC0415 - see _profiles
    from launcher.storage.profiles import ProfileFile  # noqa: PLC0415

    chosen = {word for before, word in pairwise(after) if before == _TAKES_PROFILE}
    cache, found = ListCache(), dict[str, list[str]]()
    for profile in ProfileFile().read().profiles:
        if not chosen or profile.name in chosen:
            kept = cache.read(profile)
            for server in kept.servers if kept else ():
                found.setdefault(server.name, []).append(profile.name)
    return {name: ", ".join(dict.fromkeys(profiles)) for name, profiles in found.items()}
