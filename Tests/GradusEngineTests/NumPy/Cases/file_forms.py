# .npy and .npz in all their forms, and text with arguments.
import io
import os
import pathlib
import struct
import tempfile

import numpy as np

os.chdir(tempfile.mkdtemp())


def show(f):
    try:
        made = f()
        print(repr(made), getattr(made, "dtype", ""))
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0][:150])


for name, value in {"C": np.arange(6.0).reshape(2, 3), "F": np.asfortranarray(np.arange(6).reshape(2, 3)), "0d": np.array(3.5),
                    "text": np.array(["a", "bcd", "한글"]), "bool": np.array([True, False]), "half": np.array([1.5, 2], np.float16),
                    "u1": np.arange(5, dtype=np.uint8), "empty": np.zeros((0, 3)), "T": np.arange(6).reshape(2, 3).T,
                    "step": np.arange(10)[::2], "back": np.arange(4)[::-1], "3d": np.arange(24).reshape(2, 3, 4).transpose(2, 1, 0)}.items():
    np.save("x.npy", value)
    data = open("x.npy", "rb").read()
    back = np.load("x.npy")
    print(name, data[:128].rstrip(), len(data), data[128:].hex(), back.flags["F_CONTIGUOUS"], back.shape, back.dtype, back.tolist())
for order, raw in ((">f8", b"\x3f\xf0" + bytes(6)), (">i4", b"\0\0\1\2"), ("|b1", b"\1"), (">i2", b"\1\2")):
    head = ("{'descr': '%s', 'fortran_order': False, 'shape': (1,), }" % order).ljust(117) + "\n"
    open("big.npy", "wb").write(b"\x93NUMPY\x01\x00v\x00" + head.encode() + raw)
    print(np.load("big.npy").tolist())
print(np.frombuffer(b"\0\0\1\2\0\0\0\7", dtype=">i4").tolist(), np.frombuffer(b"\0\0\1\2", np.dtype(np.int32).newbyteorder(">"))[0])
print(np.dtype(">f4"), repr(np.dtype(">i4")), np.dtype(">f4").itemsize, np.dtype(">f4").byteorder, np.dtype(">f4").newbyteorder(),
      np.dtype(">f4") == np.dtype("f4"), np.dtype(">u1").byteorder, np.dtype(">i4").isnative, np.dtype("i4").str)
show(lambda: np.arange(3, dtype=np.int32).byteswap())
np.savez("z.npz", a=np.arange(3), b=np.eye(2))
with np.load("z.npz") as z:
    print(z.files, z["a"], z.f.b, "a" in z, len(z), sorted(z.keys()))
    show(lambda: z["q"])
    show(lambda: z.f.q)
stream = io.BytesIO()
np.save(stream, np.arange(3))
np.save(stream, np.ones(2))
stream.seek(0)
print(np.load(stream), np.load(stream))
show(lambda: np.load(stream))
with open("two.npy", "wb") as file:
    np.save(file, np.arange(3))
    np.save(file, np.arange(2))
with open("two.npy", "rb") as file:
    print(np.load(file), np.load(file))
np.save(pathlib.Path("p.npy"), [1, 2])
show(lambda: np.load(pathlib.Path("p.npy")))
np.save("o.npy", np.array([1, "a", None], dtype=object))
show(lambda: np.load("o.npy"))
show(lambda: np.load("o.npy", allow_pickle=True))
show(lambda: np.save("o2.npy", np.array([None]), allow_pickle=False))
np.save("d.npy", {"a": 1, "b": [1, 2]})
show(lambda: np.load("d.npy", allow_pickle=True).item()["b"])
np.save("x.npy", np.arange(100))
data = open("x.npy", "rb").read()
for cut in (-5, 130, 100, 9, 7, 3):
    open("t.npy", "wb").write(data[:cut])
    show(lambda: np.load("t.npy"))
show(lambda: np.load("missing.npy"))
show(lambda: np.load(5))
open("bad.npy", "wb").write(b"hello world")
show(lambda: np.load("bad.npy"))
open("bad.npy", "wb").write(b"")
show(lambda: np.load("bad.npy"))
show(lambda: np.loadtxt(io.StringIO('"1" "2 3"'), quotechar='"', dtype=str))
show(lambda: np.loadtxt(io.StringIO('1,"2"'), quotechar='"', delimiter=","))
show(lambda: np.loadtxt(5))
np.arange(4.0).tofile("b.bin")
with open("b.bin", "rb") as file:
    print(np.fromfile(file, count=1), np.fromfile(file, count=2), np.fromfile(file))
