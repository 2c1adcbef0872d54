"""JupyterLab on a client's folder neither shows nor writes what a link leads to."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from jupyter_server.files.handlers import FilesHandler
from tornado.web import HTTPError

from kit.studio.lab.server import ClientContents


def run(coroutine):
    """Run a coroutine in a thread of its own: a browser may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


SECRET = "what nobody may see"


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    (folder / "1-checkpoint.ipynb").write_text(SECRET, "utf-8")
    return folder


@pytest.fixture
def contents(tmp_path, outside):
    client = tmp_path / "client"
    (client / "notebooks").mkdir(parents=True)
    (client / "notebooks" / "notes.txt").write_text("mine", "utf-8")
    (client / "notebooks" / "linked.txt").symlink_to(outside / "secret.txt")
    (client / "evidence").symlink_to(outside)
    return ClientContents(root_dir=str(client), lang="fr")


LINKED = ["notebooks/linked.txt", "evidence/secret.txt", "evidence"]


@pytest.mark.parametrize("path", LINKED)
def test_a_link_is_not_shown(contents, path):
    with pytest.raises(HTTPError) as refused:
        run(contents.get(path))
    assert refused.value.status_code == 403
    assert "est un lien vers" in refused.value.reason


def test_a_listing_passes_over_links_and_shows_the_rest(contents):
    names = [entry["name"] for entry in run(contents.get("notebooks"))["content"]]
    assert names == ["notes.txt"]


@pytest.mark.parametrize("path", ["notebooks/linked.txt", "evidence/secret.txt", "evidence/new"])
def test_nothing_is_written_through_a_link(contents, outside, path):
    before = sorted((file.name, file.read_bytes()) for file in outside.iterdir())
    with pytest.raises(HTTPError):
        run(contents.save({"type": "file", "format": "text", "content": "mine"}, path))
    with pytest.raises(HTTPError):
        run(contents.rename_file("notebooks/notes.txt", path))
    with pytest.raises(HTTPError):
        run(contents.delete_file(path))
    assert sorted((file.name, file.read_bytes()) for file in outside.iterdir()) == before


@pytest.mark.parametrize("file", [False, True])
def test_no_checkpoint_is_written_through_a_link(contents, outside, tmp_path, file):
    checkpoints = tmp_path / "client" / "notebooks" / ".ipynb_checkpoints"
    if file:
        checkpoints.mkdir()
        (checkpoints / "1-checkpoint.ipynb").symlink_to(outside / "1-checkpoint.ipynb")
    else:
        checkpoints.symlink_to(outside)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("mine")])
    (tmp_path / "client" / "notebooks" / "1.ipynb").write_text(nbformat.writes(notebook), "utf-8")
    with pytest.raises(HTTPError):
        run(contents.create_checkpoint("notebooks/1.ipynb"))
    assert (outside / "1-checkpoint.ipynb").read_text("utf-8") == SECRET


def test_downloads_ask_the_same_manager(contents):
    assert contents.files_handler_class is FilesHandler
