"""Run one target until its time is up; called by ``python -m tests.fuzz``.

A find is an exception that is not the kit's own, an execution that takes too long, or the end of
this process: the input at hand lies in the file ``current`` then.
"""

from __future__ import annotations

import hashlib
import json
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from random import Random
from types import FrameType

LONGEST = 360
"""Seconds that one execution may take: more than the kit gives to a file."""

MEMORY = 6 << 30
"""Bytes that this process may have."""


class Runner:
    """Executes a target, counts, and keeps what was found."""

    def __init__(self, name: str, folder: Path) -> None:
        from tests.fuzz.targets import TARGETS

        self.target = TARGETS[name]
        self.folder = folder
        self.counts = {"executions": 0, "accepted": 0}
        self._told = 0.0

    def run(self, content: bytes) -> None:
        """Execute the target once."""
        (self.folder / "current").write_bytes(content)
        signal.alarm(LONGEST)
        try:
            self.counts["accepted"] += self.target(content)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            self._keep(content, error)
        finally:
            signal.alarm(0)
        self.counts["executions"] += 1
        if time.monotonic() > self._told + 1:
            self.tell()

    def tell(self) -> None:
        """Write the counts."""
        self._told = time.monotonic()
        (self.folder / f"counts-{Path('/proc/self').resolve().name}.json").write_text(
            json.dumps(self.counts)
        )

    def _keep(self, content: bytes, error: BaseException) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((f for f in reversed(frames) if "/kit/" in f.filename), frames[-1])
        key = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
        name = hashlib.sha256(key.encode()).hexdigest()[:12]
        if not (self.folder / f"find-{name}.txt").exists():
            (self.folder / f"find-{name}.bin").write_bytes(content)
            said = "".join(traceback.format_exception(error))
            (self.folder / f"find-{name}.txt").write_text(f"{key}\n{said}")


def too_long(_: int, __: FrameType | None) -> None:
    """Interrupt an execution that takes too long."""
    raise TimeoutError(f"longer than {LONGEST} seconds")


def mutated(name: str, runner: Runner, seconds: float, seed: int) -> None:
    """Run on seeds changed at random, keeping their form."""
    from tests.fuzz.mutations import MUTATIONS
    from tests.fuzz.seeds import SEEDS

    random = Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content = SEEDS[name](random)
        for _ in range(20):
            runner.run(MUTATIONS[name](content, random))
    runner.tell()


def guided(name: str, folder: Path, seconds: float, seed: int) -> None:
    """Run on what atheris makes of the seeds, led by the lines that it reaches."""
    import atheris

    with atheris.instrument_imports(include=["kit.workshop", "kit.evidence", "yaml"]):
        import kit.evidence.reading
        import kit.workshop.file  # noqa: F401
    from tests.fuzz.seeds import SEEDS

    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    random = Random(seed)
    for number in range(60):
        (corpus / str(number)).write_bytes(SEEDS[name](random)[:4000])
    runner = Runner(name, folder)
    command = [sys.argv[0], str(corpus), f"-max_total_time={int(seconds)}", f"-seed={seed}"]
    command += ["-max_len=4000", "-timeout=300", "-rss_limit_mb=0", "-print_final_stats=0"]
    atheris.Setup(command, runner.run)
    atheris.Fuzz()


def main() -> None:
    """Run: name of the target, folder of finds, seconds, seed, and whether atheris leads."""
    name, folder, seconds, seed, how = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, too_long)
    if how == "guided":
        guided(name, Path(folder), float(seconds), int(seed))
    else:
        mutated(name, Runner(name, Path(folder)), float(seconds), int(seed))


if __name__ == "__main__":
    main()
