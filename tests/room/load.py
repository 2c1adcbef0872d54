"""Phones under load: each with a queue, a ledger of what was acknowledged, and bad connections."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import time

PAUSE = 1.0
"""Seconds between two answers of a phone."""


class LoadPhone:
    """A phone that answers whatever round is open, and keeps what is not acknowledged."""

    def __init__(self, number, address, host, code):
        self.address, self.host, self.code = address, host, code
        self.source = f"127.0.0.{2 + number % 10}"
        self.random = random.Random(number)
        self.cookie = ""
        self.round = None
        self.waiting = []
        self.ledger = {}
        self.refused = 0
        self.times = []
        self.made = 0

    # --- HTTP ------------------------------------------------------------------------------------

    async def connect(self):
        host, _, port = self.address.partition(":")
        return await asyncio.open_connection(host, int(port), local_addr=(self.source, 0))

    async def post(self, pair, path, data):
        """Send JSON over a connection; return status, headers and JSON."""
        reader, writer = pair
        body = json.dumps(data).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.host}\r\nOrigin: http://{self.host}\r\n"
            f"Cookie: {self.cookie}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
        status = int(answer.split(" ", 2)[1])
        fields = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in answer.split("\r\n")[1:])
        }
        content = await reader.readexactly(int(fields.get("content-length", 0)))
        return status, fields, json.loads(content)

    async def join(self):
        while not self.cookie:
            try:
                pair = await asyncio.wait_for(self.connect(), 5)
                status, fields, _ = await asyncio.wait_for(
                    self.post(pair, "/join", {"code": self.code}), 5
                )
                pair[1].close()
                if status == 200:
                    self.cookie = fields["set-cookie"].split(";")[0]
            except (OSError, EOFError, TimeoutError, ValueError):
                await asyncio.sleep(0.3)

    # --- what a phone does -----------------------------------------------------------------------

    async def listen(self, until):
        """Follow the states, connecting again after each failure."""
        while time.monotonic() < until:
            writer = None
            try:
                reader, writer = await asyncio.wait_for(self.connect(), 5)
                head = f"GET /events HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n"
                writer.write(head.encode())
                while time.monotonic() < until:
                    line = await asyncio.wait_for(reader.readline(), 20)
                    if not line:
                        break
                    if line.startswith(b'data: {"title"'):
                        self.round = json.loads(line[6:])["round"]
            except (OSError, TimeoutError, ValueError, EOFError):
                pass
            finally:
                if writer:
                    writer.close()
            await asyncio.sleep(0.2)

    async def answer(self, until):
        """Make an answer about once a second."""
        await asyncio.sleep(self.random.random() * PAUSE)
        while time.monotonic() < until:
            if self.round and self.round["status"] == "open":
                item, value = self.chosen()
                self.made += 1
                id = secrets.token_hex(8)
                self.waiting.append(
                    {"id": id, "round": self.round["number"], "item": item, "value": value}
                )
            await asyncio.sleep(PAUSE)

    def chosen(self):
        kind, items = self.round["kind"], [one["id"] for one in self.round["items"]]
        draw = self.random
        if kind == "notes":
            return secrets.token_hex(6), f"Remarque {draw.random()}"
        if kind == "dots":
            return "all", {draw.choice(items): draw.randint(1, self.round["budget"])}
        if kind == "choice":
            return "all", draw.choice(items)
        item = draw.choice(items)
        if kind == "impact-effort":
            return item, {"impact": draw.randint(1, 5), "effort": draw.randint(1, 5)}
        low, high = (1, 5) if kind == "feedback" else (-2, 2)
        return item, {"score": draw.randint(low, high)}

    async def send(self, until):
        """Send what waits, in order, until it is acknowledged; stop when all is sent."""
        pair = None
        while time.monotonic() < until or self.waiting:
            if not self.waiting:
                await asyncio.sleep(0.02)
                continue
            group = self.waiting[:20]
            started = time.monotonic()
            try:
                pair = pair or await asyncio.wait_for(self.connect(), 5)
                status, _, told = await asyncio.wait_for(
                    self.post(pair, "/answers", {"answers": group}), 10
                )
                if status != 200:
                    raise OSError(status)
            except (OSError, EOFError, TimeoutError, ValueError):
                if pair:
                    pair[1].close()
                pair = None
                await asyncio.sleep(0.1 + self.random.random() * 0.3)
                continue
            self.times.append(time.monotonic() - started)
            for one in group:
                self.waiting.remove(one)
                if one["id"] in told["done"]:
                    self.ledger[str(one["round"]), one["item"]] = one["value"]
                else:
                    self.refused += 1
        if pair:
            pair[1].close()


class Proxy:
    """A proxy that delays, stalls and resets connections."""

    def __init__(self, host, seed=1):
        self.host, self.random = host, random.Random(seed)
        self.resets = 0

    async def start(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        return f"127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    async def serve(self, reader, writer):
        host, _, port = self.host.partition(":")
        other = None
        try:
            there, other = await asyncio.open_connection(
                host, int(port), local_addr=(writer.get_extra_info("peername")[0], 0)
            )
            await asyncio.gather(self.pipe(reader, other), self.pipe(there, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for one in (writer, other):
                if one:
                    one.transport.abort()

    async def pipe(self, reader, writer):
        while data := await reader.read(4096):
            draw = self.random.random()
            if draw < 0.03:
                self.resets += 1
                raise ConnectionResetError
            if draw < 0.06:
                await asyncio.sleep(self.random.random() * 2)  # stalled
            await asyncio.sleep(self.random.random() * 0.05)
            writer.write(data)
            await writer.drain()
        raise ConnectionResetError


ITEMS = [{"id": f"item-{n}", "label": f"Point {n}"} for n in range(8)]
KINDS = ("notes", "scores", "dots", "choice", "impact-effort", "feedback")


async def lead(room, until, kill_times):
    """Open rounds of every kind in turn, reveal some, and kill the room at given moments."""
    number, started, next_round = 0, time.monotonic(), 0.0
    span = (until - started) / 8
    while time.monotonic() < until:
        now = time.monotonic() - started
        if kill_times and now >= kill_times[0]:
            kill_times.pop(0)
            room._process.kill()
            await asyncio.to_thread(room._process.wait)
        await asyncio.to_thread(room.keep_running)
        try:
            if now >= next_round:
                kind = KINDS[number % len(KINDS)]
                budget = 3 if kind == "dots" else 0
                await asyncio.to_thread(
                    room.client.do, "open", kind=kind, question=kind, items=ITEMS, budget=budget
                )
                number += 1
                next_round += span
                if number % 4 == 0:  # some are revealed while answers are on their way
                    await asyncio.to_thread(
                        room.client.do, "status", round=number - 1, status="revealed"
                    )
        except OSError:
            pass
        await asyncio.sleep(0.1)


async def load(room, count, seconds, kill_times=(), proxy=False, leading=lead, patience=60):
    """Let phones answer for some seconds; return them once everything is acknowledged."""
    address = await Proxy(room.host).start() if proxy else room.host
    phones = [LoadPhone(n, address, room.host, room.code) for n in range(count)]
    await asyncio.gather(*(phone.join() for phone in phones))
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(leading(room, until, list(kill_times)))
        for phone in phones:
            tasks.create_task(phone.listen(until))
            tasks.create_task(phone.answer(until))
            tasks.create_task(asyncio.wait_for(phone.send(until), seconds + patience))
    return phones


def compared(room, phones):
    """Reveal every round; return answers that are lost, and those that nobody made."""
    for one in room.client.state()["rounds"]:
        if one["status"] != "revealed":
            room.client.do("status", round=one["number"], status="revealed")
    held, made = [], []
    for one in room.client.state()["rounds"]:
        for values in one["answers"].values():
            held += [(str(one["number"]), item, json.dumps(v)) for item, v in values.items()]
    for phone in phones:
        made += [(number, item, json.dumps(v)) for (number, item), v in phone.ledger.items()]
    remaining = sorted(held)
    lost = []
    for answer in sorted(made):
        if answer in remaining:
            remaining.remove(answer)
        else:
            lost.append(answer)
    return lost, remaining


def percentile(values, share):
    """Return a percentile of some values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_memory(pid):
    """Return the most memory a process has had, in MB."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:  # noqa: PTH123
        line = next(one for one in status if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
