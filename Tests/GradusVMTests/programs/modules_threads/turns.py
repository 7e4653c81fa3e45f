"""Threads that sleep, wait for one another and end."""
import queue
import sys
import threading
import time


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def together(*threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def worker(n):
    say("worker", n, "starts")
    time.sleep(0.05 * n)
    say("worker", n, "ends")


threads = [threading.Thread(target=worker, args=(n,)) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
    time.sleep(0.001)
say("all started", threading.active_count())
for thread in threads:
    thread.join()
say("joined", threading.active_count())

tasks = queue.Queue(maxsize=2)
results = []


def produce():
    for i in range(5):
        tasks.put(i)
    tasks.put(None)


def consume():
    while (item := tasks.get()) is not None:
        results.append(item * 10)
        tasks.task_done()
        time.sleep(0.001)
    tasks.task_done()


together(threading.Thread(target=consume), threading.Thread(target=produce))
tasks.join()
say(results, tasks.empty(), tasks.unfinished_tasks)
for wrong in (lambda: tasks.get(timeout=0.01), lambda: tasks.get_nowait(), lambda: tasks.get(timeout=-1)):
    try:
        wrong()
    except (queue.Empty, ValueError) as error:
        say(type(error).__name__, error)

event = threading.Event()


def wait_for_event():
    say("waits", event.is_set())
    say("woken", event.wait())


thread = threading.Thread(target=wait_for_event)
thread.start()
time.sleep(0.02)
event.set()
thread.join()
say(event.wait(0.01), threading.Event().wait(0.01))

condition = threading.Condition()
items = []


def take():
    with condition:
        condition.wait_for(lambda: items)
        say("item", items.pop())


thread = threading.Thread(target=take)
thread.start()
time.sleep(0.01)
with condition:
    items.append(7)
    condition.notify()
thread.join()
for wrong in (condition.wait, condition.notify, threading.Lock().release, threading.RLock().release):
    try:
        wrong()
    except RuntimeError as error:
        say(error)
with condition:
    say(condition.wait(0.01), condition.wait_for(lambda: False, 0.01))

lock = threading.Lock()
total = 0


def add():
    global total
    for _ in range(500):
        with lock:
            before = total
            total = before + 1


together(*[threading.Thread(target=add) for _ in range(4)])
say(total)
say(lock.acquire(timeout=0.01), lock.acquire(timeout=0.01), lock.acquire(blocking=False), lock.locked())
lock.release()

gate = threading.Semaphore(2)
running = most = 0


def limited():
    global running, most
    with gate:
        running += 1
        most = max(most, running)
        time.sleep(0.005)
        running -= 1


together(*[threading.Thread(target=limited) for _ in range(5)])
say("most", most)

barrier = threading.Barrier(3, action=lambda: say("all here"))


def meet(n):
    time.sleep(0.01 * n)
    places.append(barrier.wait())


places = []
together(*[threading.Thread(target=meet, args=(n,)) for n in range(3)])
say(sorted(places), barrier.n_waiting, barrier.broken)


def come_alone():
    try:
        barrier.wait(timeout=0.01)
    except threading.BrokenBarrierError as error:
        say(repr(error), barrier.broken)


together(threading.Thread(target=come_alone))

timer = threading.Timer(0.02, say, args=("timer",))
other = threading.Timer(5, say, args=("never",))
timer.start()
other.start()
other.cancel()
timer.join()
other.join()

own = threading.local()
own.x = 1


def look():
    say(hasattr(own, "x"))
    own.x = 2


together(threading.Thread(target=look))
say(own.x)


def count():
    for i in range(3):
        time.sleep(0.005)
        yield i


together(threading.Thread(target=lambda: say(list(count()))))
thread = threading.Thread(target=time.sleep, args=(0.2,), name="sleeper")
thread.start()
turns = 0
while thread.is_alive():
    turns += 1
thread.join(0.01)
say(turns > 0, thread.is_alive(), thread.name)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def recurse():
    say(deep(700))
    try:
        deep(10 ** 6)
    except RecursionError as error:
        say(error)


together(threading.Thread(target=recurse))


def handle(seconds):
    try:
        1 / 0
    except ZeroDivisionError:
        time.sleep(seconds)
        say(sys.exc_info()[0].__name__)
    say(sys.exc_info())


try:
    [][0]
except IndexError:
    together(threading.Thread(target=handle, args=(0.04,)), threading.Thread(target=handle, args=(0.01,)))
    say(sys.exc_info()[0].__name__)

finished = []
for thread in [threading.Thread(target=finished.append, args=(i,)) for i in range(200)]:
    thread.start()
    thread.join()
say(len(finished))

threading.Thread(target=time.sleep, args=(100,), daemon=True).start()


def last():
    time.sleep(0.03)
    say("last words")


together(threading.Thread(target=last))
say("main ends")
