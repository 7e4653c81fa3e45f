import sys
import torch
from torchvision import datasets
from torchvision.transforms import v2

transform = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
print(v2.ToImage(), v2.ToDtype(torch.float32, scale=True))
train = datasets.MNIST(sys.argv[1], transform=transform)
x, y = train[0]
print(x.shape, x.dtype, round(x.sum().item(), 3), y)
print(v2.ToDtype(torch.float32)(torch.tensor([1, 2], dtype=torch.uint8)))
