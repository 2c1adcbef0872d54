"""Query sources where their rows are: DuckDB for files, a driver for databases, both by Ibis."""
