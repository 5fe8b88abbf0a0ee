"""``python -m launcher``, and the command ``porthole``."""

import os
import sys

from launcher.cli.main import run
from launcher.cli.outlet import close_outlet, discard_output, open_outlet


def main() -> None:
    """Run the command line and leave with its exit code."""
    open_outlet()
    try:
        code = run(sys.argv[1:])
    except BrokenPipeError:  # whoever read has seen enough
        discard_output()
        code = 0
    except SystemExit as ended:  # argparse has helped, or seen what is wrong
        code = ended.code if isinstance(ended.code, int) else 1
    code = close_outlet(code)
    if "PySide6" in sys.modules:
        sys.exit(code)
    # Taking five hundred modules apart would be a tenth of a command's time.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
