"""Many phones at once, crashes and bad connections: nothing acknowledged is lost or doubled."""

import asyncio
import random
import shutil
import socket
import subprocess
import sys
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


IN_NAMESPACE = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2)
    print("reached")
except OSError as error:
    print("refused")
"""


def namespaces():
    """Return whether this user may make network namespaces joined by a pair of interfaces."""
    if not (shutil.which("ip") and shutil.which("nsenter")):
        return False
    made = subprocess.run(["ip", "netns", "add", "parcours-try"], capture_output=True, check=False)
    subprocess.run(["ip", "netns", "del", "parcours-try"], capture_output=True, check=False)
    return made.returncode == 0


@pytest.fixture
def namespace():
    """A network namespace with an address of its own, joined to this one; its two addresses."""
    if not namespaces():
        pytest.skip("network namespaces cannot be made here")
    name = "parcours-room"

    def ip(*arguments):
        subprocess.run(["ip", *arguments], check=True, capture_output=True)

    ip("netns", "add", name)
    try:
        ip("link", "add", "pk0", "type", "veth", "peer", "name", "pk1")
        ip("link", "set", "pk1", "netns", name)
        ip("addr", "add", "10.77.0.1/24", "dev", "pk0")
        ip("link", "set", "pk0", "up")
        ip("-n", name, "addr", "add", "10.77.0.2/24", "dev", "pk1")
        ip("-n", name, "link", "set", "pk1", "up")
        yield name, "10.77.0.1"
    finally:
        subprocess.run(["ip", "link", "del", "pk0"], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


@pytest.mark.soak
def test_from_another_machine_the_room_is_reached_and_nothing_on_loopback(
    namespace, state_home, tmp_path
):
    from kit.room.opened import OpenRoom, RoomChoices, room_folder

    name, address = namespace
    inside = ["ip", "netns", "exec", name, sys.executable, "-c", IN_NAMESPACE]

    def reached(port):
        done = subprocess.run([*inside, address, str(port)], capture_output=True, text=True)
        return done.stdout.strip()

    with socket.create_server(("127.0.0.1", 0)) as loopback:  # as Jupyter and the desk listen
        room = OpenRoom(room_folder(tmp_path), RoomChoices("", "fr", address, 0))
        try:
            port = int(room.host.rpartition(":")[2])
            assert reached(port) == "reached"
            assert reached(loopback.getsockname()[1]) == "refused"
        finally:
            room.close(keep=False)
        assert reached(port) == "refused"
