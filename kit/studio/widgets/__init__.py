"""Widgets of the notebooks: board, forms, evidence, language, live sections, export buttons."""
