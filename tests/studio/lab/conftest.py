"""Kernels as ``parcours lab`` starts them, without its server."""

import pytest
from jupyter_client.manager import KernelManager

from kit.studio.lab import settings
from kit.studio.lab.forking import FORKING

PATIENCE = 120


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    """Return the folder of the kernels as ``parcours lab`` writes them."""
    folder = tmp_path_factory.mktemp("lab")
    settings.write(folder)
    yield str(folder / "jupyter" / "kernels")
    FORKING.close()


@pytest.fixture
def kernel(spec):
    """Start a kernel, and return its manager and a function that runs code in it."""
    started = []

    def kernel(**how):
        manager = KernelManager(kernel_name="parcours")
        manager.kernel_spec_manager.kernel_dirs.insert(0, spec)
        manager.start_kernel(**how)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(PATIENCE)
        started.append((manager, client))

        def run(code):
            printed = []
            told = client.execute_interactive(
                code,
                timeout=PATIENCE,
                output_hook=lambda m: printed.append(m["content"].get("text", "")),
            )["content"]
            return told.get("ename") or "".join(printed).strip()

        return manager, client, run

    yield kernel
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
