from contextlib import contextmanager


@contextmanager
def tag(name):
    print("<", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print(">", name)


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c"):
    raise ValueError("inside")


@tag("d")
def f():
    print("body")


f()
f()


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield
    yield


for manager in (never, twice):
    try:
        with manager():
            pass
    except RuntimeError as error:
        print(error)
