"""USPS: postal digits of 16 by 16 pixels, in LIBSVM's text format."""

import os

import numpy as np
from PIL import Image
from torchvision.datasets.utils import download_url
from torchvision.datasets.vision import VisionDataset


class USPS(VisionDataset):
    """Postal digits: 7291 pictures for training, 2007 for testing."""

    split_list = {
        "train": ["https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.bz2", "usps.bz2",
                  "ec16c51db3855ca6c91edd34d0e9b197"],
        "test": ["https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.t.bz2", "usps.t.bz2",
                 "8ea070ee2aca1ac39742fdd1ef5ed118"],
    }

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        url, name, md5 = self.split_list["train" if train else "test"]
        path = os.path.join(self.root, name)
        if download and not os.path.exists(path):
            download_url(url, self.root, name, md5=md5)
        import bz2
        with bz2.open(path) as file:
            lines = file.read().decode().splitlines()
        # label 1:value 2:value …, with labels from 1 to 10 and values from -1 to 1.
        rows = [line.split() for line in lines]
        values = [[float(item[item.rfind(":") + 1:]) for item in row[1:]] for row in rows]
        pictures = np.asarray(values, dtype=np.float32).reshape((-1, 16, 16))
        self.data = ((pictures + 1) / 2 * 255).astype(np.uint8)
        self.targets = [int(row[0]) - 1 for row in rows]

    def __getitem__(self, index):
        image, target = Image.fromarray(self.data[index]), int(self.targets[index])
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def __len__(self):
        return len(self.data)
