from collections.abc import Mapping
from functools import singledispatch, singledispatchmethod


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


@show.register
def _(x: float | str):
    return "float or str"


@show.register(Mapping)
def _(x):
    return "mapping"


print(show(1), show(True), show([]), show(1.5), show("s"), show({}), show(()), show.dispatch(bool)(0))


class Negator:
    @singledispatchmethod
    def negate(self, x):
        raise NotImplementedError("cannot negate")

    @negate.register
    def _(self, x: int):
        return -x

    @negate.register
    def _(self, x: bool):
        return not x


print(Negator().negate(5), Negator().negate(True))
for attempt in (lambda: Negator().negate("a"), lambda: show(), lambda: show.register(3)):
    try:
        attempt()
    except (NotImplementedError, TypeError) as error:
        print(error)
