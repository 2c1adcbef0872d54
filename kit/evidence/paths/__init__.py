"""Journeys of an event log: visits, transitions and the order in which customers met the map."""
