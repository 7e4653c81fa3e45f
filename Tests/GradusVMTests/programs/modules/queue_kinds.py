import queue

q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.qsize(), q.get(), q.get(), q.empty())
for call in (q.get_nowait, lambda: q.get(timeout=0.01)):
    try:
        call()
    except queue.Empty as error:
        print("empty", repr(error))
q.put(1), q.put(1)
try:
    q.put_nowait(3)
except queue.Full as error:
    print("full", repr(error))
p, l = queue.PriorityQueue(), queue.LifoQueue()
for x in (3, 1, 2):
    p.put(x), l.put(x)
print([p.get() for _ in range(3)], [l.get() for _ in range(3)])
