s = {frozenset([1, 2]), 3}
print({1, 2} in s, {1} in s)
s.discard({1, 2})
print(s)
class H(set):
    def __hash__(self):
        return id(self) // 16
h = H()
holder = {h}
print(h in holder, holder.remove(h), holder)
