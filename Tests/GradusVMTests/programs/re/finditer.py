import re

print([(m.group(), m.span()) for m in re.finditer("a*", "baac")])
it = re.finditer("x", "axbx")
print(next(it).start(), next(it).start(), next(it, None))
