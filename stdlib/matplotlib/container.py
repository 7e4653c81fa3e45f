"""Several artists that belong together."""


class Container(tuple):
    def __new__(cls, items, *args, **kwargs):
        return tuple.__new__(cls, items)

    def __init__(self, items, label=None):
        self._label = '' if label is None else str(label)

    def get_label(self):
        return self._label

    def set_label(self, s):
        self._label = None if s is None else str(s)

    def get_children(self):
        return list(self._artists())

    def _artists(self):
        for item in self:
            if item is None:
                continue
            if isinstance(item, (tuple, list)):
                yield from item
            else:
                yield item

    def remove(self):
        for artist in list(self._artists()):
            artist.remove()

    def __repr__(self):
        return f'<{type(self).__name__} object of {len(self)} artists>'

    __str__ = __repr__


class BarContainer(Container):
    def __init__(self, patches, errorbar=None, *, datavalues=None, orientation=None, label=None):
        Container.__init__(self, patches, label)
        self.patches = list(patches)
        self.errorbar, self.datavalues, self.orientation = errorbar, datavalues, orientation


class ErrorbarContainer(Container):
    def __init__(self, lines, has_xerr=False, has_yerr=False, label=None):
        Container.__init__(self, lines, label)
        self.lines, self.has_xerr, self.has_yerr = lines, has_xerr, has_yerr


class StemContainer(Container):
    def __init__(self, items, label=None):
        Container.__init__(self, items, label)
        self.markerline, self.stemlines, self.baseline = items


class PieContainer:
    """Wedges and texts of a pie; unpacks as a tuple of lists."""

    def __init__(self, wedges, values, normalize=True):
        self.wedges, self.values = wedges, values
        self._texts = []

    @property
    def texts(self):
        return self._texts

    def add_texts(self, texts):
        self._texts.append(texts)

    def __iter__(self):
        return iter([self.wedges] + self._texts)

    def __getitem__(self, key):
        return ([self.wedges] + self._texts)[key]

    def __len__(self):
        return 1 + len(self._texts)
