a, (b, *c), [d, e] = 1, (2, 3, 4), "xy"
print(a, b, c, d, e)
*a, b = range(4)
print(a, b)
a, *b, c = "hello"
print(a, b, c)
[*a] = "ab"
(*a, ), b = (1, 2), 3
print(a, b)
x = y = z = []
x.append(1)
print(z)
i, data = 0, [0, 0, 0]
i, data[i] = 2, "set"
print(i, data)
first, *(second, third) = 1, 2, 3
print(first, second, third)
for k, (v, *w) in [("a", (1, 2, 3)), ("b", (4,))]:
    print(k, v, w)
def bad(function):
    try:
        function()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def one(): a, b = 1,
def two(): a, b = 1, 2, 3
def three(): a, *b, c = 1,
def four(): a, b = 5
def five(): a, b = None
def six(): a, b = {}
def seven(): (a, b), c = (1, 2, 3), 4
def eight(): a, b = iter("abc")
for function in one, two, three, four, five, six, seven, eight:
    bad(function)
