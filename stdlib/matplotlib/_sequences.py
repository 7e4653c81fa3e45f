"""`matplotlib.color_sequences`: lists of colours by name."""
from matplotlib import _colortables
from matplotlib.colors import to_rgb


class ColorSequences:
    def __getitem__(self, name):
        if name not in _colortables.LISTS:
            raise KeyError(f'{name!r} is not a known color sequence name')
        return [to_rgb(c) for c in _colortables.LISTS[name]]

    def __iter__(self):
        return iter(_colortables.LISTS)

    def __len__(self):
        return len(_colortables.LISTS)


color_sequences = ColorSequences()
