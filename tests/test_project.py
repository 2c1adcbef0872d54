"""What an environment is built from says one thing in every file."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
ON_CONDA_FORGE = {
    "duckdb": "python-duckdb",
    "ibis-framework[duckdb]": "ibis-duckdb",
    "tzdata": "python-tzdata",
}
"""Packages that have another name there."""


def name(requirement):
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_conda_and_pip_install_the_same_packages():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    python = f"python{PROJECT['project']['requires-python']}"
    for pip_name, conda_name in ON_CONDA_FORGE.items():
        conda = [re.sub(rf"^{conda_name}(?=[<>=])", pip_name, each) for each in conda]
    by_pip = next(d["pip"] for d in environment["dependencies"] if isinstance(d, dict))
    assert by_pip[-1] == "--editable ."
    stated = [*conda, *by_pip[:-1]]
    assert sorted(stated) == sorted([python, "pip", *PROJECT["project"]["dependencies"]])


def test_constraints_are_exact_versions_without_urls():
    for line in CONSTRAINTS:
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][^ @:/]*", line), line


def test_constraints_pin_every_direct_dependency():
    pinned = {name(line) for line in CONSTRAINTS if not line.startswith("#")}
    groups = PROJECT["dependency-groups"]
    direct = [
        *PROJECT["project"]["dependencies"],
        *groups["dev"],
        *groups["soak"],
        *groups["fuzz"],
        *groups["docs"],
    ]
    assert {name(requirement) for requirement in direct} <= pinned


def imported(folder):
    """Return the packages that the modules of a folder import, each with one module that does."""
    found = {}
    for module in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            found |= {each.split(".")[0]: module for each in names}
    return found


@pytest.mark.parametrize("folder", ["kit", "tests", "benchmarks", "docs"])
def test_what_is_imported_is_declared(folder):
    declared = {name(requirement) for requirement in PROJECT["project"]["dependencies"]}
    groups = PROJECT["dependency-groups"]
    declared |= {name(each) for each in (*groups["dev"], *groups["soak"], *groups["fuzz"])}
    own = {
        "kit",
        "tests",
        "benchmarks",
        "docs",
        "pydantic_core",
    }  # pydantic_core: pydantic's own half.
    libraries = packages_distributions()
    for package, module in imported(folder).items():
        if package not in own and package not in sys.stdlib_module_names:
            # What only the long tests need may not be installed: then its name is the package's.
            providers = {name(each) for each in libraries.get(package, (package,))}
            assert providers & declared, f"{module} imports {package}"


def test_constraints_do_not_pin_the_kit_itself():
    assert "parcours-kit" not in {name(line) for line in CONSTRAINTS}


def test_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}


def test_the_scripts_are_bash_that_parses():
    for script in (".ci/run", ".ci/browser"):
        subprocess.run(["bash", "-n", ROOT / script], check=True)
        assert (ROOT / script).stat().st_mode & 0o111, script


VULNERABLE = {"id": "PYSEC-1", "fix_versions": ["2.1"]}
AUDITED = [
    {"name": "known", "version": "1.0", "vulns": []},
    {"name": "lacking", "skip_reason": "Dependency not found"},
    {"name": "broken", "version": "2.0", "vulns": [VULNERABLE]},
]


@pytest.mark.parametrize(
    ("arguments", "packages", "status"),
    [((), [0, 1], 0), (("--strict",), [0, 1], 1), ((), [0, 1, 2], 1), (("--strict",), [0], 0)],
)
def test_an_audit_says_what_was_not_checked(arguments, packages, status):
    found = [AUDITED[number] for number in packages]
    command = [sys.executable, "-c", f"print({json.dumps(json.dumps({'dependencies': found}))})"]
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", *arguments, *command],
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    checked = len(found) - (1 in packages)
    assert f"{checked} of {len(found)} packages checked" in done.stdout
    assert ("Not checked" in done.stdout and "lacking" in done.stdout) == (1 in packages)
    assert ("broken 2.0: PYSEC-1, fixed in 2.1" in done.stdout) == (2 in packages)


def test_an_audit_that_could_not_run_is_a_failure():
    command = [sys.executable, ROOT / ".ci" / "audit.py", sys.executable, "-c", "exit(1)"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "pip-audit failed with status 1.\n")


OPENINGS = [
    ('"""What a thing is."""', 1),
    ('"""How: so."""', 1),
    ('def f():\n    """Whether it is."""', 1),
    ('class A:\n    """Somewhere else."""', 0),
    ('"""Return what a thing is."""', 0),
]


@pytest.mark.parametrize(("source", "status"), OPENINGS)
def test_a_docstring_that_opens_with_a_question_word_fails(tmp_path, source, status):
    """The script in a small tree of its own, as `make lint` runs it."""
    for folder in (".ci", "kit"):
        (tmp_path / folder).mkdir()
    script = tmp_path / ".ci" / "docstrings.py"
    script.write_bytes((ROOT / ".ci" / "docstrings.py").read_bytes())
    (tmp_path / "parcours_kit.py").write_text('"""Start."""\n')
    listed = tmp_path / ".ci" / "docstrings.txt"
    listed.write_text("# listed\n")
    module = tmp_path / "kit" / "one.py"
    module.write_text(source)

    def lint(*arguments):
        return subprocess.run([sys.executable, script, *arguments], capture_output=True).returncode

    assert lint() == status
    assert lint("--update") == status  # the list does not grow
    listed.write_text("# listed\nkit/one.py\n")
    assert lint() == 1 - status  # nor does it keep what is clean
    assert lint("--update") == 0
    assert lint() == 0


def test_files_say_nothing_of_a_machine_or_of_where_packages_come_from():
    unwanted = (
        r"/(work|root|home|opt|mnt|Users)/[A-Za-z]",
        r"[Cc]:\\+Users",
        r"pypi\.org|pythonhosted|npmjs|anaconda\.org|index-url",
        r"[Cc]o-[Aa]uthored-[Bb]y",
    )
    # Others' lists of hostile texts name what they like.
    others = ("tests/hostile/naughty.json", "tests/hostile/xss.txt", "tests/test_project.py")
    found = subprocess.run(
        ["git", "grep", "-nIE", "|".join(unwanted), "--", ".", *(f":!{file}" for file in others)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert found.returncode == 1, found.stdout + found.stderr
