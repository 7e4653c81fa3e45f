#!/usr/bin/env python3
"""Writes the colour tables of stdlib/matplotlib/_colortables.py: numbers recorded from matplotlib.

Usage: python scripts/record_colormaps.py > stdlib/matplotlib/_colortables.py
"""
import base64

import matplotlib
import numpy as np
from matplotlib import colors


def rounded(number):
    return float(f'{float(number):.12g}')


def is_byte(number):
    return abs(number * 255 - round(number * 255)) < 1e-9


def hexadecimal(rgb):
    return '#' + ''.join(f'{round(c * 255):02x}' for c in rgb)


def packed(table):
    return base64.b64encode(b''.join(round(float(c) * 1e6).to_bytes(3, 'big') for c in table[:, :3].ravel())).decode()


def wrapped(text, indent):
    return '\n'.join(f"{indent}'{text[i:i + 100]}'" for i in range(0, len(text), 100))


names = [n for n in matplotlib.colormaps
         if not n.endswith('_r') and n not in ('grey', 'gist_grey', 'gist_yerg', 'Grays')]
packed_maps, anchors, segments, lists = {}, {}, {}, {}
for name in names:
    cmap = matplotlib.colormaps[name]
    if isinstance(cmap, colors.ListedColormap) and cmap.N < 256:
        lists[name] = [hexadecimal(c[:3]) for c in cmap.colors]
        continue
    data = getattr(cmap, '_segmentdata', None)
    if data is None or any(callable(data[c]) for c in ('red', 'green', 'blue')):
        packed_maps[name] = packed(cmap(np.arange(cmap.N)))
        continue
    channels = [np.array(data[c], float) for c in ('red', 'green', 'blue')]
    if sum(len(c) for c in channels) > 60:
        packed_maps[name] = packed(cmap(np.arange(cmap.N)))
        continue
    lengths = {len(c) for c in channels}
    n = len(channels[0])
    if len(lengths) == 1 and n > 1 and all(
            np.allclose(c[:, 0], np.linspace(0, 1, n), atol=1e-9) and np.array_equal(c[:, 1], c[:, 2]) for c in channels):
        rgb = np.stack([c[:, 1] for c in channels], 1)
        if all(is_byte(v) for v in rgb.ravel()):
            anchors[name] = [hexadecimal(row) for row in rgb]
        else:
            anchors[name] = [tuple(rounded(v) for v in row) for row in rgb]
    else:
        segments[name] = [[tuple(rounded(v) for v in row) for row in c] for c in channels]

print('"""Tables of colour maps, written by scripts/record_colormaps.py. Numbers only."""')
print('\n# Colours (256 of most maps), red, green and blue in millionths, three bytes each, as base64.\nPACKED = {')
for name, text in packed_maps.items():
    print(f'    {name!r}: (\n{wrapped(text, "        ")}\n    ),')
print('}\n\n# Colours at equal distances, interpolated.\nANCHORS = {')
for name, row in anchors.items():
    print(f'    {name!r}: (\n        ' + ',\n        '.join(
        ', '.join(repr(c) for c in row[i:i + 4]) for i in range(0, len(row), 4)) + ',\n    ),')
print('}\n\n# (place, value below, value above) of red, green and blue, interpolated.\nSEGMENTS = {')
for name, rows in segments.items():
    print(f'    {name!r}: (')
    for row in rows:
        print('        (' + ', '.join(repr(p) for p in row) + ',),')
    print('    ),')
print('}\n\n# Colours one by one.\nLISTS = {')
for name, row in lists.items():
    print(f'    {name!r}: (')
    for i in range(0, len(row), 8):
        print('        ' + ', '.join(repr(c) for c in row[i:i + 8]) + ',')
    print('    ),')
print('}')
