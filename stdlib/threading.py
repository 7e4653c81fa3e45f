"""Threads that take turns: each runs until it waits for another one, sleeps, or ends."""

import sys as _sys
import traceback as _traceback

import _strands
from _locks import (  # noqa: F401
    TIMEOUT_MAX, Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, RLock, Semaphore)

__all__ = ["Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "Lock", "RLock", "Semaphore", "Thread", "ThreadError",
           "Timer", "active_count", "current_thread", "currentThread", "enumerate", "excepthook", "get_ident",
           "get_native_id", "local", "main_thread", "settrace", "stack_size"]

ThreadError = RuntimeError
_count = 0


class Thread:
    """A function that runs when the thread starts."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            _count += 1
            name = f"Thread-{_count}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._name = str(name)
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._ident = self._strand = None
        self._state = "initial"

    def start(self):
        global _idents
        if not hasattr(self, "_state"):
            raise RuntimeError("thread.__init__() not called")
        if self._state != "initial":
            raise RuntimeError("threads can only be started once")
        _idents += 1
        self._ident = _idents
        self._state = "started"
        _live.append(self)
        try:
            _strands.start(self, self._lived)
        except BaseException:
            if self._strand is None:
                self._state = "initial"
                _live.remove(self)
            raise

    def _lived(self):
        try:
            self.run()
        except SystemExit:
            pass
        except KeyboardInterrupt as error:
            return error
        except BaseException:
            excepthook(ExceptHookArgs((*_sys.exc_info(), self)))
        finally:
            self._state = "stopped"
            _live.remove(self)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._state == "initial":
            raise RuntimeError("cannot join thread before it is started")
        if self is _strands.current:
            raise RuntimeError("cannot join current thread")
        _strands.pause(lambda: self._state == "stopped", timeout)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    def is_alive(self):
        _strands.glance()
        return self._state == "started"

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemonic):
        if self._state != "initial":
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        state = self._state + (" daemon" if self._daemon else "") + (f" {self._ident}" if self._ident else "")
        return f"<{self.__class__.__name__}({self._name}, {state})>"


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemon = False
        self._ident = 1
        self._strand = 0
        self._state = "started"


class Timer(Thread):
    """A thread that waits first."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class ExceptHookArgs(tuple):
    """What `excepthook` is told."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    _sys.stderr.write(f"Exception in thread {args.thread.name}:\n")
    _traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


_main = _strands.main = _strands.current = _MainThread()
_live = [_main]
_idents = 1
# Called before the program waits for its threads at its end.
_endings = []


def _forget(thread):
    thread._state = "stopped"
    _live.remove(thread)


_strands.forget = _forget


def _shutdown():
    """Waits for the threads that are no daemons."""
    for ending in _endings:
        ending()
    while (waited := next((thread for thread in _live if thread is not _main and not thread.daemon), None)):
        waited.join()


def current_thread():
    return _strands.current


currentThread = current_thread


def main_thread():
    return _main


def enumerate():
    return list(_live)


def active_count():
    _strands.glance()
    return len(_live)


activeCount = active_count


def get_ident():
    return _strands.current._ident


get_native_id = get_ident


def settrace(func):
    pass


def stack_size(size=0):
    return 0


class local:
    """Attributes of their own for each thread."""

    def __init__(self, /, *args, **kwargs):
        object.__setattr__(self, "_all", {})

    def __getattribute__(self, name):
        values = object.__getattribute__(self, "_all").get(_strands.current, {})
        if name == "__dict__":
            return values
        if name in values:
            return values[name]
        if name == "_all":
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_all").setdefault(_strands.current, {})[name] = value

    def __delattr__(self, name):
        values = object.__getattribute__(self, "_all").get(_strands.current, {})
        if name not in values:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del values[name]
