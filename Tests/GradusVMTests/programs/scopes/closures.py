def counter():
    count = 0
    def step(by=1):
        nonlocal count
        count += by
        return count
    def reset():
        nonlocal count
        count = 0
    return step, reset
step, reset = counter()
print(step(), step(5), reset(), step())
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
def outer():
    x = 1
    def middle():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner
    return middle()(), x
print(outer())
def late():
    def show(): return value
    value = "later"
    return show()
print(late())
def deleted():
    x = 1
    def f(): return x
    del x
    try:
        return f()
    except NameError as error:
        return type(error).__name__, str(error)
print(deleted())
def unbound():
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    y = 1
unbound()
try:
    undefined_name
except NameError as error:
    print(error, error.name)
print(step.__closure__[0].cell_contents, step.__code__.co_freevars, counter.__code__.co_cellvars)
