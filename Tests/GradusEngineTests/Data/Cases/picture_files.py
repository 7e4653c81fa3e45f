import io
import os
import sys
import tempfile

from PIL import Image
def img(mode, w=9, h=7, seed=1):
    im = Image.new(mode, (w, h)); ch = len(mode) if mode != '1' else 1
    for y in range(h):
        for x in range(w):
            v = tuple((x * 29 + y * 17 * (c + 1) + (x * y * 7 + c * 61 + seed * 37) % 23 * 5) % 256 for c in range(ch))
            im.putpixel((x, y), v if ch > 1 else v[0])
    return im
def dump(o):
    if isinstance(o, Image.Image): return (type(o).__name__, o.mode, o.size, sum((i + 1) * b for i, b in enumerate(o.tobytes())), list(o.tobytes()[:12]))
    if isinstance(o, (tuple, list)) and o and not isinstance(o[0], (int, float)): return [dump(x) for x in o]
    return o
def t(name, f):
    try: print(name, dump(f()))
    except Exception as e: print(name, type(e).__name__, str(e).replace(D, ''))
HERE = os.path.join(sys.argv[1], 'Files', 'Pictures') + '/'
D = tempfile.mkdtemp() + '/'
B = [('1', img('L').convert('1')), ('L', img('L')), ('R', img('RGB')), ('A', img('RGBA'))]
big = Image.merge('RGB', [img('L', 64, 48, s) for s in (1, 2, 3)]); smooth = Image.new('RGB', (64, 48))
for y in range(48):
    for x in range(64): smooth.putpixel((x, y), (x * 4, y * 5, (x + y) * 2))
for n, i in B:
    p = D + n + '.png'; i.save(p); r = Image.open(p); print(r.format, r.mode, r.size, r.info, os.path.basename(r.filename), dump(r)[1:], dump(r.copy()))
    t('eq', lambda: list(r.getdata()) == list(i.getdata()))
for n, i in [('L', img('L', 33, 21)), ('R', big), ('S', smooth)]:
    for q in (None, 30, 95):
        b = io.BytesIO(); i.save(b, 'JPEG', **({'quality': q} if q else {})); v = b.getvalue(); b.seek(0); r = Image.open(b); print(n, q, len(v), r.format, r.mode, r.size, dump(r)[1:])
b = io.BytesIO(); smooth.save(b, format='jpeg', subsampling=0, quality=90, optimize=True); print(len(b.getvalue()))
b = io.BytesIO(); smooth.save(b, format='jpeg', progressive=True); print(len(b.getvalue()))
for f in sorted(os.listdir(HERE)):
    t(f, lambda: (lambda r: [r.convert('RGB'), r.convert('L')])(Image.open(HERE + f)))
