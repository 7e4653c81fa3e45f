"""concurrent.futures: results that come while others are waited for."""
import threading
import time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


def square(x):
    time.sleep(0.04 * (4 - x))
    return x * x


with ThreadPoolExecutor(max_workers=4) as executor:
    futures = {executor.submit(square, i): i for i in range(4)}
    print([futures[f] for f in as_completed(futures)])
    print(list(executor.map(square, range(4))))
    done, left = wait([executor.submit(square, i) for i in range(4)], return_when=FIRST_COMPLETED)
    print(len(done), len(left))
    failing = executor.submit(lambda: 1 / 0)
    print(repr(failing.exception()), failing.done(), failing.running())
    done, left = wait([executor.submit(square, 0), executor.submit(int, "x")], return_when=FIRST_EXCEPTION)
    print(len(done), len(left))
    slow = executor.submit(time.sleep, 0.5)
    try:
        slow.result(timeout=0.01)
    except TimeoutError as error:
        print("timeout", repr(str(error)))
    try:
        list(as_completed([slow], timeout=0.01))
    except TimeoutError as error:
        print(error)
    try:
        list(executor.map(square, [0, 1], timeout=0.01))
    except TimeoutError as error:
        print("map", repr(str(error)))

names = set()
with ThreadPoolExecutor(2, thread_name_prefix="crew") as executor:
    for f in [executor.submit(lambda: (time.sleep(0.01), names.add(threading.current_thread().name))) for _ in range(6)]:
        f.add_done_callback(lambda f: names.add(f.done()))
print(sorted(map(str, names)))

executor = ThreadPoolExecutor(1)
first = executor.submit(time.sleep, 0.05)
second = executor.submit(print, "never")
print(first.running(), second.running(), second.cancel(), second.cancelled(), first.cancel())
executor.shutdown()
try:
    executor.submit(print)
except RuntimeError as error:
    print(error)
try:
    second.result()
except Exception as error:
    print(type(error).__name__)
ready = []
with ThreadPoolExecutor(3, initializer=ready.append, initargs=(1,)) as executor:
    print(sum(executor.map(pow, [1, 2, 3], [2, 2, 2])), len(ready) >= 1)
