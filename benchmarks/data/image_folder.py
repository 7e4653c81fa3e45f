# ImageFolder over small PNG files in folders (argument 1), ToTensor included: the seconds of one pass.
import sys
import time

from torchvision import datasets, transforms

folder = sys.argv[1]
start = time.perf_counter()
data = datasets.ImageFolder(folder, transform=transforms.ToTensor())
opened = time.perf_counter() - start
total = 0
start = time.perf_counter()
for index in range(len(data)):
    picture, label = data[index]
    total += label + picture.shape[1]
seconds = time.perf_counter() - start
print("check", total)
print("opened", opened)
print("seconds", seconds)
