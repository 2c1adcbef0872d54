"""What the code has today, one entry for each contract, in the form of the goldens."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click

from tests.contracts import inside, public, scenario, schema
from tests.contracts.compare import GOLDEN, golden

ROOT = Path(__file__).parents[2]
MADE = scenario.MADE

EDITS: tuple[dict[str, Any], ...] = (
    {"op": "set", "place": ["touchpoints", "shop-window", "importance"], "value": 2, "was": 4},
    {"op": "add", "place": ["stages", "use"], "value": {"name": "I use it"}},
    {"op": "add", "place": ["notes"], "value": "Ask about parking"},
    {"op": "move", "place": ["touchpoints", "checkout"], "before": "shop-window"},
    {"op": "rename", "place": ["stages", "buy"], "value": "pay"},
    {
        "op": "batch",
        "edits": [
            {"op": "set", "place": ["stages", "pay", "owner"], "value": "Shop"},
            {"op": "set", "place": ["stages", "search", "owner"], "value": "Web"},
        ],
    },
    {"op": "remove", "place": ["improvements", "contactless"]},
    {"op": "undo"},
    {"op": "redo"},
    {"op": "add", "place": ["stages", "use"], "value": {"name": "I use it daily"}},
)
"""An edit of every kind; the last is given another id than it asked for, since that is taken."""


def edits() -> Iterator[dict[str, Any]]:
    """Yield the edits, each with an id of its own."""
    for number, one in enumerate(EDITS):
        yield {"id": f"edit-{number}", **one}


# --- one function for each contract ---------------------------------------------------------------


def fields() -> Any:
    """Return the fields of workshop files."""
    (text,) = (run["out"] for run in day() if run["run"] == "parcours schema")
    return schema.fields(json.loads(text))


def rules() -> Any:
    """Return the rules of the review, each with its severity."""
    return dict(sorted(inside.rules().items()))


def findings() -> Any:
    """Return the keys of ``check --format json``, and what kinds of values they have."""
    (text,) = (run["out"] for run in day() if "--format json" in run["run"])
    kinds: dict[str, set[str]] = {}
    for finding in json.loads(text):
        for key, value in finding.items():
            kinds.setdefault(key, set()).add(type(value).__name__)
    return {key: sorted(kind) for key, kind in kinds.items()}


def commands() -> Any:
    """Return the commands with their arguments and options."""
    return dict(_commands(inside.command(), "parcours"))


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, Any]]:
    yield (
        name,
        {
            "required": [_called(p) for p in command.params if p.required],
            **{_called(p): _parameter(p) for p in command.params},
        },
    )
    if isinstance(command, click.Group):
        context = click.Context(command, obj=inside.reader())
        for own in command.list_commands(context):
            inner = command.get_command(context, own)
            assert inner is not None
            yield from _commands(inner, f"{name} {own}")


def _called(parameter: click.Parameter) -> str:
    """Return an option's own long name, or an argument's place."""
    longest = max([*parameter.opts, *parameter.secondary_opts], key=len)
    return longest if longest.startswith("-") else longest.upper()


def _parameter(parameter: click.Parameter) -> dict[str, Any]:
    said: dict[str, Any] = {"names": sorted([*parameter.opts, *parameter.secondary_opts])}
    if isinstance(parameter, click.Argument):
        said = {"argument": True, "many": parameter.nargs == -1}
    elif isinstance(parameter, click.Option) and parameter.is_flag:
        said["flag"] = True
    elif parameter.multiple:
        said["many"] = True
    if choices := getattr(parameter.type, "choices", ()):
        said["choices"] = sorted(str(choice) for choice in choices)
    return said


@cache
def day() -> tuple[dict[str, Any], ...]:
    """Return the runs of the scenario; see :mod:`tests.contracts.scenario`."""
    with tempfile.TemporaryDirectory(prefix="parcours-contracts-") as name:
        folder = Path(name).resolve()
        runs = tuple(scenario.perform(folder))
        _keep(folder)
    return runs


def runs() -> Any:
    """Return each command of the scenario with its exit status and the files that it wrote."""
    found: dict[str, Any] = {}
    for run in day():
        line, times = run["run"], sum(known.startswith(run["run"] + " #") for known in found)
        name = f"{line} #{times + 2}" if line in found else line
        found[name] = {"exit": run["exit"], "wrote": run["wrote"]}
    return found


KEPT: dict[str, str] = {}
"""Files of the scenario whose format is a contract, by their path."""


def _keep(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in (".csv", ".jsonl", ".json") or path.parent.name == "history":
            KEPT[path.relative_to(folder).as_posix()] = path.read_text("utf-8-sig")


def tables() -> Any:
    """Return the columns of every table that the command writes."""
    day()
    found = {
        name: next(csv.reader(text.splitlines(), delimiter=_delimiter(text)))
        for name, text in sorted(KEPT.items())
        if name.startswith("outputs/") and name.endswith(".csv")
    }
    return {Path(name).name: columns for name, columns in found.items()}


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.partition("\n")[0].count)


def formats() -> Any:
    """Return the format of each file that is read again: the keys of its entries."""
    day()
    manifest: dict[str, Any] = {}
    for line in KEPT["outputs/.parcours/manifest.jsonl"].splitlines():
        entry = json.loads(line)
        manifest.setdefault(entry["status"], _shape(entry))
    history = KEPT[f"{scenario.CLIENT}/history/{scenario.DAY}.yaml"]
    with tempfile.TemporaryDirectory(prefix="parcours-contracts-") as name:
        folder = Path(name).resolve()
        inside.learn(folder)
        learning = json.loads((folder / ".parcours" / "learning.json").read_text("utf-8"))
    return {
        "outputs/.parcours/manifest.jsonl": manifest,
        "history/DATE.yaml": history.splitlines()[:4],
        ".parcours/learning.json": _shape(learning),
        ".parcours/journal.jsonl": journal(),
    }


def _shape(value: Any) -> Any:
    """Return what a value is made of, without what it says."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value).__name__


