# Damaged files of every kind end in exceptions.
import io
import random
import struct
import zlib

import torch
from PIL import Image
from safetensors.torch import load as load_safe, save as save_safe
random.seed(1)
rounds = 4000
def archive():
    b = io.BytesIO(); m = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    torch.save({'m': m.state_dict(), 'x': torch.arange(6.)[1:5], 'l': [1, 'a', None, (1, 2.5)]}, b); return b.getvalue()
def repacked(data):
    # The pickle inside an archive whose checksums are right.
    try:
        from torch import _files
        return _files.write_archive(None, [('archive/data.pkl', data), ('archive/version', b'3'), *((f'archive/data/{i}', b'\0' * n) for i, n in enumerate((24, 8, 8, 8, 8, 8, 8, 24, 24)))])
    except ImportError:
        import zipfile
        b = io.BytesIO()
        with zipfile.ZipFile(b, 'w') as z:
            for n, d in [('archive/data.pkl', data), ('archive/version', b'3'), *((f'archive/data/{i}', b'\0' * n) for i, n in enumerate((24, 8, 8, 8, 8, 8, 8, 24, 24)))]: z.writestr(n, d)
        return b.getvalue()
def inner():
    d = archive(); return d[d.index(b'\x80\x02'):d.index(b'.', d.index(b'_metadata')) + 1]
def inner_module():
    d = module(); return d[d.index(b'\x80\x02'):d.index(b'PK', 64)]
def legacy():
    b = io.BytesIO(); torch.save({'x': torch.arange(6.), 'y': [1, 2]}, b, _use_new_zipfile_serialization=False); return b.getvalue()
def module():
    b = io.BytesIO(); torch.save(torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.Conv2d(1, 1, 2), torch.nn.LSTM(2, 2)), b); return b.getvalue()
def picture(format, mode):
    im = Image.new(mode, (17, 11))
    for i in range(11): im.putpixel((i, i), 255 if mode in '1L' else (200, 100, 50) if mode == 'RGB' else (1, 2, 3, 4))
    b = io.BytesIO(); im.save(b, format); return b.getvalue()
def load_picture(data):
    im = Image.open(io.BytesIO(data)); im.load(); im.convert('RGB')
def fix_crcs(data):
    # Chunks keep valid checksums, so that the damage reaches the decoder.
    if data[:8] != b'\x89PNG\r\n\x1a\n': return data
    out, place = bytearray(data[:8]), 8
    while place + 12 <= len(data):
        size = struct.unpack('>I', data[place:place + 4])[0]
        if place + 12 + size > len(data): break
        body = data[place + 4:place + 8 + size]; out += data[place:place + 4] + body + struct.pack('>I', zlib.crc32(body)); place += 12 + size
    return bytes(out + data[place:])
kinds = [('archive', archive(), lambda d: torch.load(io.BytesIO(d))), ('archive2', archive(), lambda d: torch.load(io.BytesIO(d), weights_only=False)), ('legacy', legacy(), lambda d: torch.load(io.BytesIO(d))), ('module', module(), lambda d: torch.load(io.BytesIO(d), weights_only=False)),
  ('pickle', inner(), lambda d: torch.load(io.BytesIO(repacked(d)))), ('pickle2', inner_module(), lambda d: torch.load(io.BytesIO(repacked(d)), weights_only=False)),
  ('safetensors', save_safe({'a': torch.ones(3), 'b': torch.arange(4)}), load_safe)] + [(f + m, picture(f, m), load_picture) for f, m in [('PNG', '1'), ('PNG', 'L'), ('PNG', 'RGB'), ('PNG', 'RGBA'), ('JPEG', 'L'), ('JPEG', 'RGB')]]
# PyTorch's own readers need not stand this.
try:
    import gradus
    ours = True
except ImportError:
    ours = False
counts = {}
for k in range(rounds):
    name, data, read = kinds[k % len(kinds)]
    d = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 5, 20])):
        how = random.randrange(5)
        if not d: break
        p = random.randrange(len(d))
        if how == 0: d[p] = random.randrange(256)
        elif how == 1: d[p] ^= 1 << random.randrange(8)
        elif how == 2: del d[p:p + random.randrange(1, 9)]
        elif how == 3: d[p:p] = bytes(random.randrange(256) for _ in range(random.randrange(1, 9)))
        else: d[p:p + 4] = random.choice([b'\xff\xff\xff\xff', b'\0\0\0\0', b'\x7f\xff\xff\xff', b'\0\0\0\x80'])
    if random.random() < 0.1: d = d[:random.randrange(len(d) + 1)]
    d = bytes(d)
    if random.random() < 0.5: d = fix_crcs(d)
    try:
        if ours: read(d)
        result = 'fine'
    except Exception as error: result = type(error).__name__
    counts[name, result] = counts.get((name, result), 0) + 1
print(sum(counts.values()), 'damaged files,', len(kinds), 'kinds')
