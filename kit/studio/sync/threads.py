"""Start threads whose messages a kernel sends in the name of the cell that started them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context


def start_thread(
    target: Callable[..., object], *args: object, name: str | None = None
) -> threading.Thread:
    """Start a daemon thread in a copy of the caller's context, and return it.

    ipykernel keeps the request that is being handled in a context variable. Without it, a message
    that a thread sends belongs to whatever request came last, and the answers to it are handed to
    the subshell of that request. JupyterLab deletes the subshell in which it fetched the widgets
    of a page: from then on an edit would reach nobody, and stay unsaved.

    Examples
    --------
    >>> from contextvars import ContextVar
    >>> request = ContextVar("request", default="none")
    >>> _ = request.set("execute_request")
    >>> start_thread(lambda: print(request.get())).join()
    execute_request
    """
    run = copy_context().run
    thread = threading.Thread(target=run, args=(target, *args), name=name, daemon=True)
    thread.start()
    return thread
