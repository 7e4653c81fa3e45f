import torch
from torch.utils.data import BatchSampler, ConcatDataset, DataLoader, Dataset, IterableDataset, RandomSampler
from torch.utils.data import TensorDataset, WeightedRandomSampler, random_split
from torchvision import datasets, transforms
import torchvision.transforms.functional as F
from PIL import Image


class Stream(IterableDataset):
    def __iter__(self):
        return iter([1, 2, 3])


picture = Image.new('L', (4, 4))
cases = [
    lambda: DataLoader([1, 2, 3], batch_size=0),
    lambda: DataLoader([], shuffle=True),
    lambda: list(DataLoader([torch.zeros(2), torch.zeros(3)], batch_size=2)),
    lambda: list(DataLoader([picture] * 2, batch_size=2)),
    lambda: list(DataLoader([[1, 2], [1]], batch_size=2)),
    lambda: random_split([1, 2, 3], [1, 1]),
    lambda: random_split([1, 2, 3], [0.5, 0.2]),
    lambda: TensorDataset(torch.zeros(3))[3],
    lambda: TensorDataset(torch.zeros(3), torch.zeros(4)),
    lambda: DataLoader([1], shuffle=True, sampler=[0]),
    lambda: DataLoader([1], batch_sampler=[[0]], drop_last=True),
    lambda: DataLoader([1], batch_size=None, drop_last=True),
    lambda: DataLoader([1], num_workers=-1),
    lambda: DataLoader([1], timeout=-1),
    lambda: DataLoader([1], persistent_workers=True),
    lambda: DataLoader([1], prefetch_factor=2),
    lambda: DataLoader(Stream(), shuffle=True),
    lambda: len(DataLoader(Stream())),
    lambda: Dataset()[0],
    lambda: ConcatDataset([]),
    lambda: ConcatDataset([Stream()]),
    lambda: ConcatDataset([[1, 2], [3]])[-4],
    lambda: ConcatDataset([[1, 2], [3]])[3],
    lambda: RandomSampler([1], num_samples=0),
    lambda: RandomSampler([1], replacement=1),
    lambda: WeightedRandomSampler([1.0], 0),
    lambda: BatchSampler([1], 0, False),
    lambda: BatchSampler([1], 1, None),
    lambda: datasets.MNIST('no-such-folder'),
    lambda: transforms.ToTensor()(torch.zeros(3)),
    lambda: transforms.ToTensor()([1, 2]),
    lambda: transforms.Normalize((0.5,), (0.5,))(picture),
    lambda: transforms.Normalize((0.5,), (0.0,))(torch.zeros(1, 2, 2)),
    lambda: transforms.RandomCrop(8)(picture),
    lambda: transforms.Lambda(3),
    lambda: transforms.RandomRotation(-5),
    lambda: transforms.RandomErasing(p=2),
    lambda: transforms.ColorJitter(brightness=-1),
    lambda: F.to_tensor('x'),
    lambda: F.to_pil_image(torch.zeros(2, 2, 2, 2)),
    lambda: F.hflip(3),
    lambda: transforms.Pad((1, 2, 3)),
    lambda: Image.new('L', (4, 4)).getpixel((4, 0)),
    lambda: Image.new('XYZ', (4, 4)),
]
for number, case in enumerate(cases):
    try:
        print(number, 'no error:', case())
    except Exception as error:
        print(number, type(error).__name__ + ':', error)
loader = DataLoader([1, 2])
try:
    loader.batch_size = 3
except ValueError as error:
    print(error)
