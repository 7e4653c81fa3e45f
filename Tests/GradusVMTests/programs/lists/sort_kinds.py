# Sorts of every kind and of lengths around the limits: runs, short runs, one stretch of a merge.
import zlib


def numbers(count, seed):
    made = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        made.append(seed >> 8)
    return made


def check(items, key, reverse):
    ordered = sorted(items, key=key, reverse=reverse)
    again = list(items)
    again.sort(key=key, reverse=reverse)
    assert ordered == again and sorted(map(repr, ordered)) == sorted(map(repr, items))
    return zlib.crc32(repr(ordered).encode())


for count in (0, 1, 2, 3, 16, 17, 24, 25, 49, 400):
    raw = numbers(count, count + 1)
    kinds = {
        'ints': [n % 50 for n in raw], 'floats': [n % 97 / 8 for n in raw], 'texts': [str(n % 300) for n in raw],
        'pairs': [(n % 5, str(n % 3)) for n in raw], 'up': list(range(count)), 'down': list(range(count, 0, -1)),
        'mixed': [(n % 9, n % 9 + 0.5, 10 ** 20 + n, n % 2 == 0)[n % 4] for n in raw],
    }
    for name, items in kinds.items():
        for reverse in (False, True):
            print(count, name, reverse, check(items, None, reverse), check(items, str, reverse),
                  check(items, lambda x: 0, reverse), check(items, lambda x: len(str(x)), reverse),
                  check(items, lambda x: (len(str(x)),), reverse))

# More than one stretch: the list gets new memory, and goes on growing and shrinking.
many = numbers(150000, 7)
many.sort(key=lambda n: n % 1000)
many.append(-1)
many.pop(0)
print(len(many), zlib.crc32(repr(many).encode()))
many.sort(reverse=True)
print(many[:3], many[-1], many == sorted(many)[::-1])
