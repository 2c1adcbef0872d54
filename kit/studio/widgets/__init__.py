"""Widgets of the notebooks: the board, forms, evidence, the language, and their texts."""
