"""Measures: the declared questions to a source, their statistics, and what may be published."""
