"""Draws small figures and compares them with the pictures kept beside this script.

Usage: golden.py NAME FOLDER [update]. Prints `same`, or how far the pixels are apart.
"""
import gzip
import math
import os
import sys

import matplotlib.pyplot as plt
import torch


def lines():
    fig, ax = plt.subplots(figsize=(3, 2))
    xs = [i / 10 for i in range(64)]
    ax.plot(xs, [math.sin(x) for x in xs], label='sin')
    ax.plot(xs, [math.cos(x) for x in xs], 'r--o', ms=3, label='cos')
    ax.set(title='Curves', xlabel='x', ylabel='y')
    ax.legend()
    ax.grid(True)
    return fig


def bars():
    fig, (a, b) = plt.subplots(1, 2, figsize=(4, 2))
    a.bar(['a', 'b', 'c'], [3, 5, 2], color=['r', 'g', 'b'], edgecolor='k')
    b.hist([i * i % 17 for i in range(100)], bins=8, alpha=0.5)
    fig.tight_layout()
    return fig


def pictures():
    fig, axes = plt.subplots(1, 2, figsize=(4, 2))
    im = axes[0].imshow([[math.sin(i * j / 20) for i in range(16)] for j in range(16)], cmap='viridis')
    fig.colorbar(im, ax=axes[0])
    axes[1].imshow([[[i / 8, j / 8, 0.5] for i in range(8)] for j in range(8)])
    axes[1].axis('off')
    axes[1].set_title('off')
    return fig


def markers():
    fig, ax = plt.subplots(figsize=(3, 2))
    for i, m in enumerate('.ov^<>sp*hHDdPX+x|_8'):
        ax.plot(i % 5, i // 5, m, ms=8)
    ax.scatter([0, 1, 2], [4, 4, 4], s=[20, 60, 120], c=[1, 2, 3], cmap='plasma', alpha=0.6)
    ax.margins(0.15)
    return fig


def logs():
    fig, ax = plt.subplots(figsize=(3, 2))
    ax.semilogy([1, 2, 3], [1, 100, 1e5], 's-')
    ax.errorbar([1, 2, 3], [10, 50, 1000], yerr=[5, 20, 500], fmt='k.', capsize=3)
    ax.axhline(100, color='C3', ls=':')
    ax.text(1.5, 10, '$x^2 + \\alpha$', bbox=dict(boxstyle='round', facecolor='wheat'))
    return fig


def fields():
    fig, axes = plt.subplots(1, 3, figsize=(6, 2))
    data = [[math.sin(i / 3) * math.cos(j / 3) for i in range(20)] for j in range(20)]
    axes[0].contourf(data, cmap='RdBu')
    axes[1].contour(data)
    axes[2].pcolormesh([[1, 2, 3], [4, 5, 6]])
    return fig


def areas():
    fig, axes = plt.subplots(1, 3, figsize=(6, 2))
    axes[0].fill_between([0, 1, 2, 3], [0, 2, 1, 3], alpha=0.3)
    axes[0].annotate('peak', (1, 2), (1.5, 2.5), arrowprops=dict(arrowstyle='->'))
    axes[1].pie([3, 2, 1], labels=['x', 'y', 'z'])
    axes[2].boxplot([[1, 2, 3, 4, 10], [2, 3, 4, 5, 6]])
    return fig


def space():
    fig = plt.figure(figsize=(3, 3))
    ax = fig.add_subplot(projection='3d')
    row = [i / 5 - 1 for i in range(11)]
    xs, ys = torch.tensor(row).expand(11, 11), torch.tensor(row).reshape(11, 1).expand(11, 11)
    ax.plot_surface(xs, ys, xs * xs - ys * ys, cmap='viridis')
    return fig


def styled():
    with plt.style.context('ggplot'):
        fig, ax = plt.subplots(figsize=(3, 2))
        ax.step([1, 2, 3], [3, 1, 2], where='mid')
        ax.barh([1, 2], [1, 2], height=0.3)
        ax.spines['top'].set_visible(False)
        return fig


def difference(a, b):
    """Mean distance of two rows of bytes, and the share of bytes that are far apart."""
    total = far = 0
    for x, y in zip(a, b):
        d = x - y if x > y else y - x
        total += d
        far += d > 64
    return total / len(a), far / len(a)


name, folder = sys.argv[1:3]
path = f'{folder}/{name}.gz'
figure = globals()[name]()
raw = os.path.join(os.environ.get('TMPDIR', '/tmp'), f'gradus-plot-{os.getpid()}.raw')
figure.savefig(raw, format='raw')
with open(raw, 'rb') as file:
    pixels = file.read()
os.remove(raw)
if len(sys.argv) > 3:
    with gzip.open(path, 'wb') as file:
        file.write(pixels)
    print('same')
else:
    with gzip.open(path, 'rb') as file:
        golden = file.read()
    if len(golden) != len(pixels):
        print(f'{len(pixels)} bytes, expected {len(golden)}')
    else:
        mean, far = difference(golden, pixels)
        print('same' if mean < 1.5 and far < 0.01 else f'mean distance {mean:.3f}, {far:.2%} far apart')
