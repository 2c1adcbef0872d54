"""A phone of the tests: plain HTTP with a cookie, an origin and answers of its own."""

from __future__ import annotations

import http.client
import json
import secrets
import socket


class Phone:
    """A participant's phone, as the room sees it."""

    def __init__(self, host, source=None):
        self.host, self.source = host, source
        self.cookie = ""

    def ask(self, method, path, body=None, raw=None, **headers):
        """Return status, headers in lower case and JSON (or text) of an answer."""
        source = (self.source, 0) if self.source else None
        connection = http.client.HTTPConnection(self.host, timeout=10, source_address=source)
        sent = {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        sent = {name: value for name, value in sent.items() if value is not None}
        content = raw if raw is not None else None if body is None else json.dumps(body)
        try:
            connection.request(method, path, content, sent)
            answer = connection.getresponse()
            text = answer.read()
            told = {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()
        kind = told.get("content-type", "")
        return answer.status, told, json.loads(text) if "json" in kind else text.decode()

    def join(self, code, name=""):
        """Join with a code; return the status."""
        status, told, _ = self.ask("POST", "/join", {"code": code, "name": name})
        if "set-cookie" in told:
            self.cookie = told["set-cookie"].split(";")[0]
        return status

    def answer(self, number, item, value, id=""):
        """Send one answer; return what the room says of it: ``done`` or why it was refused."""
        id = id or secrets.token_hex(8)
        one = {"id": id, "round": number, "item": item, "value": value}
        status, _, told = self.ask("POST", "/answers", {"answers": [one]})
        if status != 200:
            return status
        return "done" if id in told["done"] else told["refused"][id]

    def state(self):
        """Return the state that the phone is told."""
        return self.ask("GET", "/state")[2]

    def stream(self):
        """Open the stream of states; return its socket."""
        host, _, port = self.host.partition(":")
        opened = socket.create_connection((host, int(port)), timeout=10)
        lines = ["GET /events HTTP/1.1", f"Host: {self.host}", f"Cookie: {self.cookie}", "", ""]
        opened.sendall("\r\n".join(lines).encode())
        return opened
