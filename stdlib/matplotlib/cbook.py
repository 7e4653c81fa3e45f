"""Small helpers that scripts take from `matplotlib.cbook`."""
from matplotlib._statistics import boxplot_stats


class silent_list(list):
    """A list that says how many it has, and not which."""

    def __init__(self, type, seq=None):
        self.type = type
        if seq is not None:
            self.extend(seq)

    def __repr__(self):
        if self.type is not None or len(self) != 0:
            name = self.type if self.type is not None else type(self[0]).__name__
            return f'<a list of {len(self)} {name} objects>'
        return '<an empty list>'


def flatten(seq, scalarp=lambda x: not isinstance(x, (list, tuple))):
    for item in seq:
        if scalarp(item) or item is None:
            yield item
        else:
            yield from flatten(item, scalarp)
