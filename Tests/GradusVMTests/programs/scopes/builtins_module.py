import builtins
print(builtins.len is len, builtins.__name__)
original = builtins.len
builtins.len = lambda x: "replaced"
print(len([1, 2]))
builtins.len = original
builtins.shared = 42
print(len([1, 2]), shared)
del builtins.shared
try:
    shared
except NameError as error:
    print(error)
print(__import__("math").pi, __import__("os.path").__name__)
x: int = 1
print(__annotations__)
