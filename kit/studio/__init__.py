"""The studio: a client's workshop in JupyterLab, edited, facilitated and learned."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""Scripts and style sheets for the browser, built from ``frontend`` and committed."""
