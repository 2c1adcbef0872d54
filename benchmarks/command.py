"""Time short commands in seconds of processor, beside their targets, and show where the time goes.

``python -m benchmarks.command`` runs ``check`` with and without evidence, and adds a survey of
25,000 rows, whose figures are checked against pandas. Where a target is missed, the imports that
take the most are listed, and for ``check`` the parts of its work.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.parts import Parts

ROOT = Path(__file__).resolve().parents[1]
ROWS = 25_000
QUESTION = "Welcome, from 1 (very poor) to 5 (excellent)"
TIMES = 3
START = "from parcours_kit import main; main()"
MOST_SHOWN = 8

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Without that variable: an installed kit is compiled once, and not at each start."""


def command(folder: Path, *arguments: str, traced: bool = False) -> tuple[float, str, str]:
    """Run a command; return its seconds of processor, and what it wrote to both outputs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    options = ["-X", "importtime"] if traced else []
    done = subprocess.run(
        [sys.executable, *options, "-c", START, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), "PARCOURS_LANG": "en"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout, done.stderr


def imports(folder: Path, *arguments: str) -> str:
    """Return the packages whose imports take the most, with their milliseconds."""
    _, _, traced = command(folder, *arguments, traced=True)
    spent: Counter[str] = Counter()
    for own, name in re.findall(r"import time: +(\d+) \|[ \d]+\| +([\w.]+)", traced):
        spent[name.partition(".")[0]] += int(own)
    parts = (f"{name} {own // 1000} ms" for name, own in spent.most_common(MOST_SHOWN))
    return f"imports {spent.total() / 1e6:.2f} s: {', '.join(parts)}"


def compare(name: str, target: float, folder: Path, *arguments: str) -> None:
    """Print the least of a few runs beside its target; if that is missed, where the time goes."""
    command(folder, *arguments)  # compiles the kit, if that is still to be done
    used = min(command(folder, *arguments)[0] for _ in range(TIMES))
    print(f"{name}: {used:.2f} s of processor, target {target:.2f} s")
    if used <= target:
        return
    print(f"  {imports(folder, *arguments)}")
    if arguments[0] == "check":
        asked = [sys.executable, "-m", "benchmarks.command", "--parts", arguments[1]]
        environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            asked, cwd=folder, check=True, capture_output=True, text=True, env=environment
        )
        print(f"  {done.stdout.strip()}")


def parts(client: str) -> str:
    """Return the seconds of each part of a check, in this process."""
    from kit.arrow import avoid_importing_pandas

    avoid_importing_pandas()
    from kit.evidence.metrics.measure import measure
    from kit.review import review
    from kit.workshop import load, versions
    from kit.workshop.pictures import images

    known = Parts()
    workshop = known.timed("opening", load, Path("workshops") / client)
    known.timed("opening", images, workshop)
    past = known.timed("opening", lambda: [v.journey for v in versions(workshop, date.today())])
    found = known.timed("metrics", measure, workshop.journey, workshop.folder)
    known.spent["metrics"] -= known.spent["files"] + known.spent["queries"]
    asked = (workshop.journey, date.today(), past, workshop.findings, found)
    known.timed("review", review, *asked)
    del known.spent["imports"]  # listed apart
    return known.text()


def survey(folder: Path) -> Path:
    """Write a survey, the same each time."""
    path = folder / "large.csv"
    rows = (f"{n},{1 + n * n % 5},{('shop', 'web')[n % 2]},{n % 90}" for n in range(ROWS))
    path.write_text("\n".join([f'id,"{QUESTION}",Channel,Age', *rows]) + "\n", encoding="utf-8")
    return path


def check_figures(folder: Path, path: Path) -> None:
    """Assert that mean and n of the survey are those of pandas."""
    import pandas as pd

    from kit.evidence import read

    table, expected = read(path).table, pd.read_csv(path)
    for column in table.columns[1:2]:
        values = table.values(column.name)
        assert len(values) == expected[column.name].count() == ROWS
        assert abs(sum(values) / ROWS - expected[column.name].mean()) < 1e-12


def main() -> None:
    """Time the commands on copies of the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", metavar="CLIENT")
    given = parser.parse_args()
    if given.parts:
        print(parts(given.parts))
        return
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as name:
        folder = Path(name)
        for example in ("maison-lumen", "a-revoir"):
            shutil.copytree(ROOT / "workshops" / example, folder / "workshops" / example)
        compare("--help", 0.2, folder, "--help")
        compare("check, eight evidence files", 1.0, folder, "check", "maison-lumen")
        compare("check, no evidence", 0.35, folder, "check", "a-revoir")
        path = survey(folder)
        check_figures(folder, path)
        add = ("evidence", "add", "a-revoir", str(path), "--yes")
        compare(f"evidence add, {ROWS:,} rows", 1.0, folder, *add)


if __name__ == "__main__":
    main()
