import os
path = "/tmp/_gradus_text.txt"
with open(path, "w") as f:
    print(f.write("one\ntwo\n"), f.closed, f.name == path, f.mode)
    f.writelines(["three\n", "four"])
    print("!", file=f)
print(f.closed)
with open(path) as f:
    print(f.read(3), repr(f.readline()), f.readlines())
print([line.rstrip() for line in open(path)], open(path).read().count("\n"))
with open(path, "a") as f:
    f.write("more")
with open(path, "r+") as f:
    f.seek(0, 2)
    f.write("END")
    f.seek(0)
    print(f.read().splitlines()[-1], f.tell() > 10)
os.remove(path)
print(os.path.exists(path))
