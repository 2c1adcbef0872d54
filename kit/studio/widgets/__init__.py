"""Widgets of the notebooks: board, forms, evidence, language, live sections, report button."""
