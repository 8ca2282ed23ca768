"""The one command line: ``tongxin COMMAND …``; each command is a file in ``web/commands``."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 found wrong, 2 called wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.config.settings")
    # The commands import tables, which need the settings named above.
    from tongxin.config.setup import run  # noqa: PLC0415 — settings must be named first.

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
