# Built-in functions and methods that loops call, with usual and with unusual arguments.
class Text(str):
    def startswith(self, other):
        return "mine"


class Mine(list):
    def append(self, item):
        super().append(item * 2)


class Key:
    def __hash__(self):
        return hash("k")

    def __eq__(self, other):
        return other == "k"


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


numbers = [3, 1, 2]
print(numbers.append(4), numbers.pop(), numbers.pop(0), numbers)
mine = Mine([1])
mine.append(2)
list.append(mine, 5)
print(mine, list.pop(mine), mine)
attempt(lambda: [].pop())
attempt(lambda: numbers.append())
attempt(lambda: numbers.append(1, 2))
attempt(lambda: list.append(1, 2))
table = {"a": 1, 1: "one", Key(): "object"}
print(table.get("a"), table.get("b"), table.get("b", 5), table.get(1.0), table.get(True, 0), table.get("k"), table.get(2))
print({-1: "x"}.get(-2), {-2: "y"}.get(-1, "none"), {}.get("q", None))
attempt(lambda: table.get([]))
attempt(lambda: table.get())
print("abc".startswith("ab"), "abc".endswith(("x", "c")), Text("abc").startswith("ab"), "abc".startswith("b", 1), "".endswith(""))
attempt(lambda: "abc".startswith(1))
print("é€".startswith("é"), "é€".endswith("€"), "한글".startswith("한"))
print(len("é€x"), len([1]), len((1, 2)), len({1: 2}), len({1, 2}), len(range(5)), len(b"ab"))
attempt(lambda: len(5))
attempt(lambda: len())
print(isinstance(1, int), isinstance(True, int), isinstance(1, str), isinstance("a", (int, str)), isinstance(1, int | None))
print(isinstance(Text(), str), isinstance([], object), isinstance(None, int))
attempt(lambda: isinstance(1, 5))
print(ord("a"), ord("é"), abs(-5), abs(-2.5), abs(3 + 4j), abs(-(2**63)), abs(True))
attempt(lambda: ord("ab"))
attempt(lambda: abs("x"))
print(min(2, 1), max(2, 1), min(1.5, 1), max(1, 1.0), min("b", "a"), min([3, 1]), max(1, 2, 3), min(0.0, -0.0), max(True, 1))
nan = float("nan")
print(min(nan, 1.0), min(1.0, nan), max(nan, 1.0), max(1.0, nan))
counts = {}
for word in "the cat and the dog and the end".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, "cat" in counts, "x" not in counts, 1 in table, 7 in table)
len = lambda value: "shadowed"
print(len([]))
