import io
import tempfile

import torch
import numpy as np
from torchvision.utils import make_grid, save_image
from torchvision import transforms as T
import torchvision.transforms.functional as F
from PIL import Image
D = tempfile.mkdtemp()
def t(n, f):
    try:
        o = f()
        if isinstance(o, torch.Tensor): print(n, tuple(o.shape), o.dtype, round(float(o.double().sum()), 3), [round(v, 4) for v in o.double().reshape(-1)[:6].tolist()])
        elif isinstance(o, Image.Image): print(n, o.mode, o.size, list(o.tobytes()[:9]))
        else: print(n, o)
    except Exception as e: print(n, type(e).__name__, e)
x = torch.arange(5 * 3 * 4 * 4).reshape(5, 3, 4, 4).float() / 240
t('g', lambda: make_grid(x)); t('g2', lambda: make_grid(x, nrow=2, padding=1)); t('g3', lambda: make_grid(x[:, :1])); t('g4', lambda: make_grid(x[0])); t('g5', lambda: make_grid(x[0, 0])); t('g6', lambda: make_grid(list(x))); t('g7', lambda: make_grid(x, normalize=True)); t('g8', lambda: make_grid(x, normalize=True, value_range=(0.2, 0.5))); t('g9', lambda: make_grid(x, normalize=True, scale_each=True, pad_value=0.5)); t('g10', lambda: make_grid(3)); t('g11', lambda: make_grid((x * 255).to(torch.uint8))); t('g12', lambda: make_grid(x[:1])); t('g13', lambda: make_grid(x, value_range=3, normalize=True)); t('g14', lambda: make_grid([x[0], x[1]], 1)); t('g15', lambda: make_grid(x[:, 0]))
save_image(x, D + '/a.png'); t('s', lambda: F.pil_to_tensor(Image.open(D + '/a.png'))); save_image(x[0], D + '/b.png', normalize=True); t('s2', lambda: F.pil_to_tensor(Image.open(D + '/b.png'))); b = io.BytesIO(); save_image(x, b, format='png', nrow=3); b.seek(0); t('s3', lambda: F.pil_to_tensor(Image.open(b))); save_image(x, D + '/c.jpg'); t('s4', lambda: Image.open(D + '/c.jpg').size); save_image([x[0], x[1]], D + '/d.png', padding=0); t('s5', lambda: Image.open(D + '/d.png').size)
a = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
t('n1', lambda: T.ToTensor()(a)); t('n2', lambda: T.ToTensor()(a[:, :, 0])); t('n3', lambda: T.ToTensor()(a.astype(np.float32))); t('n4', lambda: T.ToPILImage()(a)); t('n5', lambda: Image.fromarray(a)); t('n6', lambda: Image.fromarray(a[:, :, 0])); t('n7', lambda: Image.fromarray(a[:, :, 0] > 5)); t('n8', lambda: Image.fromarray(a.astype(np.float64))); t('n9', lambda: np.array(Image.fromarray(a)).sum()); t('n10', lambda: np.asarray(Image.fromarray(a).convert('L')).shape); t('n11', lambda: F.to_tensor(np.ones((2, 3))).dtype); t('n12', lambda: T.ToTensor()(np.ones(3)))
from torch.utils.data import DataLoader, default_collate
t('c1', lambda: default_collate([np.ones(2), np.zeros(2)])); t('c2', lambda: default_collate([np.float32(1.5), np.float32(2)])); t('c3', lambda: default_collate([(np.int64(3), np.array([1., 2.]))] * 2)); t('c4', lambda: default_collate([{'x': np.array(3)}] * 2))
print(np.array(Image.new('RGB', (3, 2), (1, 2, 3))).shape, np.array(Image.new('1', (3, 2))).dtype)
i = Image.fromarray(a); print(np.array_equal(np.asarray(i), a), np.asarray(i.resize((2, 2))).tolist())
