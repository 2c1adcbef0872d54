"""The studio: a client's workshop as it is edited in a room, and what JupyterLab shows of it."""
