"""Whose turn it is: a thread runs until it waits or sleeps, and then another one goes on that can.

Nothing takes a thread's turn away, so that a program does the same each time. Threads that wait stand in a row; the first
goes on whose condition holds or whose time is over. Where nobody can ever go on, the main thread is told.
"""

from time import monotonic

try:
    from _strand import add, pass_to, process, set_sleeper, sleep
except ImportError:
    from time import sleep

    def add(function):
        raise RuntimeError("can't start new thread")

    def pass_to(number):
        pass

    def process():
        return 0

    def set_sleeper(function):
        pass


class Wait:
    """A thread in the row, what it waits for, and until when."""

    __slots__ = ("thread", "ready", "deadline", "is_ready", "error")

    def __init__(self, thread, ready, deadline):
        self.thread = thread
        self.ready = ready
        self.deadline = deadline
        self.is_ready = False
        self.error = None


row = []
# These are set by `threading`.
current = main = forget = None
_process = process()


def always():
    return True


def _chosen():
    """Takes out of the row who goes on, and sleeps while nobody can."""
    while True:
        timed = [wait for wait in row if wait.deadline is not None]
        first = min(timed, key=lambda wait: wait.deadline, default=None)
        left = first.deadline - monotonic() if first else None
        for place, wait in enumerate(row):
            if wait.ready is not None and wait.ready():
                wait.is_ready = True
            elif wait is not first or left > 0:
                continue
            del row[place]
            return wait
        if first is None:
            return _told(RuntimeError("deadlock: every thread waits for another one"))
        try:
            sleep(left)
        except KeyboardInterrupt as error:
            return _told(error)


def _told(error):
    """The main thread goes on with an error."""
    wait = next(wait for wait in row if wait.thread is main)
    row.remove(wait)
    wait.error = error
    return wait


def _drop_lost():
    """After a step back (`%rewind`) only the main thread is there."""
    global _process
    if process() != _process:
        _process = process()
        for wait in row:
            forget(wait.thread)
        row.clear()


def pause(ready=None, seconds=None, *, yields=False):
    """Lets other threads run until `ready()` holds (True) or the seconds are over (False)."""
    global current
    _drop_lost()
    if not yields:
        if ready is not None and ready():
            return True
        if seconds is not None and seconds <= 0:
            return False
    own = Wait(current, ready, None if seconds is None else monotonic() + seconds)
    row.append(own)
    other = _chosen()
    if other is not own:
        current = other.thread
        pass_to(current._strand)
    if own.error is not None:
        raise own.error
    return own.is_ready


def glance():
    """Lets threads run that can: for programs that ask again and again whether something has come about."""
    if row:
        pause(always, yields=True)


def start(thread, body):
    """Runs a new thread until it waits. `body` returns an exception that concerns the main thread, or None."""
    global current

    def life():
        global current
        error = body()
        other = _chosen() if error is None else _told(error)
        current = other.thread
        return current._strand

    _drop_lost()
    thread._strand = add(life)
    own = Wait(current, always, None)
    row.insert(0, own)
    current = thread
    pass_to(thread._strand)
    if own.error is not None:
        raise own.error


def _slept(seconds):
    if seconds:
        pause(None, seconds)
    else:
        glance()


set_sleeper(_slept)
