# What the target of `yield from` held before is not sent to the iterator.
def inner(value=None):
    yield "spam"
    return value
def outer():
    result = 7
    for value in (1, (2,)):
        result = yield from inner(value)
        yield result
print(list(outer()))
