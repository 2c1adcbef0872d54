"""What an environment is built from says one thing in every file."""

import re
import subprocess
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
ON_CONDA_FORGE = {"duckdb": "python-duckdb", "ibis-framework[duckdb]": "ibis-duckdb"}
"""Packages that have another name there."""


def name(requirement):
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_conda_and_pip_install_the_same_packages():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    python = f"python{PROJECT['project']['requires-python']}"
    for pip_name, conda_name in ON_CONDA_FORGE.items():
        conda = [re.sub(rf"^{conda_name}(?=[<>=])", pip_name, each) for each in conda]
    assert sorted(conda) == sorted([python, "pip", *PROJECT["project"]["dependencies"]])


def test_constraints_are_exact_versions_without_urls():
    for line in CONSTRAINTS:
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][^ @:/]*", line), line


def test_constraints_pin_every_direct_dependency():
    pinned = {name(line) for line in CONSTRAINTS if not line.startswith("#")}
    direct = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {name(requirement) for requirement in direct} <= pinned


def test_constraints_do_not_pin_the_kit_itself():
    assert "parcours-kit" not in {name(line) for line in CONSTRAINTS}


def test_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}


def test_the_scripts_are_bash_that_parses():
    for script in (".ci/run", ".ci/browser"):
        subprocess.run(["bash", "-n", ROOT / script], check=True)
        assert (ROOT / script).stat().st_mode & 0o111, script
