"""Compute the metrics that sources declare: statistics, suppression and publication."""
