"""What threads wait for one another with."""

import _strands
from _strands import always as _always, glance as _glance, pause as _pause

TIMEOUT_MAX = 9223372036.0


def _seconds(blocking, timeout):
    """How long a lock may be waited for; None: for ever."""
    if timeout == -1:
        return None if blocking else 0
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


class Lock:
    """A lock."""

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if self._locked or timeout != -1:
            if not _pause(lambda: not self._locked, _seconds(blocking, timeout)):
                return False
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        _glance()
        return self._locked

    def _is_owned(self):
        return self._locked

    def _release_save(self):
        self.release()

    def _acquire_restore(self, saved):
        self.acquire()

    def __enter__(self):
        return self.acquire()

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
        if self._owner is not _strands.current:
            if not _pause(lambda: self._owner is None, _seconds(blocking, timeout)):
                return False
            self._owner = _strands.current
        self._count += 1
        return True

    def release(self):
        if self._owner is not _strands.current:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None

    def _is_owned(self):
        return self._owner is _strands.current

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        saved, self._count, self._owner = self._count, 0, None
        return saved

    def _acquire_restore(self, saved):
        self.acquire()
        self._count = saved

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        owner = self._owner and self._owner._ident
        return (f"<{'locked' if self._count else 'unlocked'} _thread.RLock object owner={owner or 0} "
                f"count={self._count} at {id(self):#x}>")


class _Notices:
    """Threads that wait for a notice."""

    def __init__(self):
        self._row = []

    def wait(self, timeout):
        notice = []
        self._row.append(notice)
        if _pause(lambda: notice, timeout):
            return True
        self._row.remove(notice)
        return False

    def give(self, n):
        for notice in self._row[:n]:
            notice.append(True)
        del self._row[:n]


class Condition:
    """A lock, and notices about what it protects."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._notices = _Notices()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._notices._row)})>"

    def wait(self, timeout=None):
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        saved = self._lock._release_save()
        try:
            return self._notices.wait(timeout)
        finally:
            self._lock._acquire_restore(saved)

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _strands.monotonic() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _strands.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notices.give(n)

    def notify_all(self):
        self.notify(len(self._notices._row))

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
        if not _pause(lambda: self._value > 0, timeout if blocking else 0):
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    """A flag."""

    def __init__(self):
        self._flag = False
        self._notices = _Notices()

    def is_set(self):
        _glance()
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True
        self._notices.give(len(self._notices._row))

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if self._flag:
            return True
        return self._notices.wait(timeout) or self._flag

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A place where threads wait until all have come."""

    def __init__(self, parties, action=None, timeout=None):
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._arrived = []
        self._broken = False

    parties = property(lambda self: self._parties)
    broken = property(lambda self: self._broken)
    n_waiting = property(lambda self: len(self._arrived))

    def wait(self, timeout=None):
        if self._broken:
            raise BrokenBarrierError
        ticket = []
        index = len(self._arrived)
        self._arrived.append(ticket)
        if index + 1 == self._parties:
            try:
                if self._action:
                    self._action()
            except BaseException:
                self.abort()
                raise
            self._open("passed")
        elif not _pause(lambda: ticket, self._timeout if timeout is None else timeout):
            self.abort()
            raise BrokenBarrierError
        elif ticket[0] == "broken":
            raise BrokenBarrierError
        return index

    def _open(self, word):
        arrived, self._arrived = self._arrived, []
        for ticket in arrived:
            ticket.append(word)

    def reset(self):
        self._open("broken")
        self._broken = False

    def abort(self):
        self._broken = True
        self._open("broken")


for _class in (Condition, Semaphore, BoundedSemaphore, Event, BrokenBarrierError, Barrier):
    _class.__module__ = "threading"
