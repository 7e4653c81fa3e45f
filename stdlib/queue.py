"""Queues between threads."""

import heapq as _heapq
from collections import deque as _deque

__all__ = ["Empty", "Full", "PriorityQueue", "LifoQueue", "Queue", "SimpleQueue"]


class Empty(Exception):
    """The queue has nothing to give."""


class Full(Exception):
    """The queue has no room."""


Empty.__module__ = "_queue"


def _wait(ready, block, timeout):
    """Whether something came about, which other threads may bring."""
    if ready():
        return True
    if not block:
        return False
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    # Only programs with threads need them.
    import threading
    return threading._strands.pause(ready, timeout)


def _glance():
    import _strands
    _strands.glance()


class Queue:
    """First in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self._init(maxsize)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        _wait(lambda: not self.unfinished_tasks, True, None)

    def qsize(self):
        _glance()
        return self._qsize()

    def empty(self):
        _glance()
        return not self._qsize()

    def full(self):
        _glance()
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if not _wait(lambda: self.maxsize <= 0 or self._qsize() < self.maxsize, block, timeout):
            raise Full
        self._put(item)
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        if not _wait(self._qsize, block, timeout):
            raise Empty
        return self._get()

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def _init(self, maxsize):
        self.queue = _deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    """The smallest first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _heapq.heappush(self.queue, item)

    def _get(self):
        return _heapq.heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, without tasks."""

    def __init__(self):
        self._queue = _deque()

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)

    def get(self, block=True, timeout=None):
        if not _wait(lambda: self._queue, block, timeout):
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._queue

    def qsize(self):
        return len(self._queue)
