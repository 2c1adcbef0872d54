"""The kit's notebooks are saved without what they show: it is made anew whenever one is opened.

So nothing of a client lands in a notebook, and no page ever shows a widget whose kernel is gone.
JupyterLab's server loads this as one of its extensions.
"""

from __future__ import annotations

from typing import Any

from kit.studio.copies import MADE


def bare(model: dict[str, Any], **_: Any) -> None:
    """Take the outputs out of a notebook of the kit's that is about to be saved."""
    content = model.get("content")
    if model.get("type") != "notebook" or not content or MADE not in content.get("metadata", {}):
        return
    content["metadata"].pop("widgets", None)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(bare)
