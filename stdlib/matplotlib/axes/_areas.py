"""Filled areas between curves and across axes."""
from matplotlib._arrays import flatten, floats, is_sequence
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.patches import Polygon, Rectangle


class AreaPlots:
    def fill_between(self, x, y1, y2=0, where=None, interpolate=False, step=None, *, data=None, **kwargs):
        return self._fill('x', x, y1, y2, where, interpolate, step, kwargs)

    def fill_betweenx(self, y, x1, x2=0, where=None, step=None, interpolate=False, *, data=None, **kwargs):
        return self._fill('y', y, x1, x2, where, interpolate, step, kwargs)

    def _fill(self, direction, ind, dep1, dep2, where, interpolate, step, kwargs):
        independent, dependent = (self.xaxis, self.yaxis) if direction == 'x' else (self.yaxis, self.xaxis)
        names = ('x', 'y1', 'y2') if direction == 'x' else ('y', 'x1', 'x2')
        data = [independent.convert(ind), dependent.convert(dep1), dependent.convert(dep2)]
        for name, value in zip(names, (ind, dep1, dep2)):
            if len(flatten(value)[1]) > 1:
                raise ValueError(f'{name!r} is not 1-dimensional')
        count = max(len(v) for v in data)
        for name, values in zip(names[1:], data[1:]):
            if len(values) not in (1, len(data[0])):
                raise ValueError(f'{names[0]!r} has size {len(data[0])}, but {name!r} has an unequal size of {len(values)}')
        xs, a, b = (v * count if len(v) == 1 else v for v in data)
        shown = [True] * count if where is None else [bool(v) for v in flatten(where)[0]]
        if len(shown) != count:
            raise ValueError(f'where size ({len(shown)}) does not match {names[0]!r} size ({count})')
        shown = [s and x == x and p == p and q == q for s, x, p, q in zip(shown, xs, a, b)]
        polygons, start = [], None
        for i in range(count + 1):
            if i < count and shown[i]:
                start = i if start is None else start
            elif start is not None:
                polygons.append(self._area(xs, a, b, start, i, interpolate, step, count))
                start = None
        if direction == 'y':
            polygons = [[(y, x) for x, y in polygon] for polygon in polygons]
        if not {'color', 'facecolor', 'facecolors', 'fc'} & set(kwargs):
            kwargs['facecolors'] = self.patches_cycle.next_color()
        for short, name in (('fc', 'facecolors'), ('facecolor', 'facecolors'), ('ec', 'edgecolors'),
                            ('edgecolor', 'edgecolors'), ('lw', 'linewidths'), ('linewidth', 'linewidths'),
                            ('ls', 'linestyles'), ('linestyle', 'linestyles')):
            if short in kwargs:
                kwargs[name] = kwargs.pop(short)
        polygons = [p for p in polygons if len(p) > 2]
        collection = FillBetweenPolyCollection(polygons, **kwargs)
        self.add_collection(collection)
        return collection

    @staticmethod
    def _area(xs, a, b, start, stop, interpolate, step, count):
        x, p, q = xs[start:stop], a[start:stop], b[start:stop]
        if step is not None:
            def stepped(values):
                nx, ny = [x[0]], [values[0]]
                for i in range(1, len(x)):
                    if step == 'pre':
                        nx += [x[i - 1], x[i]]
                        ny += [values[i], values[i]]
                    elif step == 'post':
                        nx += [x[i], x[i]]
                        ny += [values[i - 1], values[i]]
                    else:
                        middle = (x[i - 1] + x[i]) / 2
                        nx += [middle, middle]
                        ny += [values[i - 1], values[i]]
                if step == 'mid':
                    nx.append(x[-1])
                    ny.append(values[-1])
                return nx, ny
            (x, p), (_, q) = stepped(p), stepped(q)

        def crossing(i, j):
            """Where the curves meet between two points."""
            d0, d1 = a[i] - b[i], a[j] - b[j]
            if d0 == d1:
                return None
            t = d0 / (d0 - d1)
            if not 0 <= t <= 1:
                return None
            return xs[i] + t * (xs[j] - xs[i]), a[i] + t * (a[j] - a[i])
        first = crossing(start - 1, start) if interpolate and start > 0 else None
        last = crossing(stop - 1, stop) if interpolate and stop < count else None
        points = ([first] if first else [(x[0], q[0])]) + list(zip(x, p))
        points += ([last] if last else [(x[-1], q[-1])]) + list(zip(x, q))[::-1]
        return points

    def fill(self, *args, data=None, **kwargs):
        """Filled polygons: x, y and perhaps a colour, any number of times."""
        args, patches = list(args), []
        while args:
            if len(args) > 1 and not isinstance(args[1], str):
                x, y, args = args[0], args[1], args[2:]
            else:
                y, args = args[0], args[1:]
                x = range(len(y))
            color = None
            if args and isinstance(args[0], str):
                from matplotlib.axes._lines import parse_format
                color, args = parse_format(args[0])[2], args[1:]
            options = dict(kwargs)
            if not {'color', 'facecolor', 'fc', 'c'} & set(options):
                options['facecolor'] = color or self.patches_cycle.next_color()
            if 'c' in options:
                options['color'] = options.pop('c')
            points = list(zip(self.xaxis.convert(x), self.yaxis.convert(y)))
            patches.append(self.add_patch(Polygon(points, **options)))
        self.autoscale_view()
        return patches

    def stackplot(self, x, *args, labels=(), colors=None, hatch=None, baseline='zero', data=None, **kwargs):
        from matplotlib._statistics import columns
        if len(args) == 1 and is_sequence(args[0]) and len(flatten(args[0])[1]) == 2:
            items, shape, kind = flatten(args[0])
            rows = [[float(v) for v in items[i * shape[1]:(i + 1) * shape[1]]] for i in range(shape[0])]
        else:
            rows = [floats(row) for row in args]
        labels, colors = list(labels), list(colors) if colors is not None else None
        total = [0.0] * len(rows[0])
        if baseline == 'sym':
            total = [-0.5 * sum(column) for column in zip(*rows)]
        result = []
        for i, row in enumerate(rows):
            above = [a + b for a, b in zip(total, row)]
            color = colors[i % len(colors)] if colors else self.lines_cycle.next_color()
            options = dict(kwargs)
            if i < len(labels):
                options['label'] = labels[i]
            result.append(self.fill_between(x, total, above, facecolor=color, **options))
            total = above
        if baseline == 'zero':
            self.yaxis.sticky.append(0.0)
        return result

    def axhspan(self, ymin, ymax, xmin=0, xmax=1, **kwargs):
        low, high = self.yaxis.convert_one(ymin), self.yaxis.convert_one(ymax)
        patch = Rectangle((xmin, low), xmax - xmin, high - low, **kwargs)
        patch.set_transform(self.get_yaxis_transform())
        self._add(patch)
        self._note(None, [low, high])
        return patch

    def axvspan(self, xmin, xmax, ymin=0, ymax=1, **kwargs):
        low, high = self.xaxis.convert_one(xmin), self.xaxis.convert_one(xmax)
        patch = Rectangle((low, ymin), high - low, ymax - ymin, **kwargs)
        patch.set_transform(self.get_xaxis_transform())
        self._add(patch)
        self._note([low, high], None)
        return patch

    def arrow(self, x, y, dx, dy, **kwargs):
        from matplotlib.patches import FancyArrow
        arrow = FancyArrow(float(x), float(y), float(dx), float(dy), **kwargs)
        self.add_patch(arrow)
        self.autoscale_view()
        return arrow
