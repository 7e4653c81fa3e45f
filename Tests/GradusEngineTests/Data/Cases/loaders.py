import sys
import torch
from torch.utils.data import (
    BatchSampler, ConcatDataset, DataLoader, Dataset, IterableDataset, RandomSampler, Sampler, SequentialSampler, Subset,
    SubsetRandomSampler, TensorDataset, WeightedRandomSampler, default_collate, random_split,
)
from torchvision import datasets, transforms

root = sys.argv[1]
torch.manual_seed(0)
to_tensor = transforms.ToTensor()
train = datasets.MNIST(root, train=True, transform=to_tensor)
loader = DataLoader(train, batch_size=6, shuffle=True)
print(len(loader), loader.batch_size, loader.drop_last, loader.num_workers, loader.dataset is train)
print(type(loader.sampler).__name__, type(loader.batch_sampler).__name__)
for x, y in loader:
    print(x.shape, round(x.sum().item(), 2), y)
batch = next(iter(loader))
print(type(batch), len(batch))
first, second = random_split(train, [15, 5], generator=torch.Generator().manual_seed(7))
print(len(first), len(second), list(second.indices))
for x, y in DataLoader(second, batch_size=3):
    print(x.shape, y)
print(torch.rand(1))
augmented = datasets.MNIST(
    root, transform=transforms.Compose([transforms.RandomRotation(20), transforms.ToTensor()]))
for x, y in DataLoader(Subset(augmented, [3, 1, 2]), batch_size=2, shuffle=True):
    print(round(x.sum().item(), 2), y)
print(torch.rand(1))
for x, y in DataLoader(augmented, batch_size=8, num_workers=2, shuffle=True):
    print(round(x.sum().item(), 2), y)
print(torch.rand(1))


class Squares(Dataset):
    def __len__(self):
        return 7

    def __getitem__(self, index):
        return {'x': torch.tensor([index, index**2]), 'y': (index / 2, str(index)), 'z': [index, True]}


for batch in DataLoader(Squares(), batch_size=3):
    print(batch)
print(next(iter(DataLoader(Squares(), batch_size=None))))
print(next(iter(DataLoader(Squares(), batch_size=2, collate_fn=lambda items: [i['y'][1] for i in items]))))
print(len(Squares() + Squares()), (Squares() + Squares())[8]['x'])
print([s['z'][0] for s in Subset(Squares(), [5, 6])])


class Count(IterableDataset):
    def __iter__(self):
        yield from range(5)


print([b for b in DataLoader(Count(), batch_size=2)])
print([b for b in DataLoader(Count(), batch_size=2, drop_last=True)])
print(list(DataLoader(Count(), batch_size=None)))
print(default_collate([1, 2]), default_collate([1.5, 2]), default_collate(['a', 'b']), default_collate([True, False]))
print(default_collate([(1, 'a'), (2, 'b')]), default_collate([[1, 2], [3, 4]]))
data = TensorDataset(torch.arange(8.0).view(4, 2), torch.arange(4))
print(data[1], data[1:3], len(data))
print(list(DataLoader(data, batch_size=3)))


class Backwards(Sampler):
    def __init__(self, source):
        self.source = source

    def __iter__(self):
        return iter(range(len(self.source) - 1, -1, -1))

    def __len__(self):
        return len(self.source)


print([b.tolist() for b in DataLoader(range(5), batch_size=2, sampler=Backwards(range(5)))])
print([b.tolist() for b in DataLoader(range(5), batch_sampler=[[0, 4], [2]])])
print(list(BatchSampler(SequentialSampler(range(5)), 2, False)), list(BatchSampler(range(5), 2, True)))
torch.manual_seed(1)
print(list(RandomSampler(range(6))), list(SubsetRandomSampler([3, 5, 7])))
print(list(WeightedRandomSampler([0.1, 0.9, 0.4], 5)), list(RandomSampler(range(4), replacement=True, num_samples=6)))
print([b.tolist() for b in DataLoader(range(5), batch_size=2, sampler=SubsetRandomSampler([4, 2, 0]))])
print([len(part) for part in random_split(range(10), [0.5, 0.3, 0.2])])
train.targets[0] = 9
print(next(iter(DataLoader(train, batch_size=2)))[1])
