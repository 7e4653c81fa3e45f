"""Plots of lines and markers."""
import re

from matplotlib import _strokes, rcParams
from matplotlib._arrays import flatten, floats, is_sequence, nested
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import Normalize, is_color_like, to_rgba, to_rgba_list
from matplotlib.container import ErrorbarContainer, StemContainer
from matplotlib.lines import AxLine, Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import BlendedTransform


def parse_format(fmt):
    """'r--o' as line style, marker and colour; each None where it is not named."""
    style = marker = color = None
    if fmt not in ('0', '1') and is_color_like(fmt):
        return None, None, fmt
    error = f'{fmt!r} is not a valid format string'
    i = 0
    while i < len(fmt):
        c = fmt[i]
        if fmt[i:i + 2] in ('--', '-.'):
            if style is not None:
                raise ValueError(f'{error} (two linestyle symbols)')
            style = fmt[i:i + 2]
            i += 2
        elif c in '-: ':
            if style is not None:
                raise ValueError(f'{error} (two linestyle symbols)')
            style = 'None' if c == ' ' else c
            i += 1
        elif c in MarkerStyle.markers and isinstance(c, str):
            if marker is not None:
                raise ValueError(f'{error} (two marker symbols)')
            marker = c
            i += 1
        elif c in 'bgrcmykw':
            if color is not None:
                raise ValueError(f'{error} (two color symbols)')
            color = c
            i += 1
        elif c == 'C':
            match = re.match(r'C\d+', fmt[i:])
            if not match:
                raise ValueError(f"{error} ('C' must be followed by a number)")
            if color is not None:
                raise ValueError(f'{error} (two color symbols)')
            color = match.group()
            i += len(color)
        else:
            raise ValueError(f'{error} (unrecognized character {c!r})')
    if style is None and marker is not None:
        style = 'None'
    if style is not None and marker is None:
        marker = 'None'
    return style, marker, color


_MAIN = {'c': 'color', 'lw': 'linewidth', 'ls': 'linestyle'}


def normalized(kwargs, cls):
    """Keywords under their main names. Raises TypeError for a property given twice."""
    result, seen = {}, {}
    for key, value in kwargs.items():
        name = cls._aliases.get(key, key)
        if name in seen:
            raise TypeError(f"Got both {seen[name]!r} and {key!r}, which are aliases of one another")
        seen[name] = key
        result[name] = value
    return result


