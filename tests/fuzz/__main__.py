"""Fuzz what reads files: ``python -m tests.fuzz [TARGET…] [--seconds 300]``.

``workshop`` and ``csv`` are led by atheris, ``workbook`` and ``parquet`` are valid files changed so
that they keep their form. The folder of finds is printed; each find becomes a test.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from random import SystemRandom

GUIDED = ("workshop", "csv")
NAMES = (*GUIDED, "workbook", "parquet")


def fuzz(name: str, seconds: float, folder: Path) -> int:
    """Run one target, again where its process ends; return how much was found."""
    folder.mkdir()
    how = "guided" if name in GUIDED and find_spec("atheris") else "mutated"
    if name in GUIDED and how == "mutated":
        print("atheris is not installed (it has wheels for some systems only):")
        print("files are changed at random instead.")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 1:
        seed = str(SystemRandom().randrange(1, 1 << 31))
        command = [sys.executable, "-m", "tests.fuzz.worker", name, folder, str(left), seed, how]
        with (folder / "log").open("wb") as log:
            done = subprocess.run(command, stdout=log, stderr=log, check=False)
        if done.returncode < 0 or (done.returncode and how == "mutated"):
            kept = folder / f"find-{seed}"
            shutil.copy(folder / "current", kept.with_suffix(".bin"))
            said = (folder / "log").read_text("utf-8", "replace")
            kept.with_suffix(".txt").write_text(f"its process ended: {done.returncode}\n{said}")
    counts = [json.loads(each.read_text()) for each in folder.glob("counts-*.json")]
    executions, accepted = (sum(one[key] for one in counts) for key in ("executions", "accepted"))
    finds = sorted(folder.glob("find-*.txt"))
    print(f"{name} ({how}): {executions} executions, {accepted} accepted, {len(finds)} finds")
    for find in finds:
        print(f"  {find.with_suffix('.bin')}: {find.read_text('utf-8').splitlines()[0]}")
    if not executions:
        print((folder / "log").read_text("utf-8", "replace")[-2000:])
    return len(finds) + (not executions)


def main() -> None:
    """Run the targets one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=float, default=300, help="for each target")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(NAMES):
        parser.error(f"unknown target: {', '.join(sorted(unknown))}")
    folder = Path(tempfile.mkdtemp(prefix="parcours-finds-"))
    found = [fuzz(name, given.seconds, folder / name) for name in given.targets or NAMES]
    sys.exit(any(found))


if __name__ == "__main__":
    main()
