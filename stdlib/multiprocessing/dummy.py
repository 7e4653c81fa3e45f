"""multiprocessing's names over threads."""

import threading as _threading
from multiprocessing import Manager, active_children, current_process, freeze_support
from multiprocessing.pool import ThreadPool as _ThreadPool
from queue import Queue
from threading import BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

__all__ = ["Process", "current_process", "active_children", "freeze_support", "Lock", "RLock", "Semaphore",
           "BoundedSemaphore", "Condition", "Event", "Queue", "Manager", "Pool", "JoinableQueue"]

Process = _threading.Thread
JoinableQueue = Queue


def Pool(processes=None, initializer=None, initargs=()):
    return _ThreadPool(processes, initializer, initargs)
