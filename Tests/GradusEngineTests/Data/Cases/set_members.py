# What classes and objects of data sets tell of themselves, and subscripts that are no whole numbers.
import os
import pickle
import struct
import tempfile

import numpy as np
import torch
import torchvision.datasets.cifar
from torchvision import datasets, transforms

D = tempfile.mkdtemp()
# Small files have other sums.
torchvision.datasets.cifar.check_integrity = lambda *arguments, **keywords: True


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0].replace(D, "D"))


def idx(path, array, code=8):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(struct.pack(">BBBB", 0, 0, code, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape))
        file.write(array.tobytes() if code == 8 else b"".join(struct.pack(">i", int(v)) for v in array.flatten()))


pixels = (np.arange(20 * 784) % 251).astype(np.uint8).reshape(20, 28, 28)
for name in ("MNIST", "FashionMNIST", "KMNIST"):
    for part, n in (("train", 20), ("t10k", 10)):
        idx(f"{D}/{name}/raw/{part}-images-idx3-ubyte", pixels[:n])
        idx(f"{D}/{name}/raw/{part}-labels-idx1-ubyte", (np.arange(n) * 7 % 10).astype(np.uint8))
    kind = getattr(datasets, name)
    ds = kind(D, train=False)
    print(ds.raw_folder.replace(D, "D"), ds.processed_folder.replace(D, "D"), ds.extra_repr(), ds._check_exists())
    print(kind.mirrors, kind.resources, kind.training_file, kind.test_file, kind.classes == ds.classes, ds.class_to_idx)
ds = datasets.MNIST(D)
for key in ("a", 1.0, slice(1, 3), None, [1, 2], torch.tensor([1, 2]), 20, -21):
    show(lambda: ds[key])
print(ds[torch.tensor(3)][1], ds[np.int64(3)][1])
for split in datasets.EMNIST.splits:
    shift = 1 if split == "letters" else 0
    for part, n in (("train", 6), ("test", 4)):
        idx(f"{D}/EMNIST/raw/emnist-{split}-{part}-images-idx3-ubyte", pixels[:n])
        idx(f"{D}/EMNIST/raw/emnist-{split}-{part}-labels-idx1-ubyte", (np.arange(n) + shift).astype(np.uint8))
    ds = datasets.EMNIST(D, split, train=False)
    print(ds.split, ds.train, len(ds), ds.targets, ds.classes[:3], len(ds.class_to_idx))
print(datasets.EMNIST.url, datasets.EMNIST.md5)
show(lambda: datasets.EMNIST(D + "/none", "letters"))
idx(f"{D}/QMNIST/raw/qmnist-train-images-idx3-ubyte", pixels[:6])
idx(f"{D}/QMNIST/raw/qmnist-train-labels-idx2-int", np.array([[i, i * 2, -1, 4, 5, 6, 7, 8] for i in range(6)]), 12)
for compat in (True, False):
    ds = datasets.QMNIST(D, compat=compat)
    print(ds.what, ds.compat, ds[2][1], ds.targets.shape, ds.extra_repr())
    print([y for _, y in torch.utils.data.DataLoader(datasets.QMNIST(D, compat=compat, transform=transforms.ToTensor()), 4)])
show(lambda: datasets.QMNIST(D, what="foo"))

for folder, names, meta, key, title, count in (
        ("cifar-10-batches-py", [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"], "batches.meta", "labels",
         "label_names", 10),
        ("cifar-100-python", ["train", "test"], "meta", "fine_labels", "fine_label_names", 100)):
    os.makedirs(f"{D}/{folder}")
    for i, name in enumerate(names):
        data = (np.arange(10 * 3072) * (i + 1) % 255).astype(np.uint8).reshape(10, 3072)
        with open(f"{D}/{folder}/{name}", "wb") as file:
            pickle.dump({"data": data, key: [(i + j) % count for j in range(10)], "batch_label": "x"}, file, protocol=2)
    with open(f"{D}/{folder}/{meta}", "wb") as file:
        pickle.dump({title: [f"c{i}" for i in range(count)]}, file, protocol=2)
for kind in (datasets.CIFAR10, datasets.CIFAR100):
    for train in (True, False):
        ds = kind(D, train=train)
        print(str(ds).replace(D, "D"), type(ds.data).__name__, ds.data.shape, ds.data.dtype, ds.data.strides)
        print(type(ds.targets).__name__, ds.targets[:5], ds.classes[:3], (ds.data / 255).mean(axis=(0, 1, 2)))
        print(ds[3][0].getpixel((2, 3)), ds[-1][1], torch.from_numpy(ds.data).sum(), ds.data.transpose(0, 3, 1, 2).shape)
        for index in (100, "a", 1.5):
            show(lambda: ds[index])
        ds.data = ds.data[:4]
        ds.targets = ds.targets[:4]
        print(len(ds), ds[1][1], ds[1][0].getpixel((2, 3)))
    print(kind.base_folder, kind.url, kind.filename, kind.tgz_md5, kind.train_list, kind.test_list, kind.meta)
with open(f"{D}/cifar-10-batches-py/data_batch_1", "rb") as file:
    batch = pickle.load(file, encoding="bytes")
print(sorted(batch), type(batch["data" if "data" in batch else b"data"]).__name__)
