"""``parcours lab CLIENT --trust NOTEBOOK``: in a real terminal, with all of the code to be seen."""

import os
import re
import subprocess
import sys

import nbformat
import pytest

from kit.cli.trust import visible
from kit.studio.notebooks.copies import write_copies
from kit.studio.permission import Permissions, digest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

COMMAND = "import sys; from kit.cli import run; sys.exit(run(sys.argv[1:]))"
HIDDEN = "print('seen')\r\x1b[1A\x1b[2K\x1b]0;title\x07\x9b2J\u202e\u200b\u3164\x00 # end"


@pytest.fixture
def client(here):
    folder = here / "workshops" / "c"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text("schema_version: 1\nclient: {name: C, language: fr}\n")
    return folder


def stranger(client, name="1_persona.ipynb"):
    """Put a notebook that nobody has permitted into the folder, and return it."""
    write_copies(client, "fr")
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Mine"),
            nbformat.v4.new_code_cell(f"import os\n{HIDDEN}"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    nbformat.write(notebook, client / "notebooks" / name)
    return notebook


def in_terminal(here, answer, *arguments, lang="en"):
    """Run the command in a terminal, answer its question, and return its status and its text."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", COMMAND, "lab", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=here,
        env={**os.environ, "PARCOURS_LANG": lang},
        start_new_session=True,
    )
    os.close(theirs)
    said, asked = b"", False
    while True:
        try:
            read = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        said += read
        if not asked and re.search("Type “yes”|Saisissez «".encode(), said):
            asked = True
            os.write(ours, f"{answer}\n".encode())
    os.close(ours)
    assert b"Traceback" not in said
    return process.wait(60), said.decode()


def permitted(client, name="1_persona.ipynb"):
    notebook = nbformat.read(client / "notebooks" / name, 4)
    return Permissions().origin(client, name, digest(notebook))


def test_a_notebook_is_trusted_by_someone_who_has_seen_its_code(here, client):
    stranger(client)
    status, said = in_terminal(here, "yes", "c", "--trust", "1_persona.ipynb")
    assert status == 0, said
    assert "import os" in said
    assert "# Mine" in said
    assert permitted(client) == "person"
    made = write_copies(client, "fr")
    assert [path.name for path in made.kept] == ["1_persona.ipynb"]
    kept = nbformat.read(client / "notebooks" / "1_persona.ipynb", 4)
    assert kept.metadata.kernelspec.name == "parcours", "it runs by itself in the kit's kernel"
    assert "parcours" in kept.metadata


@pytest.mark.parametrize("answer", ["n", "", "no", "y", "oui"])
def test_who_does_not_say_yes_trusts_nothing(here, client, answer):
    stranger(client)
    before = (client / "notebooks" / "1_persona.ipynb").read_bytes()
    status, said = in_terminal(here, answer, "c", "--trust", "1_persona.ipynb")
    assert status == 1
    assert "not been trusted" in said
    assert permitted(client) is None
    assert (client / "notebooks" / "1_persona.ipynb").read_bytes() == before


def test_no_character_of_the_code_acts_on_the_terminal(here, client):
    stranger(client)
    _, said = in_terminal(here, "n", "c", "--trust", "1_persona.ipynb")
    for character in HIDDEN:
        if visible(character) != character:
            assert f"<U+{ord(character):04X}>" in said
    rest = said.replace("\r\n", "")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u3164]", rest), repr(rest)
    assert "print('seen')<U+000D><U+001B>[1A" in said


def test_a_notebook_that_was_set_aside_comes_back(here, client):
    stranger(client)
    (aside,) = write_copies(client, "fr").aside
    mine = client / "notebooks" / "1_persona.ipynb"
    status, said = in_terminal(here, "yes", "c", "--trust", aside.aside.name)
    assert status == 0, said
    assert not aside.aside.exists()
    assert "import os" in mine.read_text("utf-8")
    assert permitted(client) == "person"
    # What stood there is kept, as it was the kit's own or anybody's.
    assert len(list((client / "notebooks").glob("1_persona.ipynb.set-aside-*"))) == 1


def test_the_notebook_of_all_workshops_is_trusted_without_a_client(here, client):
    stranger(client.parent, "0_start.ipynb")
    status, said = in_terminal(here, "yes", "--trust", "0_start.ipynb")
    assert status == 0, said
    assert permitted(client.parent, "0_start.ipynb") == "person"


def test_it_speaks_french(here, client):
    stranger(client)
    _, said = in_terminal(here, "n", "c", "--trust", "notebooks/../1_persona.ipynb", lang="fr")
    assert "n’est pas un notebook de ce client" in said
    status, said = in_terminal(here, "oui", "c", "--trust", "1_persona.ipynb", lang="fr")
    assert status == 0
    assert "Cellule 2 (code)" in said
    assert "avec vos droits" in said


@pytest.mark.parametrize("standard", ["stdin", "stdout"])
def test_it_is_refused_where_nobody_reads(parcours, client, monkeypatch, standard):
    stranger(client)
    other = "stdout" if standard == "stdin" else "stdin"
    monkeypatch.setattr(f"sys.{other}.isatty", lambda: True, raising=False)
    status, out, err = parcours("lab", "c", "--trust", "1_persona.ipynb")
    assert status == 2
    assert "terminal" in err
    assert "import os" not in out
    assert permitted(client) is None


def test_there_is_no_yes(parcours, client):
    stranger(client)
    status, _, err = parcours("lab", "c", "--trust", "1_persona.ipynb", "--yes")
    assert status == 2
    assert "--yes" in err
    assert permitted(client) is None


@pytest.mark.parametrize(
    "named",
    ["absent.ipynb", "workshop.yaml", "../workshop.yaml", "/etc/passwd", ".", "", "x/a.ipynb"],
)
def test_what_is_no_notebook_of_the_client_is_refused(here, client, named):
    write_copies(client, "fr")
    status, said = in_terminal(here, "yes", "c", "--trust", named)
    assert status == 2, said
    assert "notebook" in said


def test_a_link_is_not_followed(here, client):
    path = client / "notebooks" / "1_persona.ipynb"
    stranger(client, "2_stages.ipynb")
    path.unlink()
    path.symlink_to("2_stages.ipynb")
    status, said = in_terminal(here, "yes", "c", "--trust", "1_persona.ipynb")
    assert status == 2, said
    assert permitted(client) is None
