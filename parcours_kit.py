"""Start the command ``parcours``, whatever else is called ``kit`` on this machine.

This module alone has a name that no other package has, so it runs where ``kit`` is another one. It
also keeps Ctrl-C quiet while the command is imported, and gives closed descriptors to nothing.
"""

import gc
import importlib.util
import os
import signal
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
INTERRUPTED = 130

UNCOLLECTED = 50_000
"""Objects between two searches for garbage: imports make many objects that stay."""


def main() -> None:
    """Run the command and leave with its exit status."""
    gc.set_threshold(UNCOLLECTED)
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:  # it is ignored where the shell runs the command in the background
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    other = another_kit()
    if other:
        # The first place that is searched becomes that of the kit, to say what is wrong.
        sys.path.insert(0, str(HERE))
    from kit.cli import main as command
    from kit.cli.shadowed import refuse
    from kit.cli.streams import open_descriptors

    open_descriptors()
    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if other:
        sys.exit(refuse(other))
    command()


def another_kit() -> str:
    """Return the path of another package called ``kit`` that Python would import, or nothing."""
    found = importlib.util.find_spec("kit")
    places = [*(found.submodule_search_locations or ())] if found else []
    if any(Path(place).resolve() == HERE / "kit" for place in places):
        return ""
    return str((found.origin if found else "") or next(iter(places), ""))


if __name__ == "__main__":
    main()
