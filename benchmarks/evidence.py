"""Compare scores of a million answers and journeys of twenty million events with pandas.

``python -m benchmarks.evidence [--answers N] [--events N]`` makes the data, lets each side work in
a process of its own, checks that both results agree, and prints seconds and the most memory of
each.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.parts import Parts
from kit.arrow import avoid_importing_pandas

RATINGS = [f"q{n}" for n in range(24)]
STEPS = [f"t{n}" for n in range(12)]
STAGES = {f"t{n}": f"s{n // 3}" for n in range(12)} | {f"s{n}": f"s{n}" for n in range(4)}
LEAST = 5


def make(folder: Path, answers: int, events: int) -> None:
    """Write a survey of thirty columns and an event log, the same each time."""
    import duckdb

    (folder / "evidence").mkdir()
    survey, log = (folder / "evidence" / name for name in ("survey.parquet", "log.parquet"))
    rated = ", ".join(f"(1 + hash(i * 31 + {n}) % 5)::int as {q}" for n, q in enumerate(RATINGS))
    with duckdb.connect() as database:
        database.execute("set threads = 2")
        database.execute(
            f"copy (select i as id, date '2026-01-01' + (i % 180)::int as date, "
            f"['shop', 'web', 'phone'][1 + (i % 3)::int] as channel, {rated}, "
            f"(hash(i * 7) % 11)::int as nps, ['good', 'too slow'][1 + (i % 2)::int] as said, "
            f"(hash(i) % 9000)::int as amount from range({answers}) r(i)) to '{survey}'"
        )
        database.execute(f"copy (from '{survey}') to '{survey.with_suffix('.csv')}' (header)")
        database.execute(
            f"copy (select 'c' || (hash(i // 13) % {max(1, events // 13)}) as customer_id, "
            f"'e' || (hash(i * 7) % 12) as event, "
            f"timestamp '2026-01-01' + to_seconds((hash(i * 3) % 15000000)::bigint) as time "
            f"from range({events}) r(i)) to '{log}'"
        )


def kit_scores(folder: Path, file: str = "survey.parquet") -> object:
    """Score every touchpoint of the survey with the kit."""
    from kit.evidence.metrics.measure import measure_source
    from kit.sources import Source

    measures = [{"at": q, "figure": "emotion", "column": q, "by": "channel"} for q in RATINGS]
    scales = dict.fromkeys(RATINGS, "1-5")
    stated = {"id": "s", "name": "S", "kind": "survey", "file": file}
    stated |= {"measures": measures, "options": {"scales": scales}}
    found = measure_source(Source.model_validate(stated), folder)
    assert not found.failures, found.failures
    return {
        f"{m.measure.at} {segment.segment or 'all'}": [
            f.n, round(f.value, 9), round(f.interval.low, 9) if f.interval else None]
        for m in found.measured
        for segment, f in m.estimates.items()
    }  # fmt: skip


def pandas_scores(folder: Path, file: str = "survey.parquet") -> object:
    """Do the same with pandas."""
    import pandas as pd
    from scipy import stats

    read = pd.read_csv if file.endswith(".csv") else pd.read_parquet
    rows = read(folder / "evidence" / file)
    said = {}
    for q in RATINGS:
        scores = rows[q] - 3.0
        parts = [("all", scores), *scores.groupby(rows["channel"])]
        for name, part in parts:
            n, mean = len(part), part.mean()
            half = stats.t.ppf(0.975, n - 1) * part.std() / n**0.5
            said[f"{q} {name}"] = [n, round(mean, 9), round(max(-2.0, mean - half), 9)]
    return said


def kit_paths(folder: Path) -> object:
    """Trace the customers of the log with the kit."""
    from kit.evidence.metrics.measure import measure_source
    from kit.evidence.query.segments import ALL
    from kit.sources import Source

    stated = {"id": "s", "name": "S", "kind": "web-analytics", "file": "log.parquet"}
    stated |= {"steps": {step: [f"e{n}"] for n, step in enumerate(STEPS)}}
    order = {id: STAGES[id] for n in range(4) for id in (f"s{n}", *STEPS[3 * n : 3 * n + 3])}
    found = measure_source(Source.model_validate(stated), folder, order)
    (log,) = found.observed
    return {
        level: {
            "steps": {
                s.id: [s.met.k, s.came_back.k, s.left.k]
                for s in getattr(log, level)[ALL].steps.values()
            },
            "ways": {
                f"{t.start} {t.end}": [t.customers, t.times, t.wait.total_seconds()]
                for t in getattr(log, level)[ALL].transitions
            },
        }
        for level in ("stages", "steps")
    }


def pandas_paths(folder: Path) -> object:
    """Do the same with pandas."""
    import pandas as pd

    rows = pd.read_parquet(folder / "evidence" / "log.parquet")
    rows["step"] = rows.pop("event").str[1:].astype("int8")
    rows["customer_id"] = rows["customer_id"].astype("category").cat.codes
    rows["time"] = rows["time"].astype("datetime64[s]").astype("int64")
    rows = rows.sort_values(["customer_id", "time", "step"], ignore_index=True)
    said = {}
    for level, width, names in (("stages", 3, "s"), ("steps", 1, "t")):
        place, who = rows["step"] // width, rows["customer_id"]
        same = who.eq(who.shift())
        begins = ~same | place.ne(place.shift())
        visits = pd.DataFrame({"who": who, "place": place, "time": rows["time"]})
        visits["before"] = place.shift().where(same)
        visits["wait"] = visits["time"] - visits["time"].shift().where(same)
        visits = visits[begins]
        each = visits.groupby(["who", "place"]).size()
        met, back = each.groupby("place").size(), (each > 1).groupby("place").sum()
        last = visits.drop_duplicates("who", keep="last")["place"].value_counts()
        moves = visits.dropna(subset="before").groupby(["before", "place"])
        ways = moves.agg(
            customers=("who", "nunique"), times=("who", "size"), wait=("wait", "median")
        )
        said[level] = {
            "steps": {f"{names}{p}": [int(met[p]), int(back[p]), int(last[p])] for p in met.index},
            "ways": {
                f"{names}{int(a)} {names}{int(b)}": [int(r.customers), int(r.times), float(r.wait)]
                for (a, b), r in ways.iterrows()
                if r.customers >= LEAST
            },
        }
    return said


TASKS = {
    "scores": (kit_scores, pandas_scores),
    "scores of a CSV": (
        partial(kit_scores, file="survey.csv"),
        partial(pandas_scores, file="survey.csv"),
    ),
    "paths": (kit_paths, pandas_paths),
}


def alone(task: str, side: int, folder: Path) -> dict[str, object]:
    """Run one side of a task in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.evidence", "--run", task, str(side), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def run(task: str, side: int, folder: Path) -> None:
    """Print the result, seconds and most memory of one side."""
    if not side:
        avoid_importing_pandas()  # as a command does
    begun = time.perf_counter()
    parts = Parts() if not side else None
    said = TASKS[task][side](folder)
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"said": said, "seconds": seconds, "cpu": used.ru_utime + used.ru_stime}
    found |= {"parts": parts.text() if parts else ""}
    print(json.dumps({**found, "gigabytes": used.ru_maxrss / 1e6}))


