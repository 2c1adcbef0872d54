"""Turn columns of texts into numbers, dates, ratings and texts with roles."""
