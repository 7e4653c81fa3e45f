s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None, 3) == slice(None, 3), list(range(20))[s], slice(5).indices(3))
print("abcdef"[slice(None, None, -1)], [1, 2, 3][slice(-2, None)])
