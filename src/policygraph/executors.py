"""Who does the work of a build: this process, others of this machine, or those of a cluster."""

from __future__ import annotations

from contextlib import ExitStack

from policygraph.builds.workers import Executor, Here, Workers, processors
from policygraph.errors import UsageError
from policygraph.ledger import knowledge
from policygraph.making import known, make

__all__ = ["FEW", "check_choice", "executor_for"]

# Up to so many documents are read by this process in the time that others need to start.
FEW = 16


def check_choice(jobs: int | None, cluster: str) -> None:
    """Refuse what nobody can carry out.

    Raises:
        UsageError: the number of processes is less than 1, or a cluster is named as well.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"{jobs} processes cannot build anything; give --jobs a number from 1 on")
    if jobs and cluster:
        raise UsageError("--cluster and --jobs exclude each other: a cluster has its own number of workers")


def executor_for(documents: int, jobs: int | None, cluster: str, ending: ExitStack) -> Executor:
    """Who reads so many documents; what is started for it ends with ``ending``.

    Args:
        documents: how many there are to read.
        jobs: how many processes do it; as many as seem best where it is None.
        cluster: the address of a dask scheduler whose workers do it instead, or ''.
        ending: closed when the work is done.

    Raises:
        UsageError: the cluster cannot be used.
    """
    if cluster:
        # Imported for those who have one.
        from policygraph.builds.cluster import Cluster

        return ending.enter_context(Cluster(cluster, knowledge))
    number = min(jobs or (1 if documents <= FEW else processors()), documents)
    if number <= 1:
        return Here()
    workers = ending.enter_context(Workers(number, module=make.__module__))
    # They start while this process reads what it knows, and keeps it for them.
    known()
    return workers if workers.are_ready() else Here()
