def f(a):
    assert a
    assert a > 1, "message"
    del a
    raise
    raise a
def g():
    raise ValueError("x")
def h(a):
    raise a from None
