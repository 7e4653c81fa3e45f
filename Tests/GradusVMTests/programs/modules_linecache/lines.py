# Lines of files, read once and again after a change.
import linecache
import os
import tempfile

print(repr(linecache.getline(__file__, 1)), repr(linecache.getline(__file__, 0)), repr(linecache.getline(__file__, 999)))
print(linecache.getlines("nothing/there.py"), linecache.getline("<stdin>", 1) == "", linecache.getlines(""))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("하나\ntwo")
    print(linecache.getlines(path), repr(linecache.getline(path, 2)))
    with open(path, "w", encoding="utf-8") as file:
        file.write("another text\n")
    print(linecache.getline(path, 1))
    linecache.checkcache(path)
    print(linecache.getline(path, 1), path in linecache.cache)
    linecache.clearcache()
    print(path in linecache.cache)
    linecache.getline(path, 1)
linecache.checkcache()
print(path in linecache.cache)
