x = "outer"
print([x for x in range(3)], x, {x: y for x, y in zip("ab", [1, 2])}, x, {x for x in "a"}, list(x for x in "b"), x)
print([(i, j) for i in range(3) if i % 2 == 0 for j in range(i) if j], [[j for j in range(i)] for i in range(3)], [lambda: i for i in range(3)][0](), [f() for f in [lambda i=i: i for i in range(3)]])
class A:
    n = 3
    values = [i for i in range(n)]
    try:
        bad = [n for i in range(2)]
    except NameError as error:
        print(error)
    def f(self):
        return [self.n + k for k in range(2)]
print(A.values, A().f())
print([y := 5, y ** 2], [last := z for z in range(3)], last, any((hit := w) > 1 for w in [1, 2, 3]), hit)
def function():
    total = 0
    partial = [total := total + v for v in range(5)]
    return partial, total
print(function(), [a for a, *b in ["abc", "de"]], [b for a, *b in ["abc", "de"]], {**{k: 1 for k in "ab"}}, [i for i in [1, 2] for i in "x"])
print([i if i else "zero" for i in range(2)], [i for i in range(20) if i % 2 if i % 3], {i: {j: i * j for j in range(2)} for i in range(2)}, [(yes, no) for yes in "a" for no in "b"])
try:
    [q for q in undefined]
except NameError as error:
    print(error)
