"""JupyterLab on a client's notebooks, without setup and without requests to the network."""

from kit.studio.lab.serving import Lab, serve

__all__ = ["Lab", "serve"]