def main() -> None:
    """Compare both sides on both tasks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=20_000_000)
    parser.add_argument("--run", nargs=3, metavar=("TASK", "SIDE", "FOLDER"))
    given = parser.parse_args()
    if given.run:
        task, side, folder = given.run
        run(task, int(side), Path(folder))
        return
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        make(Path(folder), given.answers, given.events)
        sizes = {"paths": given.events}
        for task, rows in ((task, sizes.get(task, given.answers)) for task in TASKS):
            kit, pandas = (alone(task, side, Path(folder)) for side in (0, 1))
            assert kit["said"] == pandas["said"], f"{task}: the kit and pandas differ"
            print(f"{task} of {rows:,} rows, the same by both:")
            for name, one in (("kit", kit), ("pandas", pandas)):
                print(
                    f"  {name:7} {one['seconds']:6.1f} s ({one['cpu']:.1f} s of processor), "
                    f"{one['gigabytes']:.2f} GB"
                )
            print(
                f"  kit/pandas: {kit['cpu'] / pandas['cpu']:.2f} of the processor, "  # type: ignore[operator]
                f"{kit['seconds'] / pandas['seconds']:.2f} of the time, "  # type: ignore[operator]
                f"{kit['gigabytes'] / pandas['gigabytes']:.2f} of the memory"  # type: ignore[operator]
            )
            if kit["cpu"] > pandas["cpu"]:  # type: ignore[operator]
                print(f"  the kit's processor: {kit['parts']}")


if __name__ == "__main__":
    main()
