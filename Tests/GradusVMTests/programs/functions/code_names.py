# Variables that inner functions share are no plain locals, parameters excepted.
def outer(a, b=1):
    c = 2
    d = 3

    def inner():
        return a + c
    return inner


code = outer.__code__
print(code.co_varnames, code.co_cellvars, code.co_nlocals, code.co_argcount)
print(outer(1).__code__.co_freevars, outer(1).__code__.co_varnames)
