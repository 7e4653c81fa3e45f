# What print was given before a value whose text fails, or prints, comes first.
class Talks:
    def __str__(self):
        print("(thinking)", end=" ")
        return "talks"


class Fails:
    def __str__(self):
        raise ValueError("no text")


print("before", Talks(), 1, 2.5, None)
try:
    print("start", Fails())
except ValueError as error:
    print("|", error)
print("a", "b", sep="", end="!\n")
print()
