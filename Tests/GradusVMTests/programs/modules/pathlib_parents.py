from pathlib import Path, PurePosixPath

path = PurePosixPath("/a/b/c.txt")
print(path.parents, len(path.parents), list(path.parents))
print(path.parents[0], path.parents[-1], path.parents[0:2], path.parents[::-1])
print(PurePosixPath("/a") in path.parents, PurePosixPath("/x") in path.parents, path.parents.index(PurePosixPath("/a")))
for place in (3, -4):
    try:
        path.parents[place]
    except IndexError as error:
        print("IndexError", error)
print(list(PurePosixPath("a/b").parents), list(Path("/").parents), list(Path(".").parents), Path("x/y").parents)
for parent in path.parents:
    print(parent, end=" ")
print()
print([str(p) for p in reversed(path.parents)])
