import importlib
from importlib import import_module

print(import_module("math").sqrt(16), importlib.import_module("collections.abc").__name__)
try:
    importlib.import_module("no_such_module")
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    importlib.import_module(".relative")
except TypeError as error:
    print(error)
importlib.invalidate_caches()
