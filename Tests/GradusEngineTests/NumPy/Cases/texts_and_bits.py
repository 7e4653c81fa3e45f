"""Methods of texts, bits of bytes, and single places of arrays of objects."""
import numpy as np

a = np.array(["ab", "Cd ef", " x ", "", "한글 Text"])
for name in ("upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "str_len", "isalpha", "isdigit",
             "isspace", "isupper", "islower", "istitle", "isalnum", "isnumeric", "isdecimal"):
    print(name, repr(getattr(np.char, name)(a)))
print(repr(np.char.add(a, "!")), repr(np.char.add([["a"], ["b"]], ["x", "y"])), repr(np.char.multiply(a, 2)),
      repr(np.char.multiply(["a", "b"], [3, -1])))
print(repr(np.char.replace(a, "x", "yy")), repr(np.char.replace(["aaa", "ab"], "a", "b", 2)))
print(repr(np.char.find(a, "e")), repr(np.char.rfind(a, "e")), repr(np.char.count(a, "e")), repr(np.char.count("banana", "an", 2)))
print(repr(np.char.startswith(a, "C")), repr(np.char.endswith(a, ["b", "f", "x", "", "t"])), repr(np.char.startswith(a, "d", 1)))
print(repr(np.char.center(["a", "bcd"], 6, "*")), repr(np.char.ljust(["a", "bcd"], 4)), repr(np.char.rjust(["a", "bcd"], [3, 5], ".")),
      repr(np.char.zfill(["1", "-2", "+30"], 4)))
print(repr(np.char.split(a)), repr(np.char.split(["a,b", "c"], ",")), repr(np.char.rsplit(["a b c"], None, 1)),
      repr(np.char.splitlines(["a\nb", "c"])), repr(np.char.join("-", ["abc", "de"])), repr(np.char.join(["-", "."], ["abc", "de"])))
print(repr(np.char.partition(["a-b", "cd"], "-")), repr(np.char.mod("%d of 3", [1, 2])), repr(np.char.mod(["%.2f", "%5.1f"], 3.14159)))
print(repr(np.char.equal(["a ", "b"], ["a", "c"])), repr(np.char.not_equal(["a", "b"], "a")), repr(np.char.greater(["b", "a"], "a")))
print(repr(np.strings.upper(["a"])), np.char.upper("abc"), np.char.str_len("abc"), np.char.expandtabs(["a\tb"], 4))
print(repr(np.char.translate(["abc"], str.maketrans("a", "z"))), repr(np.char.upper(np.array([["a", "b"], ["c", "d"]]))))
for wrong in (lambda: np.char.upper([1, 2]), lambda: np.char.index(["abc"], "z"), lambda: np.char.upper(["a"], 1),
              lambda: np.char.nothing):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)

b = np.array([[2, 7, 23], [1, 255, 0]], dtype=np.uint8)
print(np.unpackbits(b), np.unpackbits(b, axis=1), np.unpackbits(b, axis=0), sep="\n")
print(np.unpackbits(b, axis=1, count=3), np.unpackbits(b, axis=1, count=-20), np.unpackbits(b[0], count=30), np.unpackbits(b[0], bitorder="little"), sep="\n")
print(np.packbits([1, 0, 1]), np.packbits([[1, 0, 1, 0, 1, 1, 1, 1, 1], [0] * 8 + [5]], axis=1), np.packbits(np.eye(9, dtype=bool), axis=0), np.packbits([True] * 10, bitorder="little"), sep="\n")
print((np.packbits(np.unpackbits(b, axis=-1), axis=-1) == b).all(), np.unpackbits(b).dtype)
I = np.array([0, 1, 2, 3, 15, 16, 32, 64, 128], dtype=np.uint8)
print(np.unpackbits(I[:, np.newaxis], axis=1))
for wrong in (lambda: np.unpackbits([1, 2]), lambda: np.packbits([1.5]), lambda: np.packbits([1], bitorder="x"), lambda: np.unpackbits(b[0], count=-50)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


a=np.empty(3,dtype=object); a[0]=[1,2]; a[1]=np.arange(3); a[2]=(4,); print(repr(a))
b=np.empty((2,2),dtype=object); b[0,1]=[1]; b[1]=[5,6]; b[0][0]={}; print(repr(b)); b[1,...]=7; print(b)
a[:]=[1,[2],3]; print(repr(a)); a[0]=np.array(5); print(repr(a), type(a[0])); a[...]=None; print(a)
try: a[:]=[1,2]
except Exception as e: print(type(e).__name__, e)
