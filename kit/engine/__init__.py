"""Run notebooks with papermill, each in a forked process of its own.

``papermill --engine parcours`` works for any notebook: a parent process is prepared once (imports,
fonts, the shell) and forks a child per notebook. The child runs the cells without sockets of its
own, ports or a kernel to start, and leaves nothing behind for the next one. If processes cannot be
forked safely (on Windows and macOS), the engine is papermill's own.
"""
