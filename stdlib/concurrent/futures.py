"""Calls whose results come later. In Gradus a call of an executor runs to its end when it is submitted."""

import threading as _threading
from collections import namedtuple as _namedtuple

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


DoneAndNotDoneFutures = _namedtuple("DoneAndNotDoneFutures", "done not_done")


class Future:
    """The result of a call, or what it raised."""

    def __init__(self):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []

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
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _finish(self):
        for callback in self._callbacks:
            callback(self)

    def _wait(self, timeout):
        if self._state == "CANCELLED":
            raise CancelledError
        if self._state != "FINISHED":
            if timeout is None:
                _threading._would_wait("Future.result()")
            raise TimeoutError

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
        if self.done():
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
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return (future.result() for future in futures)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Calls functions in threads, one after another."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-0"
        self._initializer = (initializer, initargs) if initializer else None
        self._is_down = False

    def submit(self, fn, /, *args, **kwargs):
        if self._is_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()

        def work():
            if self._initializer:
                function, initargs = self._initializer
                self._initializer = None
                function(*initargs)
            future.set_running_or_notify_cancel()
            try:
                result = fn(*args, **kwargs)
            except NotImplementedError as error:
                if str(error).startswith("Gradus runs a thread"):
                    raise
                future.set_exception(error)
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        _threading.Thread(target=work, name=f"{self._prefix}_0").start()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_down = True


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
    for future in fs:
        if not future.done():
            _threading._would_wait("as_completed()")
        yield future


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if future.done()}
    if done != fs and timeout is None:
        _threading._would_wait("wait()")
    return DoneAndNotDoneFutures(done, fs - done)
