# Lists that grow by their own items, and slices that take the list apart.
items = [1, 2, 3]
items.extend(items)
items += items
print(items, items * 2 == items + items)
items[1:3] = items
print(items)
items[::2] = reversed(items[::2])
items[3:1] = "ab"
items[0:2] = (7, 8)
print(items, items[-3:], items[5:2], items[100:], items[:-100], items[::-3])
items.insert(-1, "x")
items.insert(-100, "first")
items.insert(100, "last")
items.reverse()
print(items)
nested = [[1, [2, (3,)]], {"k": [None, True, 2.5]}, "it's"]
nested.append(nested)
print(nested, (nested,))
print([1, 2] < [1, 2, 0], [1, [2, 3]] < [1, [2, 4]], (1, "b") > (1, "a", 0))
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1,)]), sorted([3, 1.5, True]), sorted("hello", reverse=True), sorted({3: 1, 1: 2}))
print(list("héllo"), list({"a": 1}), list(range(3)), list((1, 2)), tuple([1, 2]), set("aab") == {"a", "b"}, dict(a=1), dict([(1, 2)]))
