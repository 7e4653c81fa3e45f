"""The parts of multiprocessing that need no second process: pools work in the process itself, item by item."""

import itertools as _itertools
import os as _os
import queue as _queue
import threading as _threading

__all__ = ["Event", "JoinableQueue", "Lock", "Manager", "Pool", "Process", "Queue", "RLock", "Semaphore",
           "TimeoutError", "cpu_count", "current_process", "freeze_support", "get_context", "get_start_method",
           "set_start_method", "active_children", "parent_process"]

Event, Lock, RLock, Semaphore, Condition = (
    _threading.Event, _threading.Lock, _threading.RLock, _threading.Semaphore, _threading.Condition)
Queue = JoinableQueue = SimpleQueue = _queue.Queue


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class _MainProcess:
    name = "MainProcess"
    daemon = False
    exitcode = None

    @property
    def pid(self):
        return _os.getpid()

    ident = pid

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"


_main = _MainProcess()


def cpu_count():
    return _os.cpu_count()


def current_process():
    return _main


def parent_process():
    return None


def active_children():
    return []


def freeze_support():
    """Nothing to do here."""


def get_start_method(allow_none=False):
    return "fork"


def set_start_method(method, force=False):
    if method not in ("fork", "spawn", "forkserver", None):
        raise ValueError(f"cannot find context for {method!r}")


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def get_context(method=None):
    import multiprocessing
    set_start_method(method)
    return multiprocessing


class Process:
    """Refused: what a second process would change in its own memory could not be kept apart here."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        raise NotImplementedError("Gradus has no processes; threading.Thread runs functions side by side")


def Manager():
    raise NotImplementedError("Gradus has no processes, so nothing to share between them")


class AsyncResult:
    """The outcome of a call that was made at once."""

    def __init__(self, function, callback=None, error_callback=None):
        self._error = None
        try:
            self._value = function()
        except Exception as error:
            self._error = error
            if error_callback is not None:
                error_callback(error)
        else:
            if callback is not None:
                callback(self._value)

    def get(self, timeout=None):
        if self._error is not None:
            raise self._error
        return self._value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return self._error is None


class Pool:
    """The interface of a pool of workers; the work is done at once, in order."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is not None and processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._processes = processes or cpu_count()
        self._open = True
        if initializer is not None:
            initializer(*initargs)

    def _check(self):
        if not self._open:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        self._check()
        return func(*args, **kwds)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: func(*args, **kwds), callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        self._check()
        return [func(item) for item in iterable]

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: [func(item) for item in iterable], callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        self._check()
        return map(func, iterable)

    imap_unordered = imap

    def starmap(self, func, iterable, chunksize=None):
        self._check()
        return list(_itertools.starmap(func, iterable))

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: list(_itertools.starmap(func, iterable)), callback, error_callback)

    def close(self):
        self._open = False

    terminate = close

    def join(self):
        if self._open:
            raise ValueError("Pool is still running")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()
