import importlib.util

for name in ("json", "collections", "no_such_module_at_all", "collections.abc", "json.nothing"):
    spec = importlib.util.find_spec(name)
    print(name, spec is not None, spec.name if spec else None)
print(importlib.util.resolve_name("json", None), importlib.util.resolve_name(".b", "a"), importlib.util.resolve_name("..b.c", "a.d"))
try:
    importlib.util.resolve_name("...b", "a")
except ImportError as error:
    print(error)
try:
    importlib.util.find_spec("no_such_module_at_all.inner")
except ModuleNotFoundError as error:
    print(error)
