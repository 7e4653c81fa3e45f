"""Calls whose results come later, from threads."""

import os as _os
import threading as _threading
from collections import deque as _deque, namedtuple as _namedtuple

from _strands import glance as _glance, monotonic as _monotonic, pause as _pause

__all__ = ["ALL_COMPLETED", "BrokenExecutor", "CancelledError", "Executor", "FIRST_COMPLETED", "FIRST_EXCEPTION",
           "Future", "InvalidStateError", "ProcessPoolExecutor", "ThreadPoolExecutor", "TimeoutError", "as_completed", "wait"]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


_finished = 0
_executors = 0
DoneAndNotDoneFutures = _namedtuple("DoneAndNotDoneFutures", "done not_done")


class Future:
    """The result of a call, or what it raised."""

    def __init__(self):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []
        self._place = 0

    def __repr__(self):
        text = f"<{self.__class__.__name__} at {id(self):#x} state={self._state.lower()}"
        if self._state == "FINISHED":
            text += (f" raised {self._exception.__class__.__name__}" if self._exception
                     else f" returned {self._result.__class__.__name__}")
        return text + ">"

    def cancel(self):
        if self._state != "PENDING":
            return False
        self._state = "CANCELLED"
        self._finish()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        _glance()
        return self._state == "RUNNING"

    def done(self):
        _glance()
        return self._is_done()

    def _is_done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, fn):
        if self._is_done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _finish(self):
        global _finished
        _finished += 1
        self._place = _finished
        for callback in self._callbacks:
            callback(self)

    def _wait(self, timeout):
        if not _pause(self._is_done, timeout):
            raise TimeoutError
        if self._state == "CANCELLED":
            raise CancelledError

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def _set(self, result, exception):
        if self._is_done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result, self._exception, self._state = result, exception, "FINISHED"
        self._finish()

    def set_result(self, result):
        self._set(result, None)

    def set_exception(self, exception):
        self._set(None, exception)


class Executor:
    """Something that calls functions."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    yield futures.pop().result(None if end is None else end - _monotonic())
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Calls functions in a number of threads."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _executors
        if max_workers is None:
            max_workers = min(32, (_os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{_executors}"
        _executors += 1
        self._initializer = (initializer, initargs)
        self._is_down = False
        self._calls = _deque()
        self._idle = 0
        self._threads = []
        _threading._endings.append(self._end)

    def submit(self, fn, /, *args, **kwargs):
        if self._is_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._calls.append((future, fn, args, kwargs))
        if self._idle < len(self._calls) and len(self._threads) < self._max_workers:
            thread = _threading.Thread(target=self._work, name=f"{self._prefix}_{len(self._threads)}")
            self._threads.append(thread)
            thread.start()
        return future

    def _work(self):
        initializer, initargs = self._initializer
        if initializer:
            initializer(*initargs)
        while True:
            self._idle += 1
            _pause(lambda: self._calls or self._is_down)
            self._idle -= 1
            if not self._calls:
                return
            future, fn, args, kwargs = self._calls.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = fn(*args, **kwargs)
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            del future, fn, args, kwargs

    def _end(self):
        self._is_down = True

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_down = True
        if cancel_futures:
            while self._calls:
                self._calls.popleft()[0].cancel()
        if self._end in _threading._endings:
            _threading._endings.remove(self._end)
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(Executor):
    """Calls functions at once in this process, as `multiprocessing.Pool` does here."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._initializer = (initializer, initargs) if initializer else None
        self._is_down = False

    def submit(self, fn, /, *args, **kwargs):
        if self._is_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._initializer:
            function, initargs = self._initializer
            self._initializer = None
            function(*initargs)
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            result = fn(*args, **kwargs)
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        return Executor.map(self, fn, *iterables, timeout=timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_down = True


def as_completed(fs, timeout=None):
    """The futures in the order in which they end."""
    left = set(fs)
    count = len(left)
    end = None if timeout is None else _monotonic() + timeout
    while left:
        seconds = None if end is None else end - _monotonic()
        if not _pause(lambda: any(future._is_done() for future in left), seconds):
            raise TimeoutError(f"{len(left)} (of {count}) futures unfinished")
        done = sorted((future for future in left if future._is_done()), key=lambda future: future._place)
        left.difference_update(done)
        yield from done


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)

    def is_enough():
        done = [future for future in fs if future._is_done()]
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION and any(
                future._state == "FINISHED" and future._exception is not None for future in done):
            return True
        return len(done) == len(fs)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    _pause(is_enough, timeout)
    done = {future for future in fs if future._is_done()}
    return DoneAndNotDoneFutures(done, fs - done)
