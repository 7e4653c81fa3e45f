import multiprocessing as mp
from multiprocessing import Pool, cpu_count


def square(x):
    return x * x


def power(x, y):
    return x ** y


if __name__ == "__main__":
    mp.freeze_support()
    print(cpu_count() >= 1, mp.current_process().name)
    with Pool(2) as pool:
        print(pool.map(square, range(5)), pool.starmap(power, [(2, 3), (3, 2)]))
        print(list(pool.imap(square, [1, 2])), pool.apply(power, (2, 5)), pool.apply_async(square, (7,)).get())
        print(sorted(pool.imap_unordered(square, [3, 1])))
    pool = Pool(processes=1)
    result = pool.map_async(square, [1, 2, 3])
    print(result.get(timeout=10), result.successful())
    pool.close()
    pool.join()
    try:
        pool.map(square, [1])
    except ValueError as error:
        print(error)
    try:
        Pool(0)
    except ValueError as error:
        print(error)
