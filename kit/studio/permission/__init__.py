"""Permissions for notebooks in a client's folder to run by themselves.

A client's folder is data: it may come from anyone. A notebook in it runs by itself only if the
kit wrote it there, or a person who uses the kit has trusted it on this machine.
"""

from kit.studio.permission.digest import digest, drop_outputs
from kit.studio.permission.store import Origin, Permissions, StoreError

__all__ = ["Origin", "Permissions", "StoreError", "digest", "drop_outputs"]
