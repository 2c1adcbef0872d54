import subprocess
import sys

import pytest

import kit

HEAVY = [
    "matplotlib",
    "scipy",
    "numpy",
    "pyarrow",
    "duckdb",
    "ibis",
    "sklearn",
    "IPython",
    "ipywidgets",
    "papermill",
    "nbconvert",
    "jinja2",
    "yaml",
    "babel",
]


def loaded_after(code: str) -> set[str]:
    program = f"{code}\nimport sys; print(*(m for m in {HEAVY} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import_kit_loads_nothing_heavy():
    assert loaded_after("import kit") == set()


def test_loading_a_workshop_needs_no_drawing_and_no_notebook():
    assert loaded_after("import kit; kit.load, kit.check") <= {"yaml"}


def test_the_command_answers_without_drawing_or_notebooks():
    assert loaded_after("import kit.cli") <= {"yaml"}


@pytest.mark.parametrize("name", kit.__all__)
def test_every_public_name_is_there(name):
    assert getattr(kit, name) is not None
    assert name in dir(kit)


def test_the_public_page_names_what_it_exports():
    assert sorted(kit.HOMES) == sorted(kit.__all__)
    for name in ("load", "save", "check", "render", "texts"):
        assert f"kit.{name}(" in kit.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        kit.nothing_of_the_kind  # noqa: B018
