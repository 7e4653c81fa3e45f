"""SVHN: house numbers seen from the street, colour pictures of 32 by 32 pixels."""

import os

import numpy as np
from PIL import Image
from torchvision.datasets.utils import check_integrity, download_url, verify_str_arg
from torchvision.datasets.vision import VisionDataset


class SVHN(VisionDataset):
    """House numbers, one digit in the middle of each picture."""

    split_list = {
        "train": ["http://ufldl.stanford.edu/housenumbers/train_32x32.mat", "train_32x32.mat",
                  "e26dedcc434d2e4c54c9b2d4a06d8373"],
        "test": ["http://ufldl.stanford.edu/housenumbers/test_32x32.mat", "test_32x32.mat",
                 "eb5a983be6a315427106f1b164d9cef3"],
        "extra": ["http://ufldl.stanford.edu/housenumbers/extra_32x32.mat", "extra_32x32.mat",
                  "a93ce644f1a588dc4d68dda5feec44a7"],
    }

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.split = verify_str_arg(split, "split", tuple(self.split_list.keys()))
        self.url, self.filename, self.file_md5 = self.split_list[split]
        if download:
            self.download()
        if not self._check_integrity():
            raise RuntimeError("Dataset not found or corrupted. You can use download=True to download it")
        from torchvision.datasets import _matlab
        content = _matlab.load(os.path.join(self.root, self.filename), ("X", "y"))
        # [height, width, channels, N] in columns becomes [N, channels, height, width].
        self.data = np.transpose(content["X"], (3, 2, 0, 1))
        self.labels = content["y"].astype(np.int64).squeeze()
        # The digit 0 has the label 10.
        self.labels[self.labels == 10] = 0

    def __getitem__(self, index):
        image, target = self.data[index], int(self.labels[index])
        image = Image.fromarray(np.transpose(image, (1, 2, 0)))
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def __len__(self):
        return len(self.data)

    def _check_integrity(self):
        return check_integrity(os.path.join(self.root, self.filename), self.split_list[self.split][2])

    def download(self):
        download_url(self.url, self.root, self.filename, self.split_list[self.split][2])

    def extra_repr(self):
        return f"Split: {self.split}"
