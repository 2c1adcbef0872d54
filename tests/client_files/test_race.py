"""A link that is swapped in while the folder is used: nothing outside is read or written."""

import contextlib
import os
import shutil
import threading

import pytest

from kit.client_files import ClientFolder
from kit.client_files.access import BY_DESCRIPTOR

pytestmark = pytest.mark.skipif(not BY_DESCRIPTOR, reason="needs dir_fd: promised on POSIX alone")


class Swapping(threading.Thread):
    """Put a link in the place of a folder and of a file, and back, over and over."""

    def __init__(self, client, outside, swaps):
        super().__init__()
        self.client, self.outside, self.swaps = client, outside, swaps
        self.done = 0

    def run(self):
        folder, file = self.client / "evidence", self.client / "own" / "file"
        kept, aside = self.client / "kept", self.client / "own" / "aside"
        while self.done < self.swaps:
            # What is used meanwhile may make a folder, or move the file, where the link was.
            with contextlib.suppress(OSError):
                folder.rename(kept)
                folder.symlink_to(self.outside)
                self.done += 1
            with contextlib.suppress(OSError):
                file.rename(aside)
                file.symlink_to(self.outside / "file")
            with contextlib.suppress(OSError):
                folder.unlink()
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
            with contextlib.suppress(OSError):
                kept.rename(folder)
            with contextlib.suppress(OSError):
                aside.replace(file)


def seen(folder):
    found = sorted([folder, *folder.rglob("*")])
    return [(path, path.lstat().st_mtime_ns, path.lstat().st_ino) for path in found]


@pytest.mark.parametrize(
    "swaps", [500, pytest.param(10_000, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_a_swapped_link_never_leads_out(tmp_path, swaps):
    client, outside = tmp_path / "client", tmp_path / "outside"
    for folder in (client / "evidence" / "sub", client / "own", outside / "sub"):
        folder.mkdir(parents=True)
    for folder in (client / "evidence", client / "evidence" / "sub", client / "own"):
        (folder / "file").write_bytes(b"inside")
    for folder in (outside, outside / "sub"):
        (folder / "file").write_bytes(b"outside")
    before = seen(outside)
    folder = ClientFolder(client)
    swapping = Swapping(client, outside, swaps)
    read, refused = 0, 0
    swapping.start()
    while swapping.is_alive():
        for name in ("evidence/file", "evidence/sub/file", "own/file"):
            try:
                assert folder.read_bytes(name) in (b"inside", b"appended")
                read += 1
                with folder.local(name) as path:
                    assert path.read_bytes() == b"inside"
            except OSError:
                refused += 1
        with contextlib.suppress(OSError):
            folder.write_bytes("evidence/new", b"new")
        with contextlib.suppress(OSError), folder.appending("evidence/log") as file:
            file.write(b"x")
        with contextlib.suppress(OSError):
            folder.make_folder("evidence/made")
        with contextlib.suppress(OSError):
            os.close(folder.lock_file("evidence/lock"))
        with contextlib.suppress(OSError):
            folder.rename("own/file", "evidence/moved")
        with contextlib.suppress(OSError):
            folder.rename("evidence/moved", "own/file")
        with contextlib.suppress(OSError):
            folder.remove("evidence/new")
        walked = list(folder.walk())
        assert all(entry.name for entry in walked)
    swapping.join()
    assert read
    assert refused
    assert seen(outside) == before
    assert swapping.done == swaps
