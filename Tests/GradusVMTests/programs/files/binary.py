import os
path = "/tmp/_gradus_bin.dat"
with open(path, "wb") as f:
    print(f.write(b"\x00\x01abc"))
with open(path, "rb") as f:
    print(f.read(2), f.tell(), f.read(), f.read())
    f.seek(-2, 2)
    print(f.read())
os.remove(path)
