"""The module."""
class A:
    "The class."
def f():
    "The function."
