# Pools under their module's name, and the thread pool of multiprocessing.dummy.
from multiprocessing.dummy import Pool as DummyPool
from multiprocessing.pool import ThreadPool


def square(x):
    return x * x


with ThreadPool(2) as pool:
    print(pool.map(square, range(5)), list(pool.imap(square, [3, 4])), pool.apply(square, (6,)))
    print(sorted(pool.imap_unordered(square, range(4))), pool.starmap(pow, [(2, 3), (3, 2)]))
    print(pool.apply_async(square, (7,)).get())
pool = DummyPool(4)
print(pool.map(square, [1, 2]))
pool.close()
pool.join()
