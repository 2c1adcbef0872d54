"""Queries where the rows are: DuckDB for files, a database by its address, both through Ibis."""
