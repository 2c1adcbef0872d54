"""What JupyterLab is told: what a room needs on its screen, and nothing that asks the network."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

EXTENSIONS = Path(__file__).parent / "extension"

OVERRIDES: dict[str, dict[str, Any]] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/shortcuts-extension:shortcuts": {
        "shortcuts": [
            {"command": "notebook:run-all-cells", "keys": ["F9"], "selector": "body"},
            # Two commands on one key are none.
            {
                "command": "debugger:continue",
                "keys": ["F9"],
                "selector": "body",
                "disabled": True,
            },
        ]
    },
    # Around the notebook, as little as possible.
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
    # Every cell is on the page, so that a widget is never taken off it while it is used.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 30},
}
"""Settings in place of JupyterLab's defaults; a person's own settings come before them."""

PAGE = {"disabledExtensions": {"@jupyterlab/hub-extension:connectionlost": True}}
"""The extension has another in its place: a dialog over the editor would stop those who type."""

KERNEL = {
    "display_name": "Parcours",
    "language": "python",
    "argv": [
        sys.executable,
        *("-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
        # A client's folder could hold modules under the names of those that the kit imports.
        "--InteractiveShellApp.ignore_cwd=True",
    ],
    "metadata": {"debugger": False},
}


def write(folder: Path) -> list[str]:
    """Write what JupyterLab reads into a folder, and return the options that point there."""
    settings, kernel = folder / "settings", folder / "jupyter" / "kernels" / "python3"
    for path, content in (
        (settings / "overrides.json", OVERRIDES),
        (settings / "page_config.json", PAGE),
        (kernel / "kernel.json", KERNEL),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    extensions = folder / "extensions" / "parcours-lab"
    for file in (Path("package.json"), Path("static", "remoteEntry.js")):
        (extensions / file).parent.mkdir(parents=True, exist_ok=True)
        (extensions / file).write_bytes((EXTENSIONS / file).read_bytes())
    (folder / "workspaces").mkdir()
    return [
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        f"--LabApp.extra_labextensions_path={extensions.parent}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--ServerApp.terminals_enabled=False",
        "--ServerApp.jpserver_extensions=kit.studio.lab.saving=True",
    ]
