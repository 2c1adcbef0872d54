"""A consultant's day on the command line: every command, each with its exit status and its files.

The commands run one after the other in one folder, in this process.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MADE = Path(__file__).parent / "made"
DAY = "2026-11-27"
CLIENT = "workshops/maison-exemple"

BROKEN = "schema_version: 1\nclient: {name: B, langage: fr}\n"
WITHOUT_STAGES = "schema_version: 1\nclient: {name: E, language: en, invented: true}\n"
TABLE = "path,lang,edition,theme,out\nworkshops/boutique,fr,working,,elsewhere\n"

RUNS = f"""
parcours
parcours --version
parcours --help
parcours nothing-of-the-kind
parcours check
parcours check --nothing-of-the-kind
parcours new Boutique --template neighbourhood-shop --lang fr
parcours new Boutique --template neighbourhood-shop --lang fr
parcours new Other --template nothing-of-the-kind
parcours new Alice --case maison-lumen --lang en
parcours check workshops/boutique --as-of {DAY}
parcours check workshops/boutique --as-of {DAY} --fail-on note
parcours check {CLIENT} --as-of {DAY} --fail-on error
parcours check {CLIENT} --as-of {DAY} --fail-on warning --format json
parcours check workshops/broken
parcours check workshops/nowhere
parcours status
parcours report workshops/nowhere
parcours report {CLIENT} --to nothing-of-the-kind
parcours report {CLIENT} --as-of {DAY}
parcours report {CLIENT} --as-of {DAY}
parcours report {CLIENT} --as-of {DAY} --lang fr --lang en --edition working --jobs 1
parcours report {CLIENT} --as-of {DAY} --shard 1/2 --out shards
parcours report --clients clients.csv --as-of {DAY}
parcours status
parcours report workshops/broken
parcours status
parcours report {CLIENT} --notebook nowhere.ipynb
parcours report {CLIENT} --notebook faulty.ipynb
parcours version {CLIENT} -m "First review" --as-of {DAY}
parcours version {CLIENT} --as-of never
parcours evidence add {CLIENT} answers.csv --yes
parcours evidence add {CLIENT} nowhere.csv --yes
parcours evidence show {CLIENT}
parcours evidence suggest {CLIENT}
parcours evidence forget {CLIENT} 7 --source survey --yes
parcours evidence forget {CLIENT} nobody --yes
parcours grade workshops/alice --csv marks.csv --html marks.html
parcours grade --show-rubric
parcours grade workshops/nowhere
parcours questions workshops/boutique
parcours questions workshops/boutique --lang fr --lang en --to md
parcours poster {CLIENT} --to png,svg,pdf --paper A3
parcours poster {CLIENT} --persona nobody
parcours poster workshops/without-stages
parcours canvas workshops/boutique --step emotions
parcours canvas workshops/boutique --paper A3 --step persona --lang fr --lang en
parcours handout {CLIENT} --step start --step emotions
parcours handout {CLIENT} --step persona --lang fr --lang en
parcours tables {CLIENT} --to xlsx,csv,parquet
parcours schema --out workshop.schema.json
parcours schema
parcours completion bash
parcours completion nothing-of-the-kind
parcours lab nowhere
""".strip().splitlines()


def prepare(folder: Path) -> None:
    """Put what the commands need into an empty folder."""
    for name, text in {"broken": BROKEN, "without-stages": WITHOUT_STAGES}.items():
        (folder / "workshops" / name).mkdir(parents=True)
        (folder / "workshops" / name / "workshop.yaml").write_text(text, "utf-8")
    shutil.copytree(MADE / "maison-exemple", folder / CLIENT)
    shutil.copy(MADE / "maison-exemple" / "evidence" / "survey.csv", folder / "answers.csv")
    shutil.copy(MADE / "faulty.ipynb", folder)
    (folder / "clients.csv").write_text(TABLE, "utf-8")


def perform(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield each run with its exit status, the files it wrote, and its output apart."""
    import shlex

    prepare(folder)
    before = _files(folder)
    with contextlib.chdir(folder), _environment(PARCOURS_LANG="en"):
        for line in RUNS:
            status, out, err = _run(shlex.split(line)[1:])
            after = _files(folder)
            wrote = sorted(name for name, stamp in after.items() if before.get(name) != stamp)
            before = after
            yield {"run": line, "exit": status, "wrote": wrote, "out": out, "err": err}


def _run(arguments: list[str]) -> tuple[int, str, str]:
    from kit.cli import run

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(arguments)
    return status, _text(out), _text(err)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()


@contextlib.contextmanager
def _environment(**given: str) -> Iterator[None]:
    kept = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _files(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Return every file below a folder but locks, each with what tells that it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }
