"""Observe journeys in an event log: visits, transitions and the order of first visits."""
