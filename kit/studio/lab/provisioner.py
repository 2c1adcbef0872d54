"""Start the kernels of ``parcours lab`` by forking a prepared process, where that is safe."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.metadata import entry_points
from pathlib import Path
from subprocess import Popen
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from kit.studio.lab.forking import FORKING, ForkError, can_fork

NAME = "parcours-fork"
GROUP = "jupyter_client.kernel_provisioners"

LAUNCHER = [sys.executable, "-P", "-m", "ipykernel_launcher"]
"""The beginning of the command of a kernel that a fork can stand for."""


class ForkProvisioner(LocalProvisioner):
    """Provisioner of kernels that are forked; any other is started as Jupyter starts it."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start one by its command if none can be forked."""
        begins = len(LAUNCHER)
        if cmd[:begins] != LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        # As Jupyter does for a kernel that it starts: what outlives kernels asks for the server.
        environ = {**(kwargs.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())}
        try:
            # Another thread waits while the parent prepares itself: the server answers meanwhile.
            forked = await asyncio.to_thread(FORKING.fork, cmd[begins:], cwd, environ)
        except ForkError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = cast("Popen[bytes]", forked)
        self.pid = self.pgid = forked.pid  # it leads a group of its own
        self.cwd = cwd
        return self.connection_info


def kernel_metadata() -> dict[str, Any]:
    """Return the metadata by which a kernel's specification asks to be forked; empty if it cannot.

    A kit that was installed before it had the provisioner has no entry point for it.
    """
    if can_fork() and entry_points(group=GROUP, name=NAME):
        return {"kernel_provisioner": {"provisioner_name": NAME}}
    return {}
