"""Verbatims: what customers said, selected, redacted, and suggested for places on the map."""
