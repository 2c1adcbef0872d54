"""Replace parts of JupyterLab's server: contents, kernels, and the check of permissions.

Notebooks are opened without stored widgets, and the kit's without outputs: running them creates
both again. So no notebook contains data of a client, and no page shows a widget without a kernel.
Kernels other than the kit's do not start in a client's folder.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets import Unicode, default

from kit.i18n import Language
from kit.studio.lab.guard import Guard
from kit.studio.lab.links import ClientCheckpoints, check_path
from kit.studio.permission import StoreError
from kit.studio.permission.set_aside import SetAside

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

OWN_KERNELS = ("parcours", "python3")
"""Kernels that ``parcours lab`` starts by arguments of its own."""

ADDRESS = ("parcours", "permission")


class ClientContents(AsyncLargeFileManager):
    """The files of clients: notebooks run by themselves only with permission."""

    lang = Unicode("en", help="The language of what is said in pages.").tag(config=True)
    aside = Unicode("[]", help="JSON: pairs of paths, set aside in this run.").tag(config=True)

    @default("checkpoints_class")
    def _default_checkpoints_class(self) -> type[ClientCheckpoints]:
        return ClientCheckpoints

    @default("files_handler_class")
    def _default_files_handler_class(self) -> type[FilesHandler]:
        return FilesHandler  # which asks this manager; Jupyter's other one reads from the disk

    @default("files_handler_params")
    def _default_files_handler_params(self) -> dict[str, Any]:
        return {}

    def _get_os_path(self, path: str) -> str:
        """Return the path of a file on the disk; every request for a file passes here."""
        found: str = super()._get_os_path(path)
        check_path(self.root_dir, path, self.language)
        return found

    @property
    def language(self) -> Language:
        """The language of messages in pages."""
        return "fr" if self.lang == "fr" else "en"

    @cached_property
    def guard(self) -> Guard:
        """The guard of this run."""
        aside = [SetAside(Path(path), Path(at)) for path, at in json.loads(self.aside)]
        return Guard(Path(self.root_dir), self.language, aside)

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        require_hash: bool = False,
    ) -> dict[str, Any]:
        """Return a file or folder; a notebook as the guard lets a page open it."""
        model: dict[str, Any] = await super().get(path, content, type, format, require_hash)
        if model["type"] == "notebook" and model.get("content"):
            self.guard.open(path, model["content"])
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file; a notebook of the kit's without outputs and widgets."""
        if model.get("type") == "notebook" and model.get("content"):
            try:
                self.guard.save(path, model["content"])
            except StoreError as error:
                self.log.warning("%s", error.message)
            except (KeyError, TypeError, AttributeError, ValueError):
                pass  # it is no notebook: Jupyter reports it
        saved: dict[str, Any] = await super().save(model, path)
        return saved


class ClientKernels(AsyncMappingKernelManager):
    """The kernels; only the kit's own, which import nothing from it, start in a client's folder."""

    async def _async_start_kernel(
        self, *, kernel_id: str | None = None, path: Any = None, **how: str | None
    ) -> str:
        if (how.get("kernel_name") or self.default_kernel_name) not in OWN_KERNELS:
            path = None
        started: str = await super()._async_start_kernel(kernel_id=kernel_id, path=path, **how)
        return started

    start_kernel = _async_start_kernel  # type: ignore[assignment]


class PermissionHandler(APIHandler):
    """Handler of the question whether a page may run the cells of a notebook."""

    @web.authenticated
    async def post(self) -> None:
        """Answer for a path and the digest of the cells in the page."""
        body = self.get_json_body() or {}
        path, cells = body.get("path"), body.get("digest")
        if not (isinstance(path, str) and isinstance(cells, str)):
            raise web.HTTPError(400, "path and digest are texts")
        contents: Any = self.contents_manager
        self.finish(json.dumps(contents.guard.answer(path, cells)))


def _load_jupyter_server_extension(server: ServerApp) -> None:
    address = url_path_join(server.web_app.settings["base_url"], *ADDRESS)
    server.web_app.add_handlers(".*$", [(address, PermissionHandler)])
