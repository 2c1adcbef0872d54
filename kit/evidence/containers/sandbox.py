"""Parse a file in a process of its own, with limits on its memory, its time and what it writes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa

from kit import memory
from kit.arrow import avoid_importing_pandas
from kit.evidence import limits
from kit.evidence.containers.parse import parse
from kit.evidence.containers.serialize import load_book, store_book, store_error
from kit.evidence.containers.sheet import Book
from kit.evidence.limits import FULL, SMALLER, LimitExceededError
from kit.evidence.table import UnreadableError
from kit.i18n import N_
from kit.sources import Options

OUT_OF_MEMORY = 3
KILLED_BY_SIGXCPU = -24
"""Exit statuses of the process: its own for memory; minus the signal where time ran out."""

CHILD = f"from {__name__} import main; main()"

ENVIRONMENT = ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""Environment variables passed on to the process; no other, as some hold passwords."""


def open_limited(path: Path, options: Options) -> Book:
    """Return the cells of a file, parsed in a process of its own.

    Parameters
    ----------
    path
        A file that the caller may open; it is opened once more, in the other process.

    Raises
    ------
    UnreadableError
        If it cannot be read, or a limit was exceeded.
    """
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        arguments = [str(path.absolute()), folder, *_limit_arguments()]
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-P", "-c", CHILD, *arguments],
                check=False,
                cwd=folder,
                timeout=limits.SECONDS,
                input=options.model_dump_json().encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except subprocess.TimeoutExpired:
            raise _too_long() from None
        if not done.returncode and (book := load_book(path, Path(folder))):
            return book
    if done.returncode == KILLED_BY_SIGXCPU:
        raise _too_long()
    if done.returncode == OUT_OF_MEMORY:
        says = N_("Reading it takes more than {most} GB of memory.")
        raise LimitExceededError(says.filled(most=limits.MEMORY_BYTES >> 30), SMALLER)
    raise UnreadableError(
        N_("It is damaged, or reading it takes more than {most} GB of memory.").filled(
            most=limits.MEMORY_BYTES >> 30
        ),
        N_("Open it in the program that made it, and save only what you need, as CSV."),
    )


def _too_long() -> LimitExceededError:
    says = N_("Reading it takes longer than {most} seconds.")
    return LimitExceededError(says.filled(most=limits.SECONDS), SMALLER)


def _environment() -> dict[str, str]:
    """Return the environment of the process: without secrets, and with few threads.

    Every thread reserves address space, which counts against the limit on memory.
    """
    known = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    paths = [str(Path(__file__).parents[3]), *(p for p in sys.path if Path(p).is_absolute())]
    return {
        **known,
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        "PYTHONUTF8": "1",
    }


def _limit_arguments() -> list[str]:
    return [str(limits.MEMORY_BYTES), str(max(1, int(2 * limits.SECONDS)))]


def _apply_limits(memory_bytes: int, seconds: int) -> None:
    """Limit this process; on POSIX its processor time, file sizes and core dumps, too."""
    memory.limit(memory_bytes)
    if os.name != "posix":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.RESULT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, there = resource.getrlimit(kind)
        most = most if there == resource.RLIM_INFINITY else min(most, there)
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Parse a file and store the result in a folder: the entry point of the process.

    ``sys.argv`` holds the file, the folder, bytes of memory and seconds of processor time; the
    options come as JSON on standard input.
    """
    path, folder = (Path(argument) for argument in sys.argv[1:3])
    options = Options.model_validate_json(sys.stdin.buffer.read())
    avoid_importing_pandas()
    _apply_limits(*map(int, sys.argv[3:]))
    pa.set_cpu_count(2)
    pa.set_io_thread_count(2)
    try:
        store_book(parse(path, options, FULL), folder)
    except UnreadableError as error:
        store_error(error, folder)
    except (MemoryError, pa.ArrowMemoryError):
        os._exit(OUT_OF_MEMORY)  # an orderly exit may need memory that is not there
