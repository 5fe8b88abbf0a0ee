"""What a command tells a person, beside what it was asked for: on the standard error."""

import sys

from launcher.model.errors import PortholeError, Trouble
from launcher.ui.text import visible


def say(words: str) -> None:
    """Tell something."""
    print(f"porthole: {visible(words)}", file=sys.stderr)  # noqa: T201 - what a command line is for


def add(words: str) -> None:
    """Tell more of what was told last."""
    print(f"  {visible(words)}", file=sys.stderr)  # noqa: T201 - as above


def tell(error: PortholeError, *, verbose: bool) -> None:
    """Tell of an error: to whom it happened, what, and what to do next.

    Args:
        error: what happened.
        verbose: the cloud's own words too.
    """
    tell_trouble(error.trouble, verbose=verbose)


def tell_trouble(trouble: Trouble, *, verbose: bool) -> None:
    """Tell what happened; the rest as :func:`tell` says."""
    whom = f"{trouble.server} ({trouble.cloud})" if trouble.server and trouble.cloud else trouble.cloud
    whom = whom or trouble.server
    say(f"{whom}: {trouble.what}" if whom else trouble.what)
    more = [trouble.next_step]
    if verbose:
        more += [f"Request id: {trouble.request_id}" if trouble.request_id else ""]
        more += trouble.details.splitlines()
    for line in more:
        if line:
            add(line)
