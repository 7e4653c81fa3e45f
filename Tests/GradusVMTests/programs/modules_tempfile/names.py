import os
import tempfile

made = [tempfile.mkstemp() for _ in range(3)]
print(len({path for _, path in made}), all(os.path.exists(path) for _, path in made))
for descriptor, path in made:
    os.close(descriptor)
    os.unlink(path)
with tempfile.TemporaryDirectory() as folder:
    descriptor, path = tempfile.mkstemp(".csv", "rows", folder)
    with os.fdopen(descriptor, "w") as file:
        print("a,b", file=file)
    print(os.path.dirname(path) == folder, open(path).read())
