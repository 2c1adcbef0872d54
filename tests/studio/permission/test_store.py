"""The store of permissions: for one content of one notebook of one folder, and of this user."""

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from kit.i18n import LANGUAGES, texts
from kit.studio.permission import Permissions, StoreError

NAME = "1_persona.ipynb"


@pytest.fixture
def store(tmp_path):
    return Permissions(tmp_path / "data" / "permissions")


@pytest.fixture
def client(tmp_path):
    folder = tmp_path / "workshops" / "c"
    folder.mkdir(parents=True)
    return folder


def test_a_permission_is_for_one_content_of_one_notebook_of_one_folder(store, client):
    assert store.origin(client, NAME, "a") is None
    store.grant(client, NAME, "a", "person")
    assert store.origin(client, NAME, "a") == "person"
    assert store.origin(client, NAME, "b") is None
    assert store.origin(client, "2_stages.ipynb", "a") is None
    assert store.origin(client.parent, NAME, "a") is None


def test_what_the_kit_wrote_stays_the_kit_s(store, client):
    store.grant(client, NAME, "a", "kit")
    store.grant(client, NAME, "a", "person")
    assert store.origin(client, NAME, "a") == "kit"


def test_a_folder_is_known_by_its_real_path(store, client, tmp_path, monkeypatch):
    store.grant(client, NAME, "a", "kit")
    link = tmp_path / "link"
    link.symlink_to(client)
    assert store.origin(link, NAME, "a") == "kit"
    monkeypatch.chdir(client.parent)
    assert store.origin(Path("c"), NAME, "a") == "kit"
    # A link that leads elsewhere by now, and a folder that was moved.
    other = tmp_path / "other"
    other.mkdir()
    link.unlink()
    link.symlink_to(other)
    assert store.origin(link, NAME, "a") is None
    moved = client.rename(tmp_path / "moved")
    assert store.origin(moved, NAME, "a") is None


def test_names_do_not_run_into_each_other(store, client):
    """Parts of a key cannot be cut elsewhere to give another key."""
    store.grant(client, "a", "bc", "person")
    assert store.origin(client, "ab", "c") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; the profile is private")
def test_nobody_else_reads_it(store, client):
    store.folder.mkdir(parents=True)
    store.folder.chmod(0o777)
    store.grant(client, NAME, "a", "person")
    (entry,) = store.folder.iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"origin": "person"}', "[" * 99_999])
def test_a_damaged_permission_is_none_and_says_where_it_is(store, client, content, lang):
    store.grant(client, NAME, "a", "person")
    (entry,) = store.folder.iterdir()
    entry.write_text(content)
    with pytest.raises(StoreError) as raised:
        store.origin(client, NAME, "a")
    assert str(entry) in texts(lang)(raised.value.message)
    store.grant(client, NAME, "a", "kit")
    assert store.origin(client, NAME, "a") == "kit"


def test_a_permission_of_another_notebook_under_its_name_is_none(store, client):
    store.grant(client, NAME, "a", "person")
    (first,) = store.folder.iterdir()
    store.grant(client, NAME, "b", "person")
    (second,) = set(store.folder.iterdir()) - {first}
    second.write_bytes(first.read_bytes())
    with pytest.raises(StoreError):
        store.origin(client, NAME, "b")


def test_a_store_in_the_client_s_folder_permits_nothing(client, tmp_path, monkeypatch):
    inside = Permissions(client / "data")
    link = tmp_path / "link"
    link.symlink_to(client / "data")
    monkeypatch.chdir(client)
    for store in (inside, Permissions(link), Permissions(Path("data")), Permissions(client)):
        with pytest.raises(StoreError, match="outside"):
            store.grant(client, NAME, "a", "person")
        with pytest.raises(StoreError, match="outside"):
            store.origin(client, NAME, "a")
    assert list(client.iterdir()) == []


def test_a_store_that_cannot_be_written_is_said(client, tmp_path):
    (tmp_path / "file").write_text("")
    store = Permissions(tmp_path / "file" / "permissions")
    with pytest.raises(StoreError) as raised:
        store.grant(client, NAME, "a", "kit")
    assert str(store.folder) in texts("en")(raised.value.message)


def _grants(folder, client, process):
    store = Permissions(folder)
    for number in range(50):
        store.grant(client, NAME, str(number), "person")
        store.grant(client, NAME, f"{process} {number}", "kit")


def test_several_processes_write_at_once(store, client):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_grants, args=(store.folder, client, n)) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    for number in range(50):
        assert store.origin(client, NAME, str(number)) == "person"
        assert all(store.origin(client, NAME, f"{n} {number}") == "kit" for n in range(3))
    assert len(list(store.folder.iterdir())) == 200
    for entry in store.folder.iterdir():
        json.loads(entry.read_bytes())
