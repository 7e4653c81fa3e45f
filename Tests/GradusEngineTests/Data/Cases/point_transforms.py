import torch, warnings, sys
import torchvision.transforms as T
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode as IM
from PIL import Image
warnings.simplefilter('ignore')
def img(mode, w=9, h=7, seed=1):
    im = Image.new(mode, (w, h))
    ch = len(mode) if mode != '1' else 1
    for y in range(h):
        for x in range(w):
            v = tuple((x * 29 + y * 17 * (c + 1) + (x * y * 7 + c * 61 + seed * 37) % 23 * 5) % 256 for c in range(ch))
            im.putpixel((x, y), v if ch > 1 else v[0])
    return im
def dump(o):
    if isinstance(o, Image.Image): return (o.mode, o.size, sum((i + 1) * b for i, b in enumerate(o.tobytes())), list(o.tobytes()[:12]))
    if isinstance(o, torch.Tensor): return (str(o.dtype), tuple(o.shape), [round(v, 4) for v in o.double().reshape(-1).tolist()[:10]], round(o.double().sum().item(), 3), round((o.double().reshape(-1) * torch.arange(o.numel())).sum().item(), 2))
    if isinstance(o, (tuple, list)): return [dump(x) for x in o]
    return o
def t(name, f, n=1):
    torch.manual_seed(5)
    for i in range(n):
        try: print(name, dump(f()))
        except Exception as e: print(name, type(e).__name__, str(e))