class LinePlots:
    def plot(self, *args, scalex=True, scaley=True, data=None, **kwargs):
        """Lines through points: `plot(y)`, `plot(x, y)`, each with a format string, any number of times."""
        kwargs = normalized(kwargs, Line2D)
        if not args:
            if kwargs.get('x') is not None:
                raise TypeError("plot() got an unexpected keyword argument 'x'")
            return []
        if data is not None:
            args = tuple(data[a] if isinstance(a, str) and a in data else a for a in args)
        lines = self._make_lines(args, kwargs)
        for line in lines:
            self.add_line(line)
        if scalex:
            self.xaxis.request_autoscale()
        if scaley:
            self.yaxis.request_autoscale()
        return lines

    def _make_lines(self, args, kwargs):
        lines = []
        args = list(args)
        several = []
        while args:
            group, args = args[:2], args[2:]
            if args and isinstance(args[0], str):
                group.append(args[0])
                args = args[1:]
            several.append(group)
        # `plot(y, fmt)` has its format in second place.
        for group in several:
            lines += self._lines_of(group, dict(kwargs), len(several) > 1)
        return lines

    def _lines_of(self, group, kwargs, is_one_of_many):
        fmt = None
        if len(group) > 1 and isinstance(group[-1], str):
            *group, fmt = group
        elif len(group) == 3:
            raise ValueError('third arg must be a format string')
        if any(value is None for value in group):
            raise ValueError('x, y, and format string must not be None')
        style, marker, color = parse_format(fmt) if fmt is not None else (None, None, None)
        for name, value in (('linestyle', style), ('marker', marker), ('color', color)):
            if value is None:
                continue
            if fmt is not None and name in kwargs and kwargs[name] is not None and value != 'None':
                import warnings
                warnings.warn(f'{name} is redundantly defined by the \'{name}\' keyword argument and the fmt string '
                              f'"{fmt}" (-> {name}={value!r}). The keyword argument will take precedence.')
            kwargs.setdefault(name, value)
        if len(group) == 2:
            xs, x_shape = self._column_data(group[0], self.xaxis)
            ys, y_shape = self._column_data(group[1], self.yaxis)
        else:
            ys, y_shape = self._column_data(group[0], self.yaxis)
            xs, x_shape = [[float(i) for i in range(y_shape[0])]], (y_shape[0],)
        if x_shape[0] != y_shape[0]:
            raise ValueError(f'x and y must have same first dimension, but have shapes {x_shape} and {y_shape}')
        if len(x_shape) > 2 or len(y_shape) > 2:
            raise ValueError(f'x and y can be no greater than 2D, but have shapes {x_shape} and {y_shape}')
        count = max(len(xs), len(ys))
        if len(xs) > 1 and len(ys) > 1 and len(xs) != len(ys):
            raise ValueError(f'x has {len(xs)} columns but y has {len(ys)} columns')
        label = kwargs.pop('label', None)
        labels = [label] * count
        if isinstance(label, (list, tuple)):
            if len(label) != count:
                raise ValueError(f'label must be scalar or have the same length as the input data, but found {len(label)} '
                                 f'for {count} datasets.')
            labels = list(label)
        made = []
        for i in range(count):
            props = dict(kwargs)
            cycle_keys = [k for k in ('color', 'linestyle', 'marker', 'linewidth') if props.get(k) is None]
            if 'color' in cycle_keys:
                for key, value in self.lines_cycle.next().items():
                    if props.get(key) is None:
                        props[key] = value
            if labels[i] is not None:
                props['label'] = labels[i]
            line = Line2D(self.xaxis.convert(xs[i % len(xs)]), self.yaxis.convert(ys[i % len(ys)]), **props)
            line._original_x, line._original_y = xs[i % len(xs)], ys[i % len(ys)]
            line._wraps_x = line._wraps_y = True
            made.append(line)
        return made

    def _column_data(self, values, axis):
        """The columns of data, and its shape with at least one axis."""
        items, shape, kind = flatten(values)
        shape = tuple(shape) or (1,)
        if len(shape) == 2:
            rows = nested(items, shape)
            return [[row[c] for row in rows] for c in range(shape[1])], shape
        return [items], shape

    def step(self, x, y, *args, where='pre', data=None, **kwargs):
        if where not in ('pre', 'post', 'mid'):
            raise ValueError(f"{where!r} is not a valid value for where. Supported values are 'pre', 'post', 'mid'")
        kwargs['drawstyle'] = 'steps-' + where
        return self.plot(x, y, *args, **kwargs)

    def loglog(self, *args, **kwargs):
        return self._scaled_plot(args, kwargs, True, True)

    def semilogx(self, *args, **kwargs):
        return self._scaled_plot(args, kwargs, True, False)

    def semilogy(self, *args, **kwargs):
        return self._scaled_plot(args, kwargs, False, True)

    def _scaled_plot(self, args, kwargs, x, y):
        options = {k: kwargs.pop(k) for k in ('base', 'subs', 'nonpositive') if k in kwargs}
        if x:
            self.set_xscale('log', **options)
        if y:
            self.set_yscale('log', **options)
        return self.plot(*args, **kwargs)

    def plot_date(self, x, y, fmt='o', **kwargs):
        return self.plot(x, y, fmt, **kwargs)

    # Straight lines.

    def _straight(self, xs, ys, transform, kwargs):
        line = Line2D(xs, ys, **kwargs)
        line.set_transform(transform)
        return line

    def axhline(self, y=0, xmin=0, xmax=1, **kwargs):
        if 'transform' in kwargs:
            raise ValueError("'transform' is not allowed as a keyword argument; axhline generates its own transform.")
        for name, v in (('xmin', xmin), ('xmax', xmax)):
            float(v)
        line = self._straight([xmin, xmax], [self.yaxis.convert_one(y)] * 2, self.get_yaxis_transform(), kwargs)
        self._add_straight(line, self.yaxis, [line._y[0]])
        return line

    def axvline(self, x=0, ymin=0, ymax=1, **kwargs):
        if 'transform' in kwargs:
            raise ValueError("'transform' is not allowed as a keyword argument; axvline generates its own transform.")
        line = self._straight([self.xaxis.convert_one(x)] * 2, [ymin, ymax], self.get_xaxis_transform(), kwargs)
        self._add_straight(line, self.xaxis, [line._x[0]])
        return line

    def _add_straight(self, line, axis, values):
        """Straight lines widen the limits only where they lie outside of them."""
        low, high = sorted(axis.limits())
        self._add(line)
        if not line.get_label():
            line.set_label(f'_child{len(self._artists) - 1}')
        axis.note_data(min(values), max(values), min([v for v in values if v > 0] or [float('inf')]))
        if min(values) < low or max(values) > high:
            axis.request_autoscale()

    def axline(self, xy1, xy2=None, *, slope=None, **kwargs):
        if (xy2 is None) == (slope is None):
            raise TypeError("Exactly one of 'xy2' and 'slope' must be given")
        line = AxLine(xy1, xy2, slope, **kwargs)
        self._add(line)
        if not line.get_label():
            line.set_label(f'_child{len(self._artists) - 1}')
        points = [xy1] + ([xy2] if xy2 is not None else [])
        self._note([float(p[0]) for p in points], [float(p[1]) for p in points])
        return line

    def hlines(self, y, xmin, xmax, colors=None, linestyles='solid', *, label='', **kwargs):
        ys = self.yaxis.convert(y)
        lows, highs = self._spread(self.xaxis.convert(xmin), len(ys)), self._spread(self.xaxis.convert(xmax), len(ys))
        segments = [[[a, v], [b, v]] for v, a, b in zip(ys, lows, highs)]
        return self._line_group(segments, colors, linestyles, label, kwargs)

    def vlines(self, x, ymin, ymax, colors=None, linestyles='solid', *, label='', **kwargs):
        xs = self.xaxis.convert(x)
        lows, highs = self._spread(self.yaxis.convert(ymin), len(xs)), self._spread(self.yaxis.convert(ymax), len(xs))
        segments = [[[v, a], [v, b]] for v, a, b in zip(xs, lows, highs)]
        return self._line_group(segments, colors, linestyles, label, kwargs)

    @staticmethod
    def _spread(values, count):
        return values * count if len(values) == 1 else values

    def _line_group(self, segments, colors, linestyles, label, kwargs):
        if colors is None and not {'color', 'colors'} & set(kwargs):
            colors = rcParams['lines.color']
        options = {'colors': colors} if colors is not None else {}
        collection = LineCollection(segments, linestyles=linestyles, label=label, **options, **kwargs)
        return self.add_collection(collection)

    # Markers.

    def scatter(self, x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None,
                linewidths=None, edgecolors=None, colorizer=None, plotnonfinite=False, data=None, **kwargs):
        """Markers with sizes and colours of their own."""
        if data is not None:
            x, y = (data[v] if isinstance(v, str) else v for v in (x, y))
            c = data[c] if isinstance(c, str) and c in data else c
            s = data[s] if isinstance(s, str) and s in data else s
        for short, name in (('lw', 'linewidth'), ('linewidth', 'linewidths'), ('ec', 'edgecolor'),
                            ('edgecolor', 'edgecolors')):
            if short in kwargs:
                value = kwargs.pop(short)
                if short in ('lw', 'linewidth'):
                    linewidths = value
                else:
                    edgecolors = value
        xs, ys = self.xaxis.convert(x), self.yaxis.convert(y)
        if len(xs) != len(ys):
            raise ValueError('x and y must be the same size')
        if s is None:
            sizes = [rcParams['lines.markersize'] ** 2.0]
        else:
            sizes = floats(s)
        if len(sizes) not in (1, len(xs)):
            raise ValueError(f's (size {len(sizes)}) cannot be broadcast to match x and y (size {len(xs)})')
        faces, values, edgecolors = self._scatter_colors(c, edgecolors, kwargs, len(xs))
        shape = MarkerStyle(rcParams['scatter.marker'] if marker is None else marker)
        if not shape.is_filled and shape.text is None:
            if edgecolors is None or edgecolors == 'face':
                edgecolors = 'face'
                linewidths = rcParams['lines.linewidth'] if linewidths is None else linewidths
        if edgecolors is None:
            edgecolors = 'face' if c is None and 'color' in kwargs else rcParams['scatter.edgecolors']
        collection = PathCollection(shape, xs, ys, sizes, facecolors=faces if values is None else 'none',
                                    edgecolors=edgecolors, linewidths=linewidths, alpha=alpha)
        if values is not None:
            collection.set_array(values)
            collection._set_mapping(norm, cmap, vmin, vmax)
            collection.norm.autoscale_None(values)
        elif cmap is not None or norm is not None or vmin is not None or vmax is not None:
            extra = ', '.join(f"'{k}'" for k, v in (('cmap', cmap), ('norm', norm), ('vmin', vmin), ('vmax', vmax))
                              if v is not None)
            import warnings
            warnings.warn(f"No data for colormapping provided via 'c'. Parameters {extra} will be ignored")
        collection._update(kwargs)
        self.add_collection(collection)
        return collection

    def _scatter_colors(self, c, edgecolors, kwargs, count):
        """Face colours, or numbers to map, and the edge colours."""
        face = kwargs.pop('facecolors', None)
        face = kwargs.pop('facecolor', face)
        color = kwargs.pop('color', None)
        if color is not None:
            if c is not None:
                raise ValueError("Supply a 'c' argument or a 'color' kwarg but not both; they differ but their "
                                 'functionalities overlap.')
            to_rgba_list(color)
            return color, None, color if edgecolors is None else edgecolors
        if c is None:
            if face is not None:
                return face, None, edgecolors
            c = self.patches_cycle.next_color()
            return [to_rgba(c)], None, edgecolors
        if isinstance(c, str):
            if c.lower() == 'none':
                return 'none', None, edgecolors
            try:
                return [to_rgba(c)], None, edgecolors
            except ValueError:
                raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, not "
                                 f'{c!r}') from None
        if isinstance(c, (list, tuple)) and len(c) and isinstance(c[0], str):
            try:
                colors = [to_rgba(v) for v in c]
            except ValueError:
                if all(_is_number(v) for v in c):
                    colors = [to_rgba(v) for v in c]
                else:
                    raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, "
                                     f'not {c!r}') from None
            if len(colors) not in (1, count):
                raise ValueError(f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with "
                                 f'size {count}.')
            return colors, None, edgecolors
        items, shape, kind = flatten(c)
        if kind in 'UO':
            try:
                return to_rgba_list(c), None, edgecolors
            except (ValueError, TypeError):
                raise ValueError("'c' argument must be a color, a sequence of colors, or a sequence of numbers, not "
                                 f'{c!r}') from None
        if len(shape) == 2 and shape[1] in (3, 4) and not (shape[0] * shape[1] == count and shape[0] == 1):
            colors = [to_rgba(tuple(row)) for row in nested(items, shape)]
            if len(colors) not in (1, count):
                raise ValueError(f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with "
                                 f'size {count}.')
            return colors, None, edgecolors
        if len(items) == count:
            return None, [float(v) for v in items], edgecolors
        if len(shape) == 1 and len(items) in (3, 4) and all(0 <= v <= 1 for v in items) and isinstance(c, (tuple, list)):
            return [to_rgba(tuple(items))], None, edgecolors
        raise ValueError(f"'c' argument has {len(items)} elements, which is inconsistent with 'x' and 'y' with size {count}.")

    def stem(self, *args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical',
             data=None):
        if not 1 <= len(args) <= 3:
            raise TypeError('stem expected between 1 or 3 positional arguments, got ' + str(len(args)))
        if len(args) == 1 or isinstance(args[1], str):
            heads = floats(args[0])
            locs = [float(i) for i in range(len(heads))]
            rest = args[1:]
        else:
            axis = self.xaxis if orientation == 'vertical' else self.yaxis
            locs, heads = axis.convert(args[0]), floats(args[1])
            rest = args[2:]
        if len(locs) != len(heads):
            raise ValueError('x and y must be the same size')
        linefmt = rest[0] if rest else linefmt
        style, _, color = parse_format(linefmt) if linefmt is not None else ('-', None, 'C0')
        color, style = color or 'C0', style or '-'
        if markerfmt is None:
            marker_style, marker, marker_color = 'None', 'o', color
        else:
            marker_style, marker, marker_color = parse_format(markerfmt)
            marker_color = marker_color or color
        base_style, base_marker, base_color = parse_format(basefmt) if basefmt is not None else ('-', 'None', 'C3')
        if orientation == 'horizontal':
            stems = self.hlines(locs, bottom, heads, colors=color, linestyles=style, label='_nolegend_')
            marker_xy, base_xy = (heads, locs), ([bottom] * 2, [min(locs), max(locs)])
        else:
            stems = self.vlines(locs, bottom, heads, colors=color, linestyles=style, label='_nolegend_')
            marker_xy, base_xy = (locs, heads), ([min(locs), max(locs)], [bottom] * 2)
        markers, = self.plot(*marker_xy, color=marker_color, linestyle='None' if markerfmt is None else marker_style or 'None',
                             marker=marker or 'o', label='_nolegend_')
        base, = self.plot(*base_xy, color=base_color or 'C3', linestyle=base_style or '-', marker=base_marker or 'None',
                          label='_nolegend_')
        return self.add_container(StemContainer((markers, stems, base), label=label))

    # Error bars.

    def errorbar(self, x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, barsabove=False,
                 lolims=False, uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, data=None,
                 **kwargs):
        kwargs = normalized(kwargs, Line2D)
        kwargs = {k: v for k, v in kwargs.items() if v is not None}
        kwargs.setdefault('zorder', 2)
        xs, ys = self.xaxis.convert(x), self.yaxis.convert(y)
        if len(xs) != len(ys):
            raise ValueError("'x' and 'y' must have the same size")
        label = kwargs.pop('label', None)
        place = self.lines_cycle.place
        line, = self._make_lines((xs, ys, '') if fmt.lower() == 'none' else (xs, ys, fmt), dict(kwargs)) \
            if fmt else self._make_lines((xs, ys), dict(kwargs))
        if fmt.lower() == 'none':
            # A line that is not drawn leaves its colour to the next one.
            self.lines_cycle.place = place
        color = line.get_color() if ecolor is None else ecolor
        data_line = None
        if fmt.lower() != 'none':
            line.set_label('_nolegend_')
            line.zorder = kwargs['zorder'] + (-0.1 if barsabove else 0.1)
            data_line = self.add_line(line)
        capsize = rcParams['errorbar.capsize'] if capsize is None else capsize
        width = elinewidth or kwargs.get('linewidth') or rcParams['errorbar.elinewidth'] or rcParams['lines.linewidth']
        cap_style = {'marker': '|', 'markersize': 2. * capsize, 'color': color, 'linestyle': 'None',
                     'zorder': kwargs['zorder'], 'label': '_nolegend_'}
        if kwargs.get('markeredgewidth') is not None or capthick is not None:
            cap_style['markeredgewidth'] = capthick if capthick is not None else kwargs['markeredgewidth']
        if 'alpha' in kwargs:
            cap_style['alpha'] = kwargs['alpha']
        offset, every = errorevery if isinstance(errorevery, tuple) else (0, errorevery)
        caps, bars = [], []
        for name, error in (('x', xerr), ('y', yerr)):
            if error is None:
                continue
            dependent = xs if name == 'x' else ys
            lows, highs = self._error_ends(error, dependent, name)
            limits = (xlolims, xuplims) if name == 'x' else (lolims, uplims)
            rows = [(i, low, high) for i, (low, high) in enumerate(zip(lows, highs))
                    if i % every == offset % every and i >= offset]
            segments = [[[low, ys[i]], [high, ys[i]]] if name == 'x' else [[xs[i], low], [xs[i], high]]
                        for i, low, high in rows]
            options = {'alpha': kwargs['alpha']} if 'alpha' in kwargs else {}
            bars.append(self.add_collection(LineCollection(segments, colors=color, linewidths=width,
                                                           zorder=kwargs['zorder'], label='_nolegend_', **options)))
            if capsize > 0:
                style = dict(cap_style, marker='|' if name == 'x' else '_')
                for is_high, is_limit in ((False, limits[0]), (True, limits[1])):
                    ends = [high if is_high else low for _, low, high in rows]
                    others = [(ys if name == 'x' else xs)[i] for i, _, _ in rows]
                    caps.append(self.add_line(Line2D(ends, others, **style) if name == 'x'
                                              else Line2D(others, ends, **style)))
        self.xaxis.request_autoscale()
        self.yaxis.request_autoscale()
        return self.add_container(ErrorbarContainer((data_line, tuple(caps), tuple(bars)), has_xerr=xerr is not None,
                                                    has_yerr=yerr is not None, label=label))

    @staticmethod
    def _error_ends(error, values, name):
        items, shape, kind = flatten(error)
        items = [float(v) for v in items]
        if len(shape) == 2 and shape[0] == 2 and shape[1] == len(values):
            below, above = items[:shape[1]], items[shape[1]:]
        elif len(items) in (1, len(values)) and len(shape) <= 1:
            below = above = items * len(values) if len(items) == 1 else items
        elif len(shape) == 2 and shape == (2, 1):
            below, above = [items[0]] * len(values), [items[1]] * len(values)
        else:
            raise ValueError(f"'{name}err' (shape: {tuple(shape)}) must be a scalar or a 1D or (2, n) array-like whose "
                             f"shape matches '{name}' (shape: ({len(values)},))")
        if any(v < 0 for v in below + above):
            raise ValueError(f"'{name}err' must not contain negative values")
        return [v - e for v, e in zip(values, below)], [v + e for v, e in zip(values, above)]

    def eventplot(self, positions, orientation='horizontal', lineoffsets=1, linelengths=1, linewidths=None, colors=None,
                  alpha=None, linestyles='solid', *, data=None, **kwargs):
        if not len(positions) or not is_sequence(positions[0]):
            positions = [positions]
        result = []
        for i, row in enumerate(positions):
            offset = lineoffsets[i] if is_sequence(lineoffsets) else lineoffsets * (i + 1) if len(positions) > 1 else lineoffsets
            length = linelengths[i] if is_sequence(linelengths) else linelengths
            color = colors[i] if is_sequence(colors) and len(colors) == len(positions) else colors
            draw = self.vlines if orientation == 'horizontal' else self.hlines
            result.append(draw(floats(row), offset - length / 2, offset + length / 2, colors=color,
                               linestyles=linestyles, alpha=alpha,
                               **({'linewidths': linewidths} if linewidths is not None else {})))
        return result


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
