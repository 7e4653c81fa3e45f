path = "/tmp/_gradus_nl.txt"
with open(path, "wb") as f:
    f.write(b"a\r\nb\rc\n")
print(repr(open(path).read()), repr(open(path, newline="").read()), open(path, newline="").readlines())
with open(path, "w", newline="\r\n") as f:
    f.write("x\ny\n")
print(open(path, "rb").read())
