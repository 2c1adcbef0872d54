"""Columns: cells become numbers, dates, ratings or texts, and a table with types."""
