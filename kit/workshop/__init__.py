"""Read ``workshop.yaml`` into a journey, and write a journey back into its text.

``load`` reads a file or reports everything that is wrong with it; ``save`` changes only the lines
of what was edited.
"""

from kit.workshop.errors import ConflictError, WorkshopError
from kit.workshop.file import Workshop, load, save, text_of
from kit.workshop.history import Version, close_version, versions
from kit.workshop.places import find, identity, output_files
from kit.workshop.schema import json_schema, schema_text, write_schema
from kit.workshop.slugs import slug
from kit.workshop.starting import create
from kit.workshop.traps import RULES

__all__ = [
    "RULES",
    "ConflictError",
    "Version",
    "Workshop",
    "WorkshopError",
    "close_version",
    "create",
    "find",
    "identity",
    "json_schema",
    "load",
    "output_files",
    "save",
    "schema_text",
    "slug",
    "text_of",
    "versions",
    "write_schema",
]
