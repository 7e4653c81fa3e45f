class Bad:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        if armed:
            left.clear()
            right.clear()
        return False
armed = False
left, right = {Bad(i) for i in range(5)}, {Bad(i) for i in range(5)}
armed = True
for operation in (set.union, set.intersection, set.difference, set.symmetric_difference, set.issubset):
    try:
        operation(left, right)
    except RuntimeError:
        pass
print("alive", len(left), len(right))
class Equal:
    def __eq__(self, other):
        items.clear()
        return NotImplemented
items = [Equal()]
print(items.count(1), items)
