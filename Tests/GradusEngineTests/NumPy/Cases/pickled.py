# Arrays, scalars and element types in pickles, written here and by others.
import base64
import io
import pickle

import numpy as np

things = [np.arange(6, dtype=np.uint8).reshape(2, 3), np.ones(2), np.array(3.5), np.array(["a", "한글"]), np.array([True]),
          np.arange(6.0).reshape(2, 3).T, np.array([1.5], np.float16), np.zeros((0, 3)), np.float32(2), np.int64(-3),
          np.bool_(True), np.dtype("f4"), np.dtype("U3"), np.float64, {"a": np.arange(3), "b": [np.int8(1)]},
          np.array([1, "x", None], dtype=object)]
for protocol in range(6):
    for thing in things:
        back = pickle.loads(pickle.dumps(thing, protocol))
        print(protocol, repr(back), isinstance(back, type(thing)))
a = np.arange(3)
shared = pickle.loads(pickle.dumps([a, a]))
print(shared[0] is shared[1], np.array_equal(np.loads(a.dumps()) if hasattr(np, "loads") else pickle.loads(a.dumps()), a))
# Written by NumPy 1 under Python 2 ("data" and the labels, as CIFAR's files have them), and by NumPy 2 with protocol 5.
old = (b"\x80\x02}q\x01(U\x04dataq\x02cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85U\x01b\x87R"
       b"(K\x01K\x02K\x03\x86cnumpy\ndtype\nq\x05U\x02u1K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
       b"\x89U\x06\x01\x02\x03\xfe\xff\x00tbU\x06labelsq\x06]q\x07(K\x01K\x02eu.")
print(pickle.loads(old, encoding="latin1"), pickle.loads(old, encoding="bytes"))
big_endian = (b"\x80\x02cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01K\x02\x85cnumpy\ndtype\n"
              b"U\x02i4K\x00K\x01\x87R(K\x03U\x01>NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89U\x08\x00\x00\x01\x02\x00\x00\x00\x05tb.")
print(pickle.loads(big_endian, encoding="latin1").tolist())
