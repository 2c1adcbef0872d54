"""Many phones at once, crashes and bad connections: nothing acknowledged is lost or doubled."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.room.load import compared, load, peak_memory, percentile


def run_apart(phones):
    """Run a load in a thread: where a browser test went before, this one has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, phones).result()


def test_a_crash_in_the_middle_loses_and_doubles_nothing(room):
    phones = run_apart(load(room, 6, 3, kill_times=(1.0,)))
    assert sum(phone.made for phone in phones) >= 6
    assert compared(room, phones) == ([], [])


@pytest.mark.soak
def test_200_phones_for_a_minute(room, capsys):
    phones = run_apart(load(room, 200, 60))
    times = [one for phone in phones for one in phone.times]
    p95, memory = percentile(times, 0.95), peak_memory(room.pid)
    made, late = sum(p.made for p in phones), sum(p.refused for p in phones)
    with capsys.disabled():
        print(
            f"\n200 phones, 60 s: {made} answers made, {late} late, p95 {1000 * p95:.0f} ms, "
            f"{memory:.0f} MB"
        )
    assert compared(room, phones) == ([], [])
    assert made > 200 * 40
    assert memory < 80
    assert p95 < 0.1, p95


@pytest.mark.soak
def test_30_crashes_at_random_moments_lose_and_double_nothing(room, capsys):
    draw = random.Random(7)
    moments = sorted(draw.uniform(1, 58) for _ in range(30))
    phones = run_apart(load(room, 60, 60, kill_times=moments))
    made = sum(phone.made for phone in phones)
    with capsys.disabled():
        print(f"\n60 phones, 30 crashes: {made} answers made")
    assert compared(room, phones) == ([], [])
    assert made > 1000


@pytest.mark.soak
def test_a_bad_network_loses_and_doubles_nothing(room, capsys):
    phones = run_apart(load(room, 30, 40, kill_times=(12.0, 25.0), proxy=True))
    made = sum(phone.made for phone in phones)
    with capsys.disabled():
        print(f"\n30 phones behind a bad network, 2 crashes: {made} answers made")
    assert compared(room, phones) == ([], [])
    assert made > 300
