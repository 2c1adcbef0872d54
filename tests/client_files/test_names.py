"""Names below a client's folder: relative, downwards, and nothing else."""

import os
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.client_files import ClientFolder, NameRefusedError
from kit.client_files.names import parts_of
from kit.i18n import texts

PIECES = st.sampled_from(["a", "b.csv", ".", "..", "...", "", "é", " ", "\\", "C:", "\0", "~", "-"])


@pytest.mark.parametrize(
    "name", ["", ".", "/", "./", "..", "../x", "a/../b", "/etc/passwd", "a\0b", "a/..", "\ud800"]
)
def test_refused(name):
    with pytest.raises(NameRefusedError) as refused:
        parts_of(name, windows=False)
    assert "{" not in texts("fr")(refused.value.message)


@pytest.mark.parametrize(
    "name", ["..\\x", "\\x", "C:x", "C:\\x", "a:stream", "a\\..\\b", ".. /x", "a./b", "\\\\host\\x"]
)
def test_refused_on_windows(name):
    with pytest.raises(NameRefusedError):
        parts_of(name, windows=True)


def test_a_path_and_a_text_mean_the_same():
    assert parts_of(PurePosixPath("a") / "b.csv") == parts_of("./a//b.csv") == ("a", "b.csv")
    assert parts_of("a\\b", windows=False) == ("a\\b",)
    assert parts_of("a\\b", windows=True) == ("a", "b")


@given(st.one_of(st.text(), st.lists(PIECES).map("/".join)), st.booleans())
@example("a/..\\../x", True)
def test_what_is_not_refused_stays_below(name, windows):
    try:
        parts = parts_of(name, windows)
    except NameRefusedError:
        return
    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert "/" not in part
        assert "\0" not in part
        assert not (windows and ("\\" in part or ":" in part))


@given(st.lists(PIECES, max_size=5).map("/".join))
def test_no_name_reads_beyond_the_folder(tmp_path_factory, name):
    base = tmp_path_factory.getbasetemp() / "names"
    if not base.exists():
        (base / "client" / "a").mkdir(parents=True)
        (base / "b.csv").write_text("outside")
        (base / "client" / "b.csv").write_text("inside")
    try:
        content = ClientFolder(base / "client" / "a").read_bytes(name)
    except OSError:
        content = b""
    assert content == b""
    inside = ClientFolder(base / "client")
    try:
        assert inside.read_bytes(name) == b"inside"
    except OSError:
        assert os.path.normpath(name) != "b.csv" or ".." in name or name.startswith("/") or not name
