import os, shutil, tempfile
with tempfile.TemporaryDirectory() as d:
    a = os.path.join(d, "a.txt")
    with open(a, "w") as f:
        f.write("hello")
    b = shutil.copy(a, os.path.join(d, "b.txt"))
    print(open(b).read(), sorted(os.listdir(d)))
    os.mkdir(os.path.join(d, "sub"))
    shutil.move(a, os.path.join(d, "sub"))
    shutil.copytree(os.path.join(d, "sub"), os.path.join(d, "copy"))
    print(sorted(os.listdir(d)), os.listdir(os.path.join(d, "copy")))
    shutil.rmtree(os.path.join(d, "sub"))
    print(sorted(os.listdir(d)))
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
    f.write("x")
    print(f.name.endswith(".txt"), os.path.exists(f.name))
print(os.path.exists(f.name))
