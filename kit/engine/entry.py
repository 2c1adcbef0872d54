"""Entry point under which papermill finds the engine.

papermill imports this module while it is itself being imported; the engine proper is imported when
a notebook is run, so that ``import papermill`` stays as light as it was.
"""

from __future__ import annotations

from typing import Any

from papermill.engines import Engine, NotebookExecutionManager


class ForkEngine(Engine):  # type: ignore[misc]
    """The engine: ``papermill.execute_notebook(…, engine_name="parcours")``."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run the cells of a notebook; see :func:`kit.engine.fork.execute` for the options."""
        from kit.engine.fork import execute

        execute(nb_man, kernel_name, **options)
