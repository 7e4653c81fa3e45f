# What fails in __set_name__ becomes the cause of a RuntimeError.
class D:
    def __set_name__(self, owner, name):
        raise ValueError(name)


try:
    class A:
        field = D()
except RuntimeError as error:
    print(error, repr(error.__cause__))
