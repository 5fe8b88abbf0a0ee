"""What is left of the package when it is gone. Its name puts it behind all that use it."""

import pytest
from bare_root import BareRoot
from desk import write

pytestmark = pytest.mark.timeout(600)


def test_nothing_of_it_stays(installed: BareRoot) -> None:
    """The last one: it takes the package away."""
    assert installed.files("porthole")
    own = installed.home / ".config" / "porthole" / "own.toml"
    write(own, "")
    installed.as_root("apt-get", "purge", "--yes", "-qq", "porthole")
    assert installed.files("porthole") == set()
    assert own.is_file(), "what is a person's own is theirs to remove"
