"""The wheel alone, installed where no checkout is: what a consultant gets from ``pipx``."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WINDOWS = os.name == "nt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory):
    """A virtual environment with the wheel, which borrows this one's libraries."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    folder = venv / ("Scripts" if WINDOWS else "bin")
    python = folder / ("python.exe" if WINDOWS else "python")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
            *("--no-deps", "--no-index", "--disable-pip-version-check", wheel),
        ],
        check=True,
    )
    paths = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    # A line in a .pth file adds a folder without reading the .pth files in it, so this checkout's
    # own editable installation stays unseen.
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(paths.stdout.strip()) / "borrowed.pth").write_text("\n".join(sorted(borrowed)))
    return folder


@pytest.fixture
def ran(programs, tmp_path):
    """Run a program of the environment in an empty folder."""
    environ = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "PARCOURS_LANG": "en",
        # Where the borrowed libraries keep their data.
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "HOME": str(tmp_path),
    }
    work = tmp_path / "work"
    work.mkdir()

    def run(program, *arguments):
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=work,
            env=environ,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert "Traceback" not in done.stderr
        return done

    run.folder, run.environ = work, environ  # type: ignore[attr-defined]
    return run


def test_the_wheel_carries_what_it_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for tracked in ("notebooks", "templates", "workshops", "kit/locales", "kit/fonts"):
        listed = subprocess.run(
            ["git", "ls-files", tracked], cwd=ROOT, check=True, capture_output=True, text=True
        )
        files = [file for file in listed.stdout.splitlines() if (ROOT / file).is_file()]
        assert files
        for file in files:
            assert (file if file.startswith("kit/") else f"kit/shipped/{file}") in names


def test_the_wheel_carries_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith((".dist-info", ".data"))} == {
        "kit",
        "parcours_kit.py",
    }
    data = {name.split(".data/")[1] for name in names if ".data/" in name}
    extension = ROOT / "kit" / "studio" / "lab" / "labextensions"
    built = [file.relative_to(extension) for file in extension.rglob("*") if file.is_file()]
    assert len(built) == 3
    assert data == {
        "data/share/jupyter/kernels/parcours/kernel.json",
        *(f"data/share/jupyter/labextensions/{file.as_posix()}" for file in built),
    }


def test_the_kit_in_use_is_the_wheels(ran):
    done = ran("python", "-c", "import kit; print(kit.__file__)")
    assert not Path(done.stdout.strip()).is_relative_to(ROOT)


def test_another_package_of_the_name_is_said_to_be_in_the_way(ran, tmp_path):
    (tmp_path / "other" / "kit").mkdir(parents=True)
    other = tmp_path / "other" / "kit" / "__init__.py"
    other.write_text("")
    ran.environ["PYTHONPATH"] = str(tmp_path / "other")
    done = ran("parcours", "--version")
    assert done.returncode == 2
    assert str(other) in done.stderr


def test_new_check_and_report_work_outside_the_checkout(ran):
    new = ran("parcours", "new", "Maison Exemple", "--template", "e-commerce", "--lang", "fr")
    assert new.returncode == 0, new.stderr
    assert (ran.folder / "workshops" / "maison-exemple" / "workshop.yaml").is_file()
    check = ran("parcours", "check", "maison-exemple", "--fail-on", "error")
    assert check.returncode in (0, 1), check.stderr
    assert "1 file" in check.stdout
    report = ran("parcours", "report", "maison-exemple")
    assert report.returncode == 0, report.stderr
    page = (ran.folder / "outputs" / "maison-exemple" / "report.html").read_text("utf-8")
    assert "Maison Exemple" in page
    assert '<html lang="fr"' in page


@pytest.mark.soak
def test_the_wheel_brings_its_own_dependencies(wheel, tmp_path):
    venv, work = tmp_path / "venv", tmp_path / "work"
    work.mkdir()
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    folder = venv / ("Scripts" if WINDOWS else "bin")
    pip = [folder / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt"]
    subprocess.run([*pip, wheel], check=True)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    own |= {"PARCOURS_LANG": "en", "HOME": str(work)}

    def parcours(*arguments):
        command = [folder / "parcours", *arguments]
        done = subprocess.run(command, cwd=work, env=own, capture_output=True, encoding="utf-8")
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
        return done.stdout

    parcours("new", "Maison Exemple", "--template", "e-commerce", "--lang", "fr")
    parcours("check", "maison-exemple")
    for step in ("report", "handout", "canvas"):
        for written in parcours(step, "maison-exemple").splitlines():
            assert (work / written).stat().st_size > 1000
    parcours("new", "Cas un", "--case", "le-comptoir", "--lang", "fr")
    assert "cas-un" in parcours("grade", "workshops/cas-un")
    assert "JupyterLab" in parcours("lab", "--help")
