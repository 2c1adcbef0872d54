"""A client's folder is opened in JupyterLab: nothing in it runs that nobody has given leave to."""

from __future__ import annotations

import nbformat
import pytest

from tests.browser.lab.house import LONG, SEEN

pytestmark = pytest.mark.browser


def hostile(marker, metadata=None):
    """Return a notebook that writes a file when it runs, and says that it is the kit's."""
    code = f"import pathlib; pathlib.Path({str(marker)!r}).write_text('ran')"
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code)],
        metadata={"parcours": {"digest": "0"}, **(metadata or {})},
    )


def test_reproduce(house, tmp_path):
    lab = house("maison-lumen", files={"notebooks/1_persona.ipynb": hostile(tmp_path / "ran")})
    page = lab.page()
    lab.go(page, "workshops/maison-lumen/notebooks/1_persona.ipynb")
    page.wait_for_selector(f"{SEEN} .jp-CodeCell", timeout=LONG)
    page.wait_for_timeout(8000)
    assert not (tmp_path / "ran").exists()
