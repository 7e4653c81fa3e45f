a = list(range(8))
a[2:5] = "xyz!"
print(a)
a[::3] = [0, 0, 0]
print(a)
a[1:1] = [7, 7]
a[len(a):] = (9,)
print(a)
del a[1:3], a[-1]
print(a)
a[5:2] = ["in"]
print(a)
a[:] = a[::-1]
print(a)
del a[::2]
print(a)
a[-100:100] = iter([1, 2])
print(a)
a[:] = a
a += a
print(a)
def attempt(function):
    try:
        function()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def one(): a[::2] = [1]
def two(): a[0:1] = 5
def three(): a[::0] = []
def four(): a["x"] = 1
for function in one, two, three, four:
    attempt(function)
