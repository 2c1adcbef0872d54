"""JupyterLab on a client's notebooks: nothing to set up, and nothing asked of the network."""

from kit.studio.lab.serving import Lab, serve

__all__ = ["Lab", "serve"]
