"""Select and redact verbatims, and suggest them for places on the map."""
