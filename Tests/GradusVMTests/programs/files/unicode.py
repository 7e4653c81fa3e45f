path = "/tmp/_gradus_uni.txt"
with open(path, "w", encoding="utf-8") as f:
    f.write("한글 é 😀\n끝")
with open(path, encoding="utf-8") as f:
    print(f.read(4), f.readline(), end="")
    print(f.read())
print(len(open(path, "rb").read()))
