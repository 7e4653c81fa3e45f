class A:
    def __init__(self):
        return 10
def make():
    try:
        A()
    except TypeError as error:
        return str(error)
print(make())
try:
    A()
except TypeError as error:
    print(error)
class Loop: pass
Loop.__call__ = Loop()
try:
    Loop()()
except RecursionError:
    print("recursion")