t('missing', lambda: Image.open(D + 'nope.png')); open(D + 'x.txt', 'w').write('hello'); t('noimg', lambda: Image.open(D + 'x.txt')); t('dir', lambda: Image.open('/tmp'))
t('ext', lambda: img('L').save(D + 'a.xyz')); t('noext', lambda: img('L').save(D + 'a')); t('fmt', lambda: img('L').save(D + 'a', 'XYZ')); t('rgbajpg', lambda: img('RGBA').save(D + 'a.jpg')); t('nodir', lambda: img('L').save(D + 'no/a.png')); t('empty', lambda: Image.new('L', (0, 3)).save(D + 'e.png'))
with Image.open(D + 'R.png') as r: print(r.size, r.getpixel((1, 2)))
for n, i in B:
    for m in ('1', 'L', 'RGB', 'RGBA'): t(f'conv {n} {m}', lambda: i.convert(m))
    for s in [(5, 4), (18, 14), (3, 9)]:
        for f in range(6): t(f'resize {n} {s} {f}', lambda: i.resize(s, f))
    t('resize box ' + n, lambda: i.resize((4, 4), Image.BILINEAR, (1, 1, 7, 6))); t('crop ' + n, lambda: i.crop((1, 2, 5, 6))); t('crop2', lambda: i.crop((-2, -1, 4, 3))); t('crop3', lambda: i.crop((5, 5, 2, 2)))
    for a in (0, 30, 90, 180, 270, 45.5): t(f'rot {n} {a}', lambda: i.rotate(a)); t(f'rote {n} {a}', lambda: i.rotate(a, expand=True)); t(f'rotb {n} {a}', lambda: i.rotate(a, Image.BILINEAR)); t(f'rotc {n} {a}', lambda: i.rotate(a, Image.BICUBIC, expand=True))
    t('rotf ' + n, lambda: i.rotate(20, fillcolor=100 if i.mode in '1L' else 'red')); t('rotcen ' + n, lambda: i.rotate(20, center=(1, 1), translate=(1, 2)))
    for k in range(7): t(f'tr {n} {k}', lambda: i.transpose(k))
    t('split ' + n, lambda: i.split()); t('merge ' + n, lambda: Image.merge(i.mode, i.split())); t('bands', lambda: i.getbands()); t('ext', lambda: i.getextrema()); t('hist', lambda: sum(k * v for k, v in enumerate(i.histogram())))
    t('point ' + n, lambda: i.point(lambda v: 255 - v)); t('point2 ' + n, lambda: i.point([v // 2 for v in range(256)] * len(i.getbands()))); t('bbox ' + n, lambda: i.getbbox()); t('tobytes', lambda: len(i.tobytes()))
    t('paste ' + n, lambda: (lambda c: (c.paste(0, (1, 1, 4, 4)), c)[1])(i.copy())); t('pastei ' + n, lambda: (lambda c: (c.paste(i.crop((0, 0, 3, 3)), (4, 2)), c)[1])(i.copy())); t('pastem ' + n, lambda: (lambda c: (c.paste(i.transpose(0), (0, 0), img('L')), c)[1])(i.copy()))
    t('thumb ' + n, lambda: (lambda c: (c.thumbnail((4, 4)), c)[1])(i.copy())); t('thumb2 ' + n, lambda: (lambda c: (c.thumbnail((40, 40)), c)[1])(i.copy())); t('getpix ' + n, lambda: [i.getpixel((0, 0)), i.getpixel((-1, -1))]); t('getpixbad', lambda: i.getpixel((99, 0)))
    t('data ' + n, lambda: list(i.getdata())[:5]); i.mode != '1' and t('blend ' + n, lambda: Image.blend(i, i.transpose(0), 0.3)); t('comp ' + n, lambda: Image.composite(i, i.transpose(0), img('L'))); len(i.mode) > 1 and t('putalpha ' + n, lambda: (lambda c: (c.putalpha(100), c)[1])(i.copy()))
    t('frombytes', lambda: Image.frombytes(i.mode, i.size, i.tobytes())); t('colors', lambda: sorted(i.resize((2, 2)).getcolors()))
t('new', lambda: Image.new('RGB', (2, 2), 'red')); t('new2', lambda: Image.new('RGB', (2, 2), '#ff8000')); t('new3', lambda: Image.new('L', (2, 2), 300)); t('new4', lambda: Image.new('XX', (2, 2))); t('new5', lambda: Image.new('RGB', (-1, 2))); t('new6', lambda: Image.new('RGB', (2, 2), (1, 2))); t('new7', lambda: Image.new('RGBA', (1, 1), (1, 2, 3))); t('new8', lambda: Image.new('RGB', (1, 1), 'nocolor')); t('new9', lambda: Image.new('L', (1, 1), 'white')); t('new10', lambda: Image.new('RGB', (1, 1), 'rgb(10,20,30)')); t('new11', lambda: Image.new('1', (2, 2), 1))
t('mergebad', lambda: Image.merge('RGB', img('RGB').split()[:2])); t('putpix', lambda: (lambda c: (c.putpixel((0, 0), (1, 2, 3)), c)[1])(img('RGB'))); t('putbad', lambda: img('RGB').putpixel((99, 0), 1)); t('resizebad', lambda: img('L').resize((0, 3))); t('convbad', lambda: img('L').convert('XX'))
print(Image.Resampling.BILINEAR, Image.BICUBIC, Image.Transpose.ROTATE_90, Image.FLIP_LEFT_RIGHT == 0, repr(Image.new('L', (2, 3))).split(' at ')[0], Image.new('L', (1, 1)) == Image.new('L', (1, 1)), isinstance(img('L'), Image.Image))
