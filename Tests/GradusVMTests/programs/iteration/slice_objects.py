s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(5), slice(None) == slice(None), slice(1, 2) < slice(1, 3))
print("abcdefghij"[s], list(range(20))[s], (1, 2, 3)[slice(None, None, -1)], [1, 2, 3][-100:100:2], "abc"[::-2], [0, 1, 2, 3][3:0:-1], "abc"[5:], "abc"[:-10])
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
x = Show()
print(x[1:2], x[:], x[::3], x[1:2, 3], x[..., None], x["a":"b"])
x[1:2] = 5
del x[::2]
x[0] += (1,) if False else 1
for function in [lambda: slice(), lambda: slice("a").indices(3), lambda: slice(1).indices(-1), lambda: [1]["a":], lambda: slice(0, 1, 0).indices(3)]:
    try:
        function()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