def journal() -> list[Any]:
    """Return the journal that today's code writes of the edits."""
    with tempfile.TemporaryDirectory(prefix="parcours-contracts-") as name:
        folder = Path(name).resolve() / "maison-exemple"
        shutil.copytree(MADE / "maison-exemple", folder)
        inside.edit(folder / "workshop.yaml", edits())
        text = (folder / ".parcours" / "journal.jsonl").read_text("utf-8")
    # The layout of what is written may become better, and the fingerprints with it.
    unlike = {"at": "…", "before": "…", "after": "…"}
    return [{**json.loads(line), **unlike} for line in text.splitlines()]


def notebooks() -> Any:
    """Return the shipped notebooks: their parameters, tags and metadata, and those of copies."""
    found = {path.name: _notebook(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    with tempfile.TemporaryDirectory(prefix="parcours-contracts-") as name:
        client = Path(name).resolve() / "workshops" / "maison-exemple"
        shutil.copytree(MADE / "maison-exemple", client)
        copy = inside.copy_notebooks(client) / "4_emotions.ipynb"
        own = json.loads(copy.read_text("utf-8"))["metadata"]["parcours"]
        found["a copy"] = {**_notebook(copy), "metadata.parcours": _shape(own)}
    return found


def _notebook(path: Path) -> dict[str, Any]:
    read = json.loads(path.read_text("utf-8"))
    (cell,) = (c for c in read["cells"] if "parameters" in c["metadata"].get("tags", ()))
    names = re.findall(r"^(\w+) = ", "".join(cell["source"]), re.MULTILINE)
    return {"parameters": names, "kernel": read["metadata"]["kernelspec"]["name"]}


def python() -> Any:
    """Return the public Python names with their parameters."""
    wanted = {name for lines in programs().values() for name in public.names(lines)}
    wanted |= {f"kit.{name}" for name in __import__("kit").__all__}
    if (GOLDEN / "python.json").exists():
        wanted |= set(golden("python"))
    known = {name: public.described(name) for name in sorted(wanted)}
    return {name: said for name, said in known.items() if said}


def programs() -> dict[str, list[str]]:
    """Return the code that users are shown, by the file in which it stands."""
    return public.programs(ROOT)


def engines() -> Any:
    """Return the entry points of the package."""
    return {
        "papermill.engine": sorted(
            point.name
            for point in entry_points(group="papermill.engine")
            if point.dist and point.dist.name == "parcours-kit"
        )
    }


ENVIRONMENT = re.compile(r"\b_?PARCOURS_[A-Z_]+[A-Z]\b")


def environment() -> Any:
    """Return the environment variables that the kit knows."""
    texts = (path.read_text("utf-8") for path in (ROOT / "kit").rglob("*.py"))
    return {"variables": sorted({name for text in texts for name in ENVIRONMENT.findall(text)})}


KEY = re.compile(r"[`\"'](parcours[\w-]*:)\$\{")


def browser() -> Any:
    """Return how the keys begin under which pages keep something in the browser."""
    scripts = [p for end in ("js", "mjs") for p in (ROOT / "kit").rglob(f"*.{end}")]
    texts = [path.read_text("utf-8") for path in scripts]
    return {"keys": sorted({key for text in texts for key in KEY.findall(text)})}


CONTRACTS: dict[str, Callable[[], Any]] = {
    "fields": fields,
    "rules": rules,
    "findings": findings,
    "commands": commands,
    "runs": runs,
    "tables": tables,
    "formats": formats,
    "notebooks": notebooks,
    "python": python,
    "programs": programs,
    "engines": engines,
    "environment": environment,
    "browser": browser,
}
"""What is recorded, by the name of its golden."""
