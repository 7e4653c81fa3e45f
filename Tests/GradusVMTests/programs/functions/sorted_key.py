people = [("Ann", 30), ("Bob", 25), ("Cid", 30)]
print(sorted(people, key=lambda p: (-p[1], p[0])), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([3, 1], reverse=True))
try:
    sorted([1, 2], key=5)
except TypeError as e:
    print(e)
