"""Settings of JupyterLab: a plain screen for a workshop, and no requests to the network."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from kit.i18n import Language
from kit.studio.lab.provisioner import kernel_metadata

EXTENSIONS = Path(__file__).parent / "labextensions"
"""The kit's extension of JupyterLab, built from ``frontend/lab``. The wheel installs it, too."""

OVERRIDES: dict[str, dict[str, Any]] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/shortcuts-extension:shortcuts": {
        "shortcuts": [
            # The debugger has this key on the whole page; what is closer to the focus comes first.
            {"command": "notebook:run-all-cells", "keys": ["F9"], "selector": ".jp-Notebook"},
        ]
    },
    # Around the notebook, as little as possible.
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
    # Every cell is on the page, so that a widget is never taken off it while it is used.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 30},
}
"""Settings that override JupyterLab's defaults; a person's own settings override them."""

PAGE = {
    # The kit's extension runs notebooks where it finds this, and nowhere else.
    "parcoursLab": "true",
    # It replaces this one, whose dialog over the editor would interrupt typing.
    "disabledExtensions": {"@jupyterlab/hub-extension:connectionlost": True},
}
"""Settings of the page that JupyterLab opens."""

KERNEL = Path(__file__).parent / "kernel.json"
"""The kit's kernel, as the wheel installs it. It imports nothing from the folder in which it runs:
a client's could hold modules with the names of those that the kit imports."""


def kernel() -> dict[str, Any]:
    """Return the kit's kernel, run by this interpreter."""
    stated: dict[str, Any] = json.loads(KERNEL.read_bytes())
    metadata = {**stated["metadata"], **kernel_metadata()}
    return {**stated, "argv": [sys.executable, *stated["argv"][1:]], "metadata": metadata}


LANGUAGE_PACKS = "jupyterlab.languagepack"
"""The entry points of JupyterLab's language packs; their names are locales, such as ``fr_FR``."""


def menus_in(lang: Language) -> dict[str, dict[str, Any]]:
    """Return the setting that shows JupyterLab's menus in a language, if its pack is installed."""
    packs = sorted(one.name for one in entry_points(group=LANGUAGE_PACKS))
    found = next((name for name in packs if name.split("_")[0] == lang), None)
    return {"@jupyterlab/translation-extension:plugin": {"locale": found}} if found else {}


def write(folder: Path, lang: Language = "en") -> list[str]:
    """Write JupyterLab's settings and kernels to a folder, and return the options that name it.

    Parameters
    ----------
    lang
        The language of JupyterLab's menus, where its language pack is installed.
    """
    settings, kernels = folder / "settings", folder / "jupyter" / "kernels"
    for path, content in (
        (settings / "overrides.json", {**OVERRIDES, **menus_in(lang)}),
        (settings / "page_config.json", PAGE),
        # A notebook that names Jupyter's own Python must not import from the folder, either.
        *((kernels / name / "kernel.json", kernel()) for name in ("parcours", "python3")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    (folder / "workspaces").mkdir()
    return [
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--ServerApp.terminals_enabled=False",
        "--ServerApp.jpserver_extensions=kit.studio.lab.server=True",
        "--ServerApp.contents_manager_class=kit.studio.lab.server.ClientContents",
        "--ServerApp.kernel_manager_class=kit.studio.lab.server.ClientKernels",
        # A language server is looked for in the folders that are shown.
        "--LanguageServerManager.autodetect=False",
    ]
