from concurrent.futures import ThreadPoolExecutor, as_completed

with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(lambda x: x * x, range(5))))
    futures = [pool.submit(pow, 2, n) for n in range(4)]
    print(sorted(f.result() for f in as_completed(futures)), futures[0].done(), futures[0].exception())
    broken = pool.submit(int, "x")
try:
    broken.result()
except ValueError as error:
    print(error, repr(broken.exception()))
