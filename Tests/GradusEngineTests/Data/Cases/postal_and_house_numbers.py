# USPS and SVHN from small files of their formats.
import bz2
import hashlib
import os
import struct
import tempfile
import zlib

import numpy as np
import torch
from torchvision import datasets, transforms

D = tempfile.mkdtemp()


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0].replace(D, "D"))


for name, count in (("usps.bz2", 6), ("usps.t.bz2", 3)):
    lines = []
    for row in range(count):
        values = [(row * 37 + place * 11) % 201 / 100 - 1 for place in range(256)]
        lines.append(f"{row % 10 + 1} " + " ".join(f"{i + 1}:{v:.4f}" for i, v in enumerate(values)) + " ")
    with bz2.open(os.path.join(D, name), "wb") as file:
        file.write(("\n".join(lines) + "\n").encode())
for train in (True, False):
    ds = datasets.USPS(D, train=train)
    print(str(ds).replace(D, "D"), len(ds), type(ds.data).__name__, ds.data.shape, ds.data.dtype, ds.data.astype(int).sum())
    print(ds.targets, type(ds[1][0]).__name__, ds[1][0].size, ds[1][0].mode, ds[1][1], ds[-1][1], ds[0][0].getpixel((3, 4)))
ds = datasets.USPS(D, transform=transforms.ToTensor(), target_transform=lambda y: y * 10)
for x, y in torch.utils.data.DataLoader(ds, batch_size=4):
    print(x.shape, y, round(x.double().sum().item(), 3))
show(lambda: ds[6])
show(lambda: datasets.USPS(D + "/none"))
print(datasets.USPS.split_list["train"][1:], sorted(datasets.USPS.split_list))


def element(kind, data):
    return struct.pack("<II", kind, len(data)) + data + b"\0" * (-len(data) % 8)


def matrix(name, array, number_class, kind):
    flags = element(6, struct.pack("<II", number_class, 0))
    shape = element(5, struct.pack(f"<{array.ndim}i", *array.shape))
    # A short name is a small element.
    label = struct.pack("<HH", 1, len(name)) + name.encode().ljust(4, b"\0")
    body = array.transpose().tobytes()
    return element(14, flags + shape + label + element(kind, body))


for split, count in (("train", 5), ("test", 3), ("extra", 2)):
    pixels = ((np.arange(32 * 32 * 3 * count) * 7) % 251).reshape(32, 32, 3, count).astype(np.uint8)
    labels = np.array([[1 + (3 * i) % 10] for i in range(count)], dtype=np.uint8)
    labels[-1] = 10
    parts = [matrix("X", pixels, 9, 2), matrix("y", labels.astype(float) if split == "test" else labels,
                                               6 if split == "test" else 9, 9 if split == "test" else 2)]
    if split != "extra":
        parts = [struct.pack("<II", 15, len(zlib.compress(part))) + zlib.compress(part) for part in parts]
    data = b"MATLAB 5.0 MAT-file".ljust(116) + b"\0" * 8 + struct.pack("<H", 0x100) + b"IM" + b"".join(parts)
    with open(os.path.join(D, f"{split}_32x32.mat"), "wb") as file:
        file.write(data)


class Small(datasets.SVHN):
    split_list = {split: [url, name, hashlib.md5(open(os.path.join(D, name), "rb").read()).hexdigest()]
                  for split, (url, name, _) in datasets.SVHN.split_list.items()}


for split in ("train", "test", "extra"):
    ds = Small(D, split)
    print(str(ds).replace(D, "D"), ds.split, ds.filename, ds.url)
    print(type(ds.data).__name__, ds.data.shape, ds.data.dtype, ds.data.astype(int).sum(), ds.labels, ds.labels.dtype)
    print(ds[1][0].size, ds[1][0].mode, ds[1][0].getpixel((5, 2)), ds[-1][1], type(ds[0][1]).__name__)
ds = Small(D, "train", transform=transforms.ToTensor())
for x, y in torch.utils.data.DataLoader(ds, batch_size=3):
    print(x.shape, round(x.double().sum().item(), 3), y)
show(lambda: datasets.SVHN(D))
show(lambda: datasets.SVHN(D, split="valid"))
show(lambda: datasets.SVHN(D, split=3))
show(lambda: Small(D + "/none"))
print(datasets.SVHN.split_list)
