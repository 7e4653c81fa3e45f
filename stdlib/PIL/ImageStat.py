"""Numbers about the values of a picture, band by band."""

import functools
import math

from PIL import Image


class Stat:
    """Statistics of a picture (of what a mask lets through), or of a histogram."""

    def __init__(self, image_or_list, mask=None):
        if isinstance(image_or_list, Image.Image):
            self.h = image_or_list.histogram(mask)
        elif isinstance(image_or_list, list):
            self.h = image_or_list
        else:
            raise TypeError("first argument must be image or list")
        self.bands = list(range(len(self.h) // 256))

    def _counts(self):
        return [self.h[start:start + 256] for start in range(0, len(self.h), 256)]

    @functools.cached_property
    def extrema(self):
        """The least and the greatest value of each band."""
        found = []
        for counts in self._counts():
            used = [value for value, count in enumerate(counts) if count]
            found.append((used[0], used[-1]) if used else (255, 0))
        return found

    @functools.cached_property
    def count(self):
        return [sum(counts) for counts in self._counts()]

    @functools.cached_property
    def sum(self):
        return [sum(value * count for value, count in enumerate(counts)) for counts in self._counts()]

    @functools.cached_property
    def sum2(self):
        """The sum of all squares."""
        return [sum(value * value * count for value, count in enumerate(counts)) for counts in self._counts()]

    @functools.cached_property
    def mean(self):
        return [total / count if count else 0 for total, count in zip(self.sum, self.count)]

    @functools.cached_property
    def median(self):
        found = []
        for counts, count in zip(self._counts(), self.count):
            seen = 0
            for value in range(256):
                seen += counts[value]
                if seen > count // 2:
                    break
            found.append(value)
        return found

    @functools.cached_property
    def rms(self):
        """The root of the mean square."""
        return [math.sqrt(total / count) if count else 0 for total, count in zip(self.sum2, self.count)]

    @functools.cached_property
    def var(self):
        return [(squares - total**2 / count) / count if count else 0
                for squares, total, count in zip(self.sum2, self.sum, self.count)]

    @functools.cached_property
    def stddev(self):
        return [math.sqrt(value) for value in self.var]


Global = Stat
