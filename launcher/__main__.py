"""``python -m launcher``, and the command ``porthole``."""

import os
import sys

from launcher.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    code = run(sys.argv[1:])
    if "PySide6" in sys.modules:
        sys.exit(code)
    # Taking five hundred modules apart would be a tenth of a command's time.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
