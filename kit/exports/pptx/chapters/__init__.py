"""The chapters of a deck: a section becomes slides, about a file per chapter."""
