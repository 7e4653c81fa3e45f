from decimal import Decimal as D, Context, InvalidOperation, getcontext, Inexact

for make in (lambda: D("abc"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("Inf") - D("Inf"), lambda: D(1).quantize(D("1e-40")),
             lambda: D([1]), lambda: D(None), lambda: int(D("NaN")), lambda: D("sNaN") + 1, lambda: D(-1).sqrt(), lambda: D("1e999999") * 10):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
getcontext().traps[InvalidOperation] = False
print(D("x"), D(-1).sqrt(), getcontext().flags[InvalidOperation], Context(prec=5).divide(D(1), D(3)), getcontext().flags[Inexact])
