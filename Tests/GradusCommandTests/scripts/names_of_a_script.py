# What the module of a script has before its first line.
print(sorted(dir()))
print(__builtins__.__name__, __builtins__.len([1, 2]), __annotations__)
count: int = 3
print(__annotations__)
