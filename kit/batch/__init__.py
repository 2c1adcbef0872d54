"""Create many reports in parallel, skip unchanged ones, and resume after an interruption.

A :class:`Task` is one report and a :class:`Batch` creates many, on any
``concurrent.futures.Executor``: processes of this machine, or those of a Dask cluster. The manifest
of the outputs holds the result of each, and by it knows which are unchanged.
"""

from kit.batch.entry import Entry
from kit.batch.manifest import BusyError, Manifest
from kit.batch.running import Batch, Shard
from kit.batch.table import TableError, tasks_of
from kit.batch.task import EDITIONS, Result, RunOptions, Task
from kit.batch.workers import ClusterError, Local, Workers, cluster

__all__ = [
    "EDITIONS",
    "Batch",
    "BusyError",
    "ClusterError",
    "Entry",
    "Local",
    "Manifest",
    "Result",
    "RunOptions",
    "Shard",
    "TableError",
    "Task",
    "Workers",
    "cluster",
    "tasks_of",
]