L, R, A = img('L'), img('RGB'), img('RGBA')
tR = F.pil_to_tensor(R); tf = F.to_tensor(R); tb = torch.stack([tf, tf.flip(0)])
INS = [('L', L), ('R', R), ('A', A), ('t8', tR), ('tf', tf), ('tb', tb)]
try:
    tr = T.GaussianBlur(3)
    print(repr(tr))
    for n, i in INS: t('GaussianBlur(3)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'GaussianBlur(3)' or 'Jitter' in 'GaussianBlur(3)' else 1)
except Exception as e: print('GaussianBlur(3)', type(e).__name__, e)
try:
    tr = T.GaussianBlur(5,sigma=(0.5,1.5))
    print(repr(tr))
    for n, i in INS: t('GaussianBlur(5,sigma=(0.5,1.5))' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'GaussianBlur(5,sigma=(0.5,1.5))' or 'Jitter' in 'GaussianBlur(5,sigma=(0.5,1.5))' else 1)
except Exception as e: print('GaussianBlur(5,sigma=(0.5,1.5))', type(e).__name__, e)
try:
    tr = T.GaussianBlur((3,5),1.0)
    print(repr(tr))
    for n, i in INS: t('GaussianBlur((3,5),1.0)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'GaussianBlur((3,5),1.0)' or 'Jitter' in 'GaussianBlur((3,5),1.0)' else 1)
except Exception as e: print('GaussianBlur((3,5),1.0)', type(e).__name__, e)
try:
    tr = T.GaussianBlur(4)
    print(repr(tr))
    for n, i in INS: t('GaussianBlur(4)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'GaussianBlur(4)' or 'Jitter' in 'GaussianBlur(4)' else 1)
except Exception as e: print('GaussianBlur(4)', type(e).__name__, e)
try:
    tr = T.TenCrop(3)
    print(repr(tr))
    for n, i in INS: t('TenCrop(3)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'TenCrop(3)' or 'Jitter' in 'TenCrop(3)' else 1)
except Exception as e: print('TenCrop(3)', type(e).__name__, e)
try:
    tr = T.TenCrop(3,vertical_flip=True)
    print(repr(tr))
    for n, i in INS: t('TenCrop(3,vertical_flip=True)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'TenCrop(3,vertical_flip=True)' or 'Jitter' in 'TenCrop(3,vertical_flip=True)' else 1)
except Exception as e: print('TenCrop(3,vertical_flip=True)', type(e).__name__, e)
try:
    tr = T.RandomPosterize(3,p=1)
    print(repr(tr))
    for n, i in INS: t('RandomPosterize(3,p=1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomPosterize(3,p=1)' or 'Jitter' in 'RandomPosterize(3,p=1)' else 1)
except Exception as e: print('RandomPosterize(3,p=1)', type(e).__name__, e)
try:
    tr = T.RandomPosterize(2)
    print(repr(tr))
    for n, i in INS: t('RandomPosterize(2)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomPosterize(2)' or 'Jitter' in 'RandomPosterize(2)' else 1)
except Exception as e: print('RandomPosterize(2)', type(e).__name__, e)
try:
    tr = T.RandomSolarize(128,p=1)
    print(repr(tr))
    for n, i in INS: t('RandomSolarize(128,p=1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomSolarize(128,p=1)' or 'Jitter' in 'RandomSolarize(128,p=1)' else 1)
except Exception as e: print('RandomSolarize(128,p=1)', type(e).__name__, e)
try:
    tr = T.RandomAdjustSharpness(2,p=1)
    print(repr(tr))
    for n, i in INS: t('RandomAdjustSharpness(2,p=1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomAdjustSharpness(2,p=1)' or 'Jitter' in 'RandomAdjustSharpness(2,p=1)' else 1)
except Exception as e: print('RandomAdjustSharpness(2,p=1)', type(e).__name__, e)
try:
    tr = T.RandomAdjustSharpness(0.5)
    print(repr(tr))
    for n, i in INS: t('RandomAdjustSharpness(0.5)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomAdjustSharpness(0.5)' or 'Jitter' in 'RandomAdjustSharpness(0.5)' else 1)
except Exception as e: print('RandomAdjustSharpness(0.5)', type(e).__name__, e)
try:
    tr = T.RandomAutocontrast(p=1)
    print(repr(tr))
    for n, i in INS: t('RandomAutocontrast(p=1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomAutocontrast(p=1)' or 'Jitter' in 'RandomAutocontrast(p=1)' else 1)
except Exception as e: print('RandomAutocontrast(p=1)', type(e).__name__, e)
try:
    tr = T.RandomAutocontrast()
    print(repr(tr))
    for n, i in INS: t('RandomAutocontrast()' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomAutocontrast()' or 'Jitter' in 'RandomAutocontrast()' else 1)
except Exception as e: print('RandomAutocontrast()', type(e).__name__, e)
try:
    tr = T.RandomEqualize(1)
    print(repr(tr))
    for n, i in INS: t('RandomEqualize(1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomEqualize(1)' or 'Jitter' in 'RandomEqualize(1)' else 1)
except Exception as e: print('RandomEqualize(1)', type(e).__name__, e)
try:
    tr = T.RandomEqualize()
    print(repr(tr))
    for n, i in INS: t('RandomEqualize()' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'RandomEqualize()' or 'Jitter' in 'RandomEqualize()' else 1)
except Exception as e: print('RandomEqualize()', type(e).__name__, e)
try:
    tr = T.ColorJitter(0.4)
    print(repr(tr))
    for n, i in INS: t('ColorJitter(0.4)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'ColorJitter(0.4)' or 'Jitter' in 'ColorJitter(0.4)' else 1)
except Exception as e: print('ColorJitter(0.4)', type(e).__name__, e)
try:
    tr = T.ColorJitter(0.4,0.3,0.2,0.1)
    print(repr(tr))
    for n, i in INS: t('ColorJitter(0.4,0.3,0.2,0.1)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'ColorJitter(0.4,0.3,0.2,0.1)' or 'Jitter' in 'ColorJitter(0.4,0.3,0.2,0.1)' else 1)
except Exception as e: print('ColorJitter(0.4,0.3,0.2,0.1)', type(e).__name__, e)
try:
    tr = T.Grayscale(3)
    print(repr(tr))
    for n, i in INS: t('Grayscale(3)' + ' ' + n, lambda: tr(i.clone() if isinstance(i, torch.Tensor) else i), 3 if 'Random' in 'Grayscale(3)' or 'Jitter' in 'Grayscale(3)' else 1)
except Exception as e: print('Grayscale(3)', type(e).__name__, e)
for n, i in INS: t('adjust_gamma(i,2)' + ' ' + n, lambda: F.adjust_gamma(i,2))
for n, i in INS: t('adjust_gamma(i,0.5,gain=2)' + ' ' + n, lambda: F.adjust_gamma(i,0.5,gain=2))
for n, i in INS: t('adjust_sharpness(i,2)' + ' ' + n, lambda: F.adjust_sharpness(i,2))
for n, i in INS: t('adjust_sharpness(i,0)' + ' ' + n, lambda: F.adjust_sharpness(i,0))
for n, i in INS: t('posterize(i,4)' + ' ' + n, lambda: F.posterize(i,4))
for n, i in INS: t('solarize(i,100)' + ' ' + n, lambda: F.solarize(i,100))
for n, i in INS: t('autocontrast(i)' + ' ' + n, lambda: F.autocontrast(i))
for n, i in INS: t('equalize(i)' + ' ' + n, lambda: F.equalize(i))
for n, i in INS: t('gaussian_blur(i,[3,5],[1.0,2.0])' + ' ' + n, lambda: F.gaussian_blur(i,[3,5],[1.0,2.0]))
for n, i in INS: t('ten_crop(i,3)' + ' ' + n, lambda: F.ten_crop(i,3))
for n, i in INS: t('adjust_hue(i,0.1)' + ' ' + n, lambda: F.adjust_hue(i,0.1))
