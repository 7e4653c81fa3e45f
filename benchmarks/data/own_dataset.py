# A Dataset written in the language, in shuffled batches of 64: the seconds of one pass over 50,000 samples.
import time

import torch
from torch.utils.data import DataLoader, Dataset


class Readings(Dataset):
    def __init__(self, count, transform=None):
        self.values = torch.randn(count, 16)
        self.labels = torch.randint(0, 10, (count,))
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        sample = self.values[index]
        if self.transform is not None:
            sample = self.transform(sample)
        return sample, self.labels[index].item()


class Scale:
    def __init__(self, mean, deviation):
        self.mean = mean
        self.deviation = deviation

    def __call__(self, sample):
        return (sample - self.mean) / self.deviation


torch.manual_seed(0)
data = Readings(50_000, transform=Scale(0.5, 2.0))
loader = DataLoader(data, batch_size=64, shuffle=True)
best = None
for _ in range(2):
    labels = 0
    start = time.perf_counter()
    for x, y in loader:
        labels += int(y.sum())
    seconds = time.perf_counter() - start
    best = seconds if best is None else min(best, seconds)
print("check", labels, tuple(x.shape))
print("seconds", best)
