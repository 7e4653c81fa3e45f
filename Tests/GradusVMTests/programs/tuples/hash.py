print(hash((1, 2, 3)), hash(()), hash((1.5, (2, -1))), hash((0,)), hash(tuple(range(20))))
try:
    hash(([],))
except TypeError as e:
    print(e)
