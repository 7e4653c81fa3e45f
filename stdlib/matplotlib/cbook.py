"""Small helpers that scripts take from `matplotlib.cbook`."""
from matplotlib._statistics import boxplot_stats


def flatten(seq, scalarp=lambda x: not isinstance(x, (list, tuple))):
    for item in seq:
        if scalarp(item) or item is None:
            yield item
        else:
            yield from flatten(item, scalarp)
