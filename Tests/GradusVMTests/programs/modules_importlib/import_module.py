import importlib

print(importlib.import_module("math").sqrt(16), importlib.import_module("os.path").basename("a/b"))
print(importlib.import_module(".abc", "collections").__name__)
for name in ("no_such_module", ".relative"):
    try:
        importlib.import_module(name)
    except (ImportError, TypeError) as error:
        print(type(error).__name__, error)
