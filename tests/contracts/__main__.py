"""Show how the code of today differs from the goldens; see ``--help``."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from tests.contracts.compare import GOLDEN, written
from tests.contracts.recording import CONTRACTS


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.contracts", description=__doc__)
    parser.add_argument("contract", nargs="*", help=f"these alone: {', '.join(CONTRACTS)}")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write what there is today")
    given = parser.parse_args()
    if unknown := set(given.contract) - set(CONTRACTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for name in given.contract or CONTRACTS:
        now = written(CONTRACTS[name]())
        if given.write:
            given.write.mkdir(parents=True, exist_ok=True)
            (given.write / f"{name}.json").write_text(now, "utf-8")
            continue
        was = (GOLDEN / f"{name}.json").read_text("utf-8")
        lines = (was.splitlines(keepends=True), now.splitlines(keepends=True))
        sys.stdout.writelines(difflib.unified_diff(*lines, f"0.1.0 {name}", f"today {name}"))
    return 0


if __name__ == "__main__":  # worker processes import this module, too
    sys.exit(main())
