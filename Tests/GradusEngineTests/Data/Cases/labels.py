import json
import sys
import torch
import torch.nn.functional as F
from collections import Counter, defaultdict
from torchvision import datasets, transforms

train = datasets.MNIST(sys.argv[1], transform=transforms.ToTensor())
x, y = train[1]
print(y, str(y), repr(y), f'{y}', f'{y:5d}|', '%d %s %r' % (y, y, y), '{:.1f}'.format(y), [y], (y,), {y: y})
print(type(y), type(y) is int, isinstance(y, int), isinstance(y, (float, int)), isinstance(y, str), callable(y))
print(y + 1, 1 + y, y - 5, y * 2.5, y / 2, y // 2, y % 2, y**2, -y, abs(y), ~y, y << 1, y & 1, divmod(y, 2), round(y))
print(y == 3, 3 == y, y != 3, y < 4, 4 > y, y == 3.0, y is None, bool(y), not y, y in [1, 3], y in {3}, y in range(4))
print(hash(y) == hash(3), {3: 'three'}[y], ['a', 'b', 'c', 'd'][y], 'abcdef'[y], list(range(y)), 'ab' * y, [0] * y)
labels = [label for _, label in train]
print(sorted(set(labels)), Counter(labels).most_common(2), sum(labels), max(labels), min(labels), labels.count(3))
counts = defaultdict(int)
for _, label in train:
    counts[label] += 1
print(dict(counts), json.dumps(labels), labels.index(6))
t = torch.arange(10.0)
print(t[y], t[y:], torch.tensor(y), torch.tensor(labels[:3]), torch.tensor([y], dtype=torch.float32), torch.full((2,), y))
print(t == y, (t == y).sum(), y == torch.tensor(3), torch.tensor(3) == y, int(torch.tensor(3) == y), t + y, y * t[:2])
hot = torch.zeros(10)
hot[y] = 1
print(hot, torch.zeros(2, 4).index_fill(1, torch.tensor([y]), y))
print(F.cross_entropy(torch.zeros(1, 10), torch.tensor([y])), t.argmax() == y, torch.eye(4)[y])
match y:
    case 3:
        print('three')
    case _:
        print('other')
print(min(y, 5), max(y, 5), int(y), float(y), complex(y) if False else '', bin(y), chr(y + 64), pow(y, 2), y.bit_length())
try:
    y[0]
except TypeError as error:
    print(error)
try:
    'a' + y
except TypeError as error:
    print(error)
try:
    len(y)
except TypeError as error:
    print(error)
