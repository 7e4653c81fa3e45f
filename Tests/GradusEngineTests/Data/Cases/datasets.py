import sys
import torch
from torchvision import datasets, transforms

root = sys.argv[1]
train = datasets.MNIST(root=root, train=True)
test = datasets.MNIST(root, train=False, transform=transforms.ToTensor())
print(train)
print(test)
print(len(train), len(test))
image, label = train[3]
print(image.size, image.mode, label, type(label), isinstance(label, int))
print(label + 1, label * 2, label == 3, f'{label:>4}', repr(label), [10, 20, 30, 40, 50, 60, 70, 80, 90, 100][label])
print(torch.tensor(label), torch.tensor([label, label]), {label: 'x'}, -label, label // 2, float(label))
x, y = test[-1]
print(x.shape, x.dtype, round(x.sum().item(), 3), y)
print(train.data.shape, train.data.dtype, train.targets.tolist())
print(train.classes)
print(train.class_to_idx['3 - three'], train.train)
print(sum(y for x, y in test), [y for _, y in train][:5])
for index in (20, -21):
    try:
        train[index]
    except IndexError as error:
        print(error)
train.transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
print(train)
print(train[0][0].mean(), train[0][0][0, 14, 10:14])
train.target_transform = lambda y: y * 10
print([train[i][1] for i in range(4)])
train.target_transform = None
train.data = train.data[:5]
train.targets = train.targets[:5]
print(len(train), [y for _, y in train])
tiny = datasets.FakeData(size=3, image_size=(1, 4, 4), num_classes=5, transform=transforms.ToTensor())
print(tiny)
print(tiny[1][0], tiny[1][1], len(tiny))
both = train + test
print(len(both), both[5][1] == test[0][1], both.cumulative_sizes)
print(isinstance(train, torch.utils.data.Dataset), isinstance(train, datasets.VisionDataset))


class MNIST(datasets.MNIST):
    def __init__(self, root):
        super().__init__(root, train=False)

    def __getitem__(self, index):
        image, label = super().__getitem__(index)
        return label % 2, index


odd = MNIST(root)
print([odd[i] for i in range(4)], len(odd))
print(next(iter(torch.utils.data.DataLoader(odd, batch_size=4))))
