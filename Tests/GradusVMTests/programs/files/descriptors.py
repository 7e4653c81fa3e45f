import os
import tempfile

descriptor, path = tempfile.mkstemp(suffix=".txt", prefix="kept")
print(type(descriptor) is int, os.path.isabs(path), path.endswith(".txt"), os.path.basename(path).startswith("kept"))
print(os.write(descriptor, b"first\nsecond\n"), os.lseek(descriptor, 0, os.SEEK_SET), os.read(descriptor, 6))
print(os.read(descriptor, 100), os.read(descriptor, 100), os.fstat(descriptor).st_size)
os.close(descriptor)
for late in (lambda: os.read(descriptor, 1), lambda: os.close(descriptor)):
    try:
        late()
    except OSError as error:
        print(error)
again = os.open(path, os.O_WRONLY | os.O_APPEND)
with os.fdopen(again, "a") as file:
    print(file.write("third\n"), file.fileno() == again)
with open(path) as file:
    print(file.read().splitlines(), oct(os.fstat(file.fileno()).st_mode & 0o777))
with os.fdopen(os.open(path, os.O_RDWR | os.O_TRUNC), "r+b") as file:
    file.write(b"anew")
    file.seek(0)
    print(file.read())
twin = os.dup(os.open(path, os.O_RDONLY))
print(os.read(twin, 2), os.read(twin, 2))
os.close(twin)
try:
    os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
except FileExistsError as error:
    print(type(error).__name__, error.errno)
os.remove(path)
try:
    os.fdopen("text")
except TypeError as error:
    print(error)
