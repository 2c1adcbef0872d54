"""The studio: a client's workshop in JupyterLab, edited, facilitated and learned."""
