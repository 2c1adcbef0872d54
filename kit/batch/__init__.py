"""Many reports: made side by side, skipped where nothing changed, resumed where interrupted.

A :class:`Task` is one report to make and a :class:`Batch` makes many, on any
``concurrent.futures.Executor``: processes of this machine, or those of a Dask cluster. What became
of each is in the manifest of the outputs, which also says what has not to be made again.
"""

from kit.batch.manifest import BusyError, Entry, Manifest
from kit.batch.running import Batch, Shard
from kit.batch.table import TableError, tasks_of
from kit.batch.task import How, Result, Task
from kit.batch.workers import ClusterError, Local, Workers, cluster

__all__ = [
    "Batch",
    "BusyError",
    "ClusterError",
    "Entry",
    "How",
    "Local",
    "Manifest",
    "Result",
    "Shard",
    "TableError",
    "Task",
    "Workers",
    "cluster",
    "tasks_of",
]
