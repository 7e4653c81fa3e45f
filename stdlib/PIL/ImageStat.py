"""Statistics of pictures, band by band."""

import math


class Stat:
    """Counts, sums and what follows from them, of a picture or of its histogram."""

    def __init__(self, image_or_list, mask=None):
        if hasattr(image_or_list, "histogram"):
            self.h = image_or_list.histogram(mask) if mask is not None else image_or_list.histogram()
        elif isinstance(image_or_list, list):
            self.h = image_or_list
        else:
            raise TypeError("first argument must be image or list")
        self.bands = list(range(len(self.h) // 256))

    def _layers(self):
        return [self.h[at:at + 256] for at in range(0, len(self.h), 256)]

    @property
    def extrema(self):
        found = []
        for layer in self._layers():
            places = [value for value in range(256) if layer[value]]
            found.append((places[0], places[-1]) if places else (255, 0))
        return found

    @property
    def count(self):
        return [sum(layer) for layer in self._layers()]

    @property
    def sum(self):
        return [sum(value * times for value, times in enumerate(layer)) for layer in self._layers()]

    @property
    def sum2(self):
        return [sum(value * value * times for value, times in enumerate(layer)) for layer in self._layers()]

    @property
    def mean(self):
        return [total / count if count else 0 for total, count in zip(self.sum, self.count)]

    @property
    def median(self):
        found = []
        for layer, count in zip(self._layers(), self.count):
            seen, half = 0, count // 2
            for value, times in enumerate(layer):
                seen += times
                if seen > half:
                    break
            found.append(value)
        return found

    @property
    def rms(self):
        return [math.sqrt(squares / count) if count else 0 for squares, count in zip(self.sum2, self.count)]

    @property
    def var(self):
        return [(squares - total ** 2.0 / count) / count if count else 0
                for squares, total, count in zip(self.sum2, self.sum, self.count)]

    @property
    def stddev(self):
        return [math.sqrt(value) for value in self.var]


Global = Stat
