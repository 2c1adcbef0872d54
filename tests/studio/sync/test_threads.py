"""Edits reach a kernel's session whatever JupyterLab does with the subshells of the kernel."""

from __future__ import annotations

import queue
import shutil
import time
from contextlib import contextmanager

from jupyter_client.manager import start_new_kernel

from kit.workshop.file import load

PATIENCE = 60
CODE = """
from kit.studio.workbook import open_step
from kit.studio.widgets.board import Board
boards = []
Board.on_widget_constructed(lambda one: isinstance(one, Board) and boards.append(one))
step = open_step("stages", {client!r}, "", "workshop", "")
shown = step.editor()
print(boards[-1].comm.comm_id)
"""


@contextmanager
def subshell(client):
    """Create a subshell as JupyterLab does for a kind of widgets, and delete it afterwards."""
    asked = client.session.msg("create_subshell_request", {})
    client.control_channel.send(asked)
    created = client.get_control_msg(timeout=PATIENCE)["content"]["subshell_id"]
    yield created
    client.control_channel.send(
        client.session.msg("delete_subshell_request", {"subshell_id": created})
    )
    assert client.get_control_msg(timeout=PATIENCE)["content"]["status"] == "ok"


def request(client, kind, content, subshell_id):
    """Send a request to a subshell."""
    message = client.session.msg(kind, content)
    message["header"]["subshell_id"] = subshell_id
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


def received(client, wanted):
    """Wait for a message to the page, and return it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        if wanted(message):
            return message
    raise AssertionError("the kernel has sent no such message")


def test_an_edit_is_saved_after_the_subshell_of_the_last_request_was_deleted(tmp_path):
    folder = shutil.copytree("workshops/maison-lumen", tmp_path / "maison-lumen")
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        printed = []
        client.execute_interactive(
            CODE.format(client=str(folder)),
            timeout=PATIENCE,
            output_hook=lambda m: printed.append(m["content"].get("text", "")),
        )
        board = "".join(printed).split()[-1]

        # The page is fetched in a subshell; then the session tells the board of a change.
        with subshell(client) as fetched_in:
            asked = request(client, "execute_request", {"code": "0", "silent": False}, fetched_in)
            received(
                client,
                lambda m: (
                    m["parent_header"].get("msg_id") == asked
                    and m["content"].get("execution_state") == "idle"
                ),
            )
        file = folder / "workshop.yaml"
        file.write_text(file.read_text("utf-8").replace("Maison Lumen", "Maison Lumière"), "utf-8")
        received(client, lambda m: m["content"].get("comm_id") == board)

        with subshell(client) as edited_in:
            edit = {
                "id": "4f9c1c1e-6f0e-4d4f-9a53-0d6f0c2d9b11",
                "op": "add",
                "place": ["stages", "je-recommande"],
                "value": {"name": "Je recommande"},
                "before": None,
            }
            content = {
                "comm_id": board,
                "data": {"method": "custom", "content": {"edit": edit}},
            }
            request(client, "comm_msg", content, edited_in)
            received(
                client,
                lambda m: (
                    m["content"].get("comm_id") == board
                    and m["content"]["data"].get("content", {}).get("saved") == edit["id"]
                ),
            )
        assert load(folder).journey.stages[-1].name == "Je recommande"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
