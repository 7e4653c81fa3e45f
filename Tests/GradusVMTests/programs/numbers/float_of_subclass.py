"""float() asks the `__float__` of classes derived from float."""


class Twelve(float):
    def __float__(self):
        return 12.0


class Wrong(float):
    def __float__(self):
        return "x"


class Plain(float):
    pass


class Back(float):
    def __float__(self):
        return Plain(3.5)


print(float(Twelve(1.0)), Twelve(1.0) + 1, float(Plain(2.5)), float(Back(1.0)))
try:
    float(Wrong(1.0))
except TypeError as error:
    print(error)
