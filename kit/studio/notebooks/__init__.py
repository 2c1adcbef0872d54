"""Notebooks of a client: copies of the kit's, contents of their cells, handouts."""
