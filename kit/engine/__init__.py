"""A papermill engine that runs each notebook in its own forked process.

``papermill --engine parcours`` works for anyone's notebook: a parent process is prepared once
(imports, fonts, the shell) and forks a child per notebook. The child runs the cells without
sockets of its own, ports or a kernel to start, and leaves nothing behind for the next one.
Where a process cannot be forked safely (Windows, macOS), the engine is papermill's own.
"""
