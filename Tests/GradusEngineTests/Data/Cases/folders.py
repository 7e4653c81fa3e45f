import os
import tempfile

import torch
from PIL import Image
from torchvision import datasets, transforms
from torchvision.datasets import utils
D = tempfile.mkdtemp()
for c, n in [('cat', 3), ('dog', 2), ('ant', 4)]:
    os.makedirs(f'{D}/{c}/sub')
    for i in range(n):
        im = Image.new('RGB', (6 + i, 5), (i * 40, 100, len(c) * 30)); im.putpixel((1, 1), (255, 0, 0)); im.save(f'{D}/{c}/{"sub/" if i % 2 else ""}{i}.png')
    open(f'{D}/{c}/notes.txt', 'w').write('x')
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).replace(D, 'D'))
ds = datasets.ImageFolder(D, transform=transforms.Compose([transforms.Resize((4, 4)), transforms.ToTensor()]))
print(len(ds), ds.classes, ds.class_to_idx, [(os.path.relpath(p, D), c) for p, c in ds.samples], ds.targets, ds.imgs == ds.samples)
print(repr(ds).replace(D, 'D')); x, y = ds[3]; print(x.shape, y, x.sum())
print(datasets.ImageFolder(D)[0][0].size, repr(datasets.ImageFolder(D)).replace(D, 'D'))
for x, y in torch.utils.data.DataLoader(ds, batch_size=4, shuffle=False): print(x.shape, y, x.sum())
ds2 = datasets.ImageFolder(D, target_transform=lambda y: y * 10, is_valid_file=lambda p: p.endswith('0.png')); print(len(ds2), [y for _, y in ds2])
os.makedirs(D + '/empty'); t(lambda: datasets.ImageFolder(D)); t(lambda: datasets.ImageFolder(D, allow_empty=True).classes); t(lambda: datasets.ImageFolder(D + '/cat/sub')); t(lambda: datasets.ImageFolder('/nonexistent'))
df = datasets.DatasetFolder(D, loader=lambda p: open(p).read(), extensions=('txt',), allow_empty=True); print(len(df), df[0], repr(df).replace(D, 'D'))
print(isinstance(ds, torch.utils.data.Dataset), isinstance(ds, datasets.VisionDataset), ds.loader.__name__, ds.extensions[:3], ds.root == D)
fd = datasets.FakeData(size=3, image_size=(3, 4, 4), num_classes=2, transform=transforms.ToTensor()); print(fd, len(fd), fd[0][0].shape, fd[0][1], fd[1][0].sum())
print(utils.check_integrity(D + '/cat/notes.txt'), utils.check_integrity(D + '/cat/notes.txt', '9dd4e461268c8034f5c8564e155c67a6'), utils.calculate_md5(D + '/cat/notes.txt'), sorted(utils.list_dir(D)), utils.list_files(D + '/cat', '.txt'))
t(lambda: utils.verify_str_arg('a', 'x', ['b', 'c'])); t(lambda: utils.extract_archive(D + '/cat/notes.txt'))
class My(datasets.VisionDataset):
    def __init__(self, root, transform=None): super().__init__(root, transform=transform); self.n = 3
    def __len__(self): return self.n
    def __getitem__(self, i): return i
print(repr(My('somewhere', transform=transforms.ToTensor())), len(My('x')), My('x')[1])
sub = torch.utils.data.Subset(ds, [0, 5]); print(len(sub), sub[1][1], sub.dataset.classes)
torch.manual_seed(0); a, b = torch.utils.data.random_split(ds, [6, 3]); print(a.indices, b.indices)
