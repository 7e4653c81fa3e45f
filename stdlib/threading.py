"""Threads that run one after another: `start()` runs a thread to its end.

What such a thread does is what CPython's does when it is not interrupted. Where a program depends on threads running at
the same time (one waits for another, or sleeps), it is refused by an error.
"""

import sys as _sys
import traceback as _traceback

try:
    from _gradus import enter_thread as _enter, leave_thread as _leave
except ImportError:
    def _enter():
        pass
    _leave = _enter

__all__ = ["Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "RLock", "Semaphore", "Thread", "ThreadError",
           "Timer", "active_count", "current_thread", "currentThread", "enumerate", "excepthook", "get_ident",
           "get_native_id", "local", "main_thread", "settrace", "stack_size"]

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
_count = 0


def _would_wait(what):
    raise NotImplementedError(
        f"Gradus runs a thread to its end when it starts, so that {what} would wait for ever")


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
        self._ident = None
        self._state = "initial"

    def start(self):
        global _current, _idents
        if not hasattr(self, "_state"):
            raise RuntimeError("thread.__init__() not called")
        if self._state != "initial":
            raise RuntimeError("threads can only be started once")
        _idents += 1
        self._ident = _idents
        outer, _current = _current, self
        self._state = "started"
        _live.append(self)
        _enter()
        try:
            self.run()
        except SystemExit:
            pass
        except NotImplementedError as error:
            if str(error).startswith("Gradus runs a thread"):
                raise
            excepthook(ExceptHookArgs((*_sys.exc_info(), self)))
        except KeyboardInterrupt:
            raise
        except BaseException:
            excepthook(ExceptHookArgs((*_sys.exc_info(), self)))
        finally:
            _leave()
            _current = outer
            _live.remove(self)
            self._state = "stopped"

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._state == "initial":
            raise RuntimeError("cannot join thread before it is started")
        if self is _current:
            raise RuntimeError("cannot join current thread")

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
        self._state = "started"


class Timer(Thread):
    """A thread that waits first."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args or []
        self.kwargs = kwargs or {}

    def start(self):
        _would_wait("a Timer")

    def cancel(self):
        pass


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


_main = _current = _MainThread()
_live = [_main]
_idents = 1


def current_thread():
    return _current


currentThread = current_thread


def main_thread():
    return _main


def enumerate():
    return list(_live)


def active_count():
    return len(_live)


activeCount = active_count


def get_ident():
    return _current._ident


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
        values = object.__getattribute__(self, "_all").get(_current, {})
        if name == "__dict__":
            return values
        if name in values:
            return values[name]
        if name == "_all":
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_all").setdefault(_current, {})[name] = value

    def __delattr__(self, name):
        values = object.__getattribute__(self, "_all").get(_current, {})
        if name not in values:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del values[name]


class Lock:
    """A lock."""

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._locked:
            self._locked = True
            return True
        if blocking and timeout < 0:
            _would_wait("Lock.acquire() of a lock that is held")
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self._locked else 'unlocked'} _thread.lock object at {id(self):#x}>"


class RLock:
    """A lock that its owner may take again."""

    def __init__(self):
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is None or self._owner is _current:
            self._owner = _current
            self._count += 1
            return True
        if blocking and timeout < 0:
            _would_wait("RLock.acquire() of a lock that another thread holds")
        return False

    def release(self):
        if self._owner is not _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None

    def locked(self):
        return self._count > 0

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *args):
        self.release()


class Condition:
    """Waiting for a notice: as nobody can be waited for, only a wait with a time ends."""

    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        if timeout is None:
            _would_wait("Condition.wait()")
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result and timeout is None:
            _would_wait("Condition.wait_for()")
        return result

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass

    notifyAll = notify_all


class Semaphore:
    """A count that must not fall below zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value > 0:
            self._value -= 1
            return True
        if blocking and timeout is None:
            _would_wait("Semaphore.acquire() at zero")
        return False

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    """A flag."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            _would_wait("Event.wait()")
        return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self._action = action

    def wait(self, timeout=None):
        if self.parties > 1:
            _would_wait("Barrier.wait()")
        if self._action:
            self._action()
        return 0
