"""Notebooks of a client: copies of the kit's, the start, guides and handouts."""
