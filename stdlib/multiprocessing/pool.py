"""Pools by their own module name; both kinds work in the process itself."""

from multiprocessing import AsyncResult, Pool, TimeoutError

__all__ = ["Pool", "ThreadPool"]

ApplyResult = MapResult = AsyncResult


class ThreadPool(Pool):
    """A pool that takes no `maxtasksperchild`."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)
