s = {3, 1, 2, 3}
print(s, len(s), 2 in s, set(), {1} == {1.0}, set("a"), {5, 4} | {9})
s.add(10)
s.discard(99)
s.remove(1)
print(s)
try:
    s.remove(77)
except KeyError as e:
    print(repr(e))
try:
    set().pop()
except KeyError as e:
    print(e)
