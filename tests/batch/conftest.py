from datetime import date
from pathlib import Path

import pytest

from kit.batch import Batch, Manifest, Task
from kit.batch.workers import Local
from kit.report import Outcome, open_report
from kit.workshop import identity
from tests.report.conftest import WORKSHOP

DAY = date(2026, 11, 22)


@pytest.fixture
def workshops(tmp_path):
    """Write so many clients' workshops; return the files."""

    def workshops(count: int) -> list[Path]:
        files = []
        for number in range(count):
            folder = tmp_path / "workshops" / f"client-{number}"
            folder.mkdir(parents=True)
            text = WORKSHOP.replace("Maison <b>", f"Maison {number} <b>")
            (folder / "workshop.yaml").write_text(text, encoding="utf-8")
            files.append(folder / "workshop.yaml")
        return files

    return workshops


@pytest.fixture
def out(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def fake(monkeypatch):
    """Reports made at once: a page that says which it is. Returns what was made."""
    made = []

    def report(workshop, lang=None, *, out, name, **how):
        made.append(Path(workshop).parent.name)
        client = str(identity(Path(workshop).parent))
        folder = Path(out, client)
        folder.mkdir(parents=True, exist_ok=True)
        page, notebook = folder / f"{name}.html", folder / f"{name}.ipynb"
        page.write_text(f"{client} {lang}")
        notebook.write_text("{}")
        day = how["as_of"] or DAY
        dated = open_report(str(workshop), as_of=day.isoformat()).date_digest
        cover = (f"<i>{client}</i>", "Acheter & offrir", "fr")
        return Outcome(client, (page,), notebook, (), *cover, dated)

    monkeypatch.setattr("kit.report.report", report)
    return made


@pytest.fixture
def run(out):
    """Make reports here, one after the other; return the results."""

    def run(tasks, today=DAY, shard="", **how):
        with Manifest(out, shard) as manifest:
            batch = Batch(tasks, manifest, Local(1, manifest.work), today=today, **how)
            return [result for result in batch if result is not None]

    return run


@pytest.fixture
def task(out):
    def task(workshop: Path, **how) -> Task:
        return Task(workshop, out, **how)

    return task
