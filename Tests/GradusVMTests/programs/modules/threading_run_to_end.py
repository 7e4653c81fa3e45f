import threading

results, lock = [], threading.Lock()


def work(n, scale=1):
    with lock:
        results.append(n * scale)


threads = [threading.Thread(target=work, args=(i,), kwargs={"scale": 10}) for i in range(4)]
for t in threads:
    t.start()
    t.join()
print(results, threads[0].name, threads[0].is_alive(), threading.current_thread().name, threading.active_count())


class Counter(threading.Thread):
    def run(self):
        self.result = sum(range(10))


c = Counter(name="adder")
c.start()
c.join()
e = threading.Event()
e.set()
print(c.result, c.name, e.is_set(), e.wait(), lock.locked(), threading.main_thread() is threading.current_thread())
try:
    c.start()
except RuntimeError as error:
    print(error)
local = threading.local()
local.x = 1
r = threading.RLock()
with r, r:
    print(local.x, hasattr(local, "y"))
