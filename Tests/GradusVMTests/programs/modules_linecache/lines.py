# Lines of files, read once and again after a change.
import linecache
import os
import tempfile

print(linecache.getlines("nothing/there.py"), linecache.getline("<stdin>", 1) == "", linecache.getlines(""))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("하나\ntwo")
    print(linecache.getlines(path), [linecache.getline(path, number) for number in (-1, 0, 1, 2, 3)])
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
