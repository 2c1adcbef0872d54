"""Install the kit where nothing is, in every way that the docs name, and print the matrix.

``python -m tests.installation`` builds wheel and sdist, looks through both, and installs the wheel
with each Python found on this machine, with the constraints and with the newest packages, by pip,
pipx and uv. Each is used without Chromium and without libyaml. Exit status: 1 if one fails.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
LIMIT = 900
"""Seconds that one installation may take."""


def pythons() -> Iterator[tuple[str, Path]]:
    """Yield each version with an interpreter of it, from ``pyenv`` or from ``PATH``."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in PYTHONS:
        found = [path / "bin" / "python" for path in sorted(versions.glob(f"{version}.*"))]
        on_path = shutil.which(f"python{version}")
        candidates = [*found, *([Path(on_path)] if on_path else [])]
        if candidates:
            yield version, candidates[0]


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Run a command; return what it wrote, or raise with it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**own, **environ},
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {(done.stdout + done.stderr).strip()[-400:]}")
    return done.stdout


def built(folder: Path) -> Path:
    """Return the wheel, once wheel and sdist are built and looked through."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=ROOT)
    run(sys.executable, "-m", "twine", "check", "--strict", *folder.iterdir(), cwd=folder)
    [wheel] = folder.glob("*.whl")
    run(Path(sys.executable).parent / "check-wheel-contents", wheel, cwd=ROOT)
    return wheel


def used(program: Path, work: Path) -> None:
    """Make a first report with an installed command, without Chromium and without libyaml."""
    work.mkdir(parents=True)
    bare = {"PATH": str(program.parent), "HOME": str(work), "PARCOURS_LANG": "en"}
    bare |= {"PARCOURS_PURE_YAML": "1", "PARCOURS_BROWSER": ""}
    run(
        program,
        "new",
        "Maison Exemple",
        "--template",
        "e-commerce",
        "--lang",
        "fr",
        cwd=work,
        **bare,
    )
    run(program, "check", "maison-exemple", "--fail-on", "error", cwd=work, **bare)
    run(program, "report", "maison-exemple", cwd=work, **bare)
    assert (work / "outputs" / "maison-exemple" / "report.html").is_file()


def by_pip(python: Path, wheel: Path, folder: Path, *, newest: bool) -> Path:
    """Install the wheel in a bare environment; return the command."""
    run(python, "-m", "venv", folder, cwd=folder.parent)
    options = [] if newest else ["--constraint", ROOT / "constraints.txt"]
    run(folder / "bin" / "python", "-m", "pip", "install", "-q", *options, wheel, cwd=folder)
    return folder / "bin" / "parcours"


def by_pipx(python: Path, wheel: Path, folder: Path) -> Path:
    """Install the wheel with pipx; return the command."""
    homes = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin")}
    run(sys.executable, "-m", "pipx", "install", "--python", python, wheel, cwd=ROOT, **homes)
    return folder / "bin" / "parcours"


def by_uv(python: Path, wheel: Path, folder: Path) -> Path:
    """Install the wheel with uv, which reads the index that pip is configured with."""
    stated = run(sys.executable, "-m", "pip", "config", "list", cwd=ROOT).splitlines()
    urls = (line.partition("=") for line in stated)
    index = next((url.strip("'") for name, _, url in urls if name.endswith("index-" + "url")), "")
    homes = {"UV_TOOL_DIR": str(folder / "home"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    homes |= {"UV_DEFAULT_INDEX": index} if index else {}
    uv = Path(sys.executable).parent / "uv"
    run(uv, "tool", "install", "--python", python, wheel, cwd=ROOT, **homes)
    return folder / "bin" / "parcours"


def tried(name: str, way: str, python: Path, wheel: Path, folder: Path) -> str:
    """Return ``ok``, or the reason for which an installation cannot be used."""
    try:
        home = folder / f"{name}-{way}"
        if way in ("constraints", "newest"):
            program = by_pip(python, wheel, home, newest=way == "newest")
        else:
            program = (by_pipx if way == "pipx" else by_uv)(python, wheel, home)
        used(program, folder / f"{name}-{way}-work")
    except (OSError, RuntimeError, AssertionError, subprocess.TimeoutExpired) as error:
        return f"failed: {error}"
    return "ok"


def main() -> int:
    """Print the matrix, a line for each installation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="such as 3.12 or 3.12-newest", default="")
    only = parser.parse_args().only
    failed = False
    with tempfile.TemporaryDirectory(prefix="parcours-install-") as name:
        folder = Path(name)
        (folder / "dist").mkdir()
        wheel = built(folder / "dist")
        print("wheel and sdist: twine check, check-wheel-contents: ok", flush=True)
        found = dict(pythons())
        print(*(f"Python {v}: not on this machine" for v in PYTHONS if v not in found), sep="\n")
        for version, python in found.items():
            for way in ("constraints", "newest", "pipx", "uv"):
                if f"{version}-{way}".startswith(only):
                    said = tried(version, way, python, wheel, folder)
                    failed |= said != "ok"
                    print(f"Python {version}, {way}: {said}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
