"""Words on an axis: each has a place, in the order of their appearance."""
from matplotlib.ticker import Formatter, Locator


class StrCategoryLocator(Locator):
    def __init__(self, table):
        self._table = table

    def tick_list(self, low, high):
        return [float(v) for v in self._table.values()]


class StrCategoryFormatter(Formatter):
    def __init__(self, table):
        self._table = table

    def __call__(self, x, pos=None):
        for word, place in self._table.items():
            if place == round(x):
                return word
        return ''
