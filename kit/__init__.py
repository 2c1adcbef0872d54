"""The journey kit."""
