"""Bars, histograms, box plots, violins, pies."""
import math

from matplotlib import rcParams
from matplotlib._arrays import array, flatten, float_array, floats, is_sequence
from matplotlib._statistics import bin_edges, boxplot_stats, columns, histogram
from matplotlib.cbook import silent_list
from matplotlib.colors import to_rgba, to_rgba_list
from matplotlib.container import BarContainer, PieContainer
from matplotlib.patches import Polygon, Rectangle, Wedge


def _repeated(values, count):
    return [values[i % len(values)] for i in range(count)] if values else []


class BarPlots:
    def bar(self, x, height, width=0.8, bottom=None, *, align='center', data=None, **kwargs):
        if data is not None:
            x, height = (data[v] if isinstance(v, str) and v in data else v for v in (x, height))
        return self._bars(x, height, width, bottom, align, 'vertical', kwargs)

    def barh(self, y, width, height=0.8, left=None, *, align='center', data=None, **kwargs):
        if data is not None:
            y, width = (data[v] if isinstance(v, str) and v in data else v for v in (y, width))
        return self._bars(y, width, height, left, align, 'horizontal', kwargs)

    def _bars(self, places, sizes, thickness, base, align, orientation, kwargs):
        if align not in ('center', 'edge'):
            raise ValueError(f"{align!r} is not a valid value for align. Supported values are 'center', 'edge'")
        is_vertical = orientation == 'vertical'
        along, across = (self.xaxis, self.yaxis) if is_vertical else (self.yaxis, self.xaxis)
        color = kwargs.pop('color', None)
        faces = kwargs.pop('facecolor', kwargs.pop('fc', color))
        edges = kwargs.pop('edgecolor', kwargs.pop('ec', None))
        widths = kwargs.pop('linewidth', kwargs.pop('lw', None))
        hatches = kwargs.pop('hatch', None)
        tick_label = kwargs.pop('tick_label', None)
        label = kwargs.pop('label', '')
        log = kwargs.pop('log', False)
        xerr, yerr = kwargs.pop('xerr', None), kwargs.pop('yerr', None)
        ecolor, capsize = kwargs.pop('ecolor', 'k'), kwargs.pop('capsize', rcParams['errorbar.capsize'])
        error_kw = dict(kwargs.pop('error_kw', None) or {})
        if faces is None:
            faces = self.patches_cycle.next_color()
        if log:
            across.set_scale('log', nonpositive='clip')
        items, shape, kind = flatten(sizes)
        # Whole numbers stay whole: `get_height` gives them back.
        xs, hs, ws = along.convert(places), items if kind in 'iu' else across.convert(sizes), floats(thickness)
        bs = [0.0] if base is None else across.convert(base)
        count = max(len(xs), len(hs), len(ws), len(bs)) if min(len(xs), len(hs), len(ws), len(bs)) else 0
        names = ('x', 'height', 'width', 'bottom') if is_vertical else ('y', 'width', 'height', 'left')
        shown = [(names[0], xs), (names[1], hs), (names[2], ws), (names[3], bs)]
        for i, (name, values) in enumerate(shown):
            for other, others in shown[:i]:
                if len(values) != len(others) and 1 not in (len(values), len(others)):
                    raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between '
                                     f"'{other}' with shape ({len(others)},) and '{name}' with shape ({len(values)},).")
        xs, hs, ws, bs = (_repeated(v, count) for v in (xs, hs, ws, bs))
        face_list = to_rgba_list(faces) or [(0.0, 0.0, 0.0, 0.0)]
        edge_list = [None] if edges is None else (to_rgba_list(edges) or [(0.0, 0.0, 0.0, 0.0)])
        width_list = [None] if widths is None else floats(widths)
        hatch_list = [hatches] if hatches is None or isinstance(hatches, str) else list(hatches)
        if isinstance(label, str) or not is_sequence(label):
            labels, container_label = ['_nolegend_'] * count, label
        else:
            labels, container_label = [str(v) for v in label], '_nolegend_'
            if len(labels) != count:
                raise ValueError(f'number of labels ({len(labels)}) does not match number of bars ({count}).')
        patches = []
        for i in range(count):
            start = xs[i] - ws[i] / 2 if align == 'center' else xs[i]
            rectangle = (start, bs[i], ws[i], hs[i]) if is_vertical else (bs[i], start, hs[i], ws[i])
            patch = Rectangle(rectangle[:2], rectangle[2], rectangle[3], facecolor=face_list[i % len(face_list)],
                              edgecolor=edge_list[i % len(edge_list)], linewidth=width_list[i % len(width_list)],
                              label=labels[i], hatch=hatch_list[i % len(hatch_list)])
            patch._update(kwargs)
            if log and across.scale.name == 'log' and hs[i] <= 0:
                pass
            self.add_patch(patch)
            patches.append(patch)
        (self.yaxis if is_vertical else self.xaxis).sticky += bs
        self.autoscale_view()
        if xerr is not None or yerr is not None:
            error_kw.setdefault('ecolor', ecolor)
            error_kw.setdefault('capsize', capsize)
            ends = [b + h for b, h in zip(bs, hs)]
            middles = [x + (0 if align == 'center' else w / 2) for x, w in zip(xs, ws)]
            px, py = (middles, ends) if is_vertical else (ends, middles)
            errors = self.errorbar(px, py, yerr=yerr, xerr=xerr, fmt='none', **error_kw)
        else:
            errors = None
        container = BarContainer(patches, errors, datavalues=array(hs), orientation=orientation, label=container_label)
        self.add_container(container)
        if tick_label is not None:
            texts = [tick_label] * count if isinstance(tick_label, str) else list(tick_label)
            middles = [x + (0 if align == 'center' else w / 2) for x, w in zip(xs, ws)]
            along.set_ticks(middles)
            along.set_ticklabels(texts)
        return container

    def bar_label(self, container, labels=None, *, fmt='%g', label_type='edge', padding=0, **kwargs):
        if label_type not in ('edge', 'center'):
            raise ValueError(f"{label_type!r} is not a valid value for label_type. Supported values are 'edge', 'center'")
        annotations = []
        is_vertical = container.orientation == 'vertical'
        whiskers = self._whiskers(container, is_vertical)
        for i, patch in enumerate(container.patches):
            x, y, w, h = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
            size = h if is_vertical else w
            value = size if label_type == 'center' else (y + h if is_vertical else x + w)
            if labels is not None and i < len(labels):
                text = labels[i]
            else:
                text = fmt % value if isinstance(fmt, str) and '%' in fmt else \
                    fmt.format(value) if isinstance(fmt, str) else fmt(value)
            if label_type == 'center':
                xy, ha, va, offset = (x + w / 2, y + h / 2), 'center', 'center', (0, 0)
            elif is_vertical:
                end = whiskers[i][0 if h < 0 else 1] if i < len(whiskers) else y + h
                xy, ha, va = (x + w / 2, end), 'center', 'top' if h < 0 else 'bottom'
                offset = (0, -padding if h < 0 else padding)
            else:
                end = whiskers[i][0 if w < 0 else 1] if i < len(whiskers) else x + w
                xy, ha, va = (end, y + h / 2), 'right' if w < 0 else 'left', 'center'
                offset = (-padding if w < 0 else padding, 0)
            options = dict(horizontalalignment=ha, verticalalignment=va)
            options.update(kwargs)
            annotations.append(self.annotate(text, xy, xytext=offset, textcoords='offset points', **options))
        return annotations

    @staticmethod
    def _whiskers(container, is_vertical):
        """(lower, upper) end of each bar's line of error; labels stand beyond it."""
        errors = container.errorbar
        has = errors is not None and (errors.has_yerr if is_vertical else errors.has_xerr)
        if not has:
            return []
        axis = 1 if is_vertical else 0
        ends = []
        for segment in errors.lines[2][0].get_segments():
            values = [float(point[axis]) for point in segment]
            ends.append((min(values), max(values)))
        return ends

    def broken_barh(self, xranges, yrange, **kwargs):
        from matplotlib.collections import PolyCollection
        y0, height = yrange
        polygons = [[[x, y0], [x + w, y0], [x + w, y0 + height], [x, y0 + height]] for x, w in xranges]
        if 'facecolor' not in kwargs and 'facecolors' not in kwargs and 'color' not in kwargs:
            kwargs['facecolors'] = self.patches_cycle.next_color()
        return self.add_collection(PolyCollection(polygons, **kwargs))

    # Histograms.

    def hist(self, x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar',
             align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False,
             data=None, **kwargs):
        for name, value, known in (('histtype', histtype, ('bar', 'barstacked', 'step', 'stepfilled')),
                                   ('align', align, ('left', 'mid', 'right')),
                                   ('orientation', orientation, ('horizontal', 'vertical'))):
            if value not in known:
                raise ValueError(f'{value!r} is not a valid value for {name}. Supported values are '
                                 + ', '.join(repr(k) for k in known))
        if data is not None and isinstance(x, str):
            x = data[x]
        bins = rcParams['hist.bins'] if bins is None else bins
        stacked = stacked or histtype == 'barstacked'
        series = columns(x) if not _is_empty(x) else [[]]
        count = len(series)
        if color is None:
            colors = [self.lines_cycle.next_color() for _ in series]
        else:
            colors = [color] if isinstance(color, str) or count == 1 and not (
                isinstance(color, (list, tuple)) and len(color) == 1) else list(color)
            if len(colors) != count:
                raise ValueError(f"The 'color' keyword argument must have one color per dataset, but {count} datasets and "
                                 f'{len(colors)} colors were provided')
        weight_series = columns(weights) if weights is not None else [None] * count
        if weights is not None:
            for values, w in zip(series, weight_series):
                if len(values) != len(w):
                    raise ValueError('weights should have the same shape as x')
        everything = [v for values in series for v in values if v == v]
        edges = bin_edges(everything, bins, range)
        counts = [histogram(values, edges, w, density and not stacked) for values, w in zip(series, weight_series)]
        widths = [b - a for a, b in zip(edges, edges[1:])]
        if stacked:
            for i in _count(1, count):
                counts[i] = [a + b for a, b in zip(counts[i - 1], counts[i])]
            if density:
                total = math.fsum(counts[-1])
                counts = [[c / w / total if total else math.nan for c, w in zip(row, widths)] for row in counts]
        if cumulative:
            counts = [self._cumulated(row, widths if density else None, cumulative < 0) for row in counts]
        patches = self._draw_histogram(counts, edges, widths, colors, histtype, align, orientation, rwidth, log, bottom,
                                       stacked)
        labels = [label] * count if label is None or isinstance(label, str) else [str(v) for v in label]
        if isinstance(label, str):
            labels = [label] + ['_nolegend_'] * (count - 1)
        for i, group in enumerate(patches):
            if not group:
                continue
            text = labels[i] if i < len(labels) else None
            first = True
            for patch in group:
                patch._update(kwargs)
                if text is not None:
                    patch.set_label(text if first else '_nolegend_')
                first = False
            if text is not None and hasattr(group, 'datavalues'):
                group.set_label(text)
                for patch in group:
                    patch.set_label('_nolegend_')
        tops = [float_array(row) for row in counts]
        edges_result = float_array(edges)
        if count == 1:
            return tops[0], edges_result, patches[0]
        kind = 'BarContainer' if histtype.startswith('bar') else 'list[Polygon]'
        result = silent_list('BarContainer', patches) if kind == 'BarContainer' else patches
        return array(counts), edges_result, result

    @staticmethod
    def _cumulated(row, widths, is_reversed):
        values = [c * w for c, w in zip(row, widths)] if widths else list(row)
        if is_reversed:
            values.reverse()
        total, result = 0.0, []
        for value in values:
            total += value
            result.append(total)
        if is_reversed:
            result.reverse()
        return result

    def _draw_histogram(self, counts, edges, widths, colors, histtype, align, orientation, rwidth, log, bottom, stacked):
        is_horizontal = orientation == 'horizontal'
        result = []
        if histtype.startswith('bar'):
            if rwidth is not None:
                share = min(1.0, max(0.0, rwidth))
            elif len(counts) > 1 and (not stacked or rcParams.get('_internal.classic_mode')):
                share = 0.8
            else:
                share = 1.0
            if histtype == 'bar' and not stacked:
                group = [share * w / len(counts) for w in widths]
                steps, offset = group, [-0.5 * share * w * (1 - 1 / len(counts)) for w in widths]
            else:
                group, steps, offset = [share * w for w in widths], [0.0] * len(widths), [0.0] * len(widths)
            shift = {'left': [-w / 2 for w in widths], 'right': [w / 2 for w in widths]}.get(align, [0.0] * len(widths))
            base = bottom
            for index, row in enumerate(counts):
                centers = [edges[i] + widths[i] / 2 + offset[i] + steps[i] * index + shift[i] for i in _count(0, len(widths))]
                if stacked and index:
                    bases = counts[index - 1]
                    heights = [a - b for a, b in zip(row, bases)]
                    if bottom is not None:
                        bases = [b + v for b, v in zip(bases, _repeated(floats(bottom), len(bases)))]
                else:
                    bases, heights = bottom, row
                draw = self.barh if is_horizontal else self.bar
                options = {'left' if is_horizontal else 'bottom': bases}
                result.append(draw(centers, heights, group, align='center', log=log, color=colors[index], **options))
            return result
        base = _repeated(floats(bottom), len(widths)) if bottom is not None else [0.0] * len(widths)
        axis = self.xaxis if is_horizontal else self.yaxis
        if log:
            axis.set_scale('log', nonpositive='clip')
        fills = histtype == 'stepfilled'
        if align in ('left', 'right'):
            shift = (-0.5 if align == 'left' else 0.5) * (edges[1] - edges[0])
            edges = [e + shift for e in edges]
        polygons = []
        for index, row in enumerate(counts):
            low = [b + c for b, c in zip(base, counts[index - 1])] if stacked and index else base
            points = [(edges[0], low[0])]
            for i, value in enumerate(row):
                top = base[i] + value
                points += [(edges[i], top), (edges[i + 1], top)]
            points.append((edges[-1], low[-1]))
            if fills:
                for i in reversed(_count(0, len(row))):
                    points += [(edges[i + 1], low[i]), (edges[i], low[i])]
            if is_horizontal:
                points = [(y, x) for x, y in points]
            polygons.append((points, colors[index]))
        for points, color in reversed(polygons):
            look = dict(facecolor=color) if fills else dict(edgecolor=color, fill=False)
            patch = Polygon(points, closed=fills, **look)
            result.append([self.add_patch(patch)])
        axis.sticky.append(0.0)
        self.autoscale_view()
        return result[::-1]

    def stairs(self, values, edges=None, *, orientation='vertical', baseline=0, fill=False, data=None, **kwargs):
        from matplotlib.patches import StepPatch
        values = floats(values)
        edges = [float(i) for i in _count(0, len(values) + 1)] if edges is None else floats(edges)
        if len(edges) != len(values) + 1:
            raise ValueError('Size mismatch between "values" and "edges".')
        color = kwargs.pop('color', None) or self.lines_cycle.next_color()
        look = {'facecolor': color} if fill else {'edgecolor': color, 'facecolor': 'none'}
        look.update(kwargs)
        patch = StepPatch(values, edges, baseline=baseline, orientation=orientation, fill=fill, **look)
        self.add_patch(patch)
        self.autoscale_view()
        if baseline is not None:
            (self.yaxis if orientation == 'vertical' else self.xaxis).sticky.append(float(baseline))
        return patch

    # Distributions.

    def ecdf(self, x, weights=None, *, complementary=False, orientation='vertical', compress=False, data=None, **kwargs):
        """The share of values up to each value, as steps."""
        values = sorted(floats(x))
        count = len(values)
        if not count:
            raise ValueError('x must not be empty')
        shares = [(i + 1) / count for i in range(count)]
        if complementary:
            xs, ys, where = values + [values[-1]], [1.0] + [1 - s for s in shares], 'steps-pre'
        else:
            xs, ys, where = [values[0]] + values, [0.0] + shares, 'steps-post'
        kwargs['drawstyle'] = where if orientation == 'vertical' else 'steps-pre'
        line, = self.plot(xs, ys, **kwargs) if orientation == 'vertical' else self.plot(ys, xs, **kwargs)
        (self.yaxis if orientation == 'vertical' else self.xaxis).sticky += [0.0, 1.0]
        self.autoscale_view()
        return line

    def boxplot(self, x, notch=None, sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None,
                patch_artist=None, bootstrap=None, usermedians=None, conf_intervals=None, meanline=None, showmeans=None,
                showcaps=None, showbox=None, showfliers=None, boxprops=None, tick_labels=None, flierprops=None,
                medianprops=None, meanprops=None, capprops=None, whiskerprops=None, manage_ticks=True, autorange=False,
                zorder=None, capwidths=None, label=None, labels=None, data=None):
        tick_labels = labels if tick_labels is None else tick_labels
        stats = boxplot_stats(x, rcParams['boxplot.whiskers'] if whis is None else whis, labels=tick_labels)
        is_vertical = orientation == 'vertical' if vert is None else bool(vert)
        count = len(stats)
        positions = [float(i + 1) for i in _count(0, count)] if positions is None else floats(positions)
        if len(positions) != count:
            raise ValueError(f'List of boxplot statistics and `positions` values must have same the length')
        if widths is None:
            spread = max(positions) - min(positions)
            widths = [min(max(0.15 * spread, 0.15), 0.5)] * count
        else:
            widths = _repeated(floats(widths), count)
        fills = rcParams['boxplot.patchartist'] if patch_artist is None else patch_artist

        def style(name, given):
            prefix = f'boxplot.{name}props.'
            base = {k[len(prefix):]: v for k, v in rcParams.items() if k.startswith(prefix)}
            base.update(given or {})
            return base
        box_style, whisker_style, cap_style = style('box', boxprops), style('whisker', whiskerprops), style('cap', capprops)
        flier_style, median_style, mean_style = style('flier', flierprops), style('median', medianprops), style('mean', meanprops)
        if sym is not None and sym != '':
            from matplotlib.axes._lines import parse_format
            _, marker, color = parse_format(sym)
            flier_style.update({k: v for k, v in (('marker', marker), ('markeredgecolor', color)) if v is not None})
        result = {'whiskers': [], 'caps': [], 'boxes': [], 'medians': [], 'fliers': [], 'means': []}
        zorder = 2 if zorder is None else zorder

        def line(xs, ys, look, order):
            pair = (xs, ys) if is_vertical else (ys, xs)
            look = {k: v for k, v in look.items() if v is not None}
            return self.plot(*pair, **dict({'zorder': order, 'label': '_nolegend_'}, **look))[0]
        for place, width, s in zip(positions, widths, stats):
            left, right = place - width / 2, place + width / 2
            cap = width / 2 if capwidths is None else _repeated(floats(capwidths), count)[len(result['boxes'])]
            cap_left, cap_right = place - cap / 2, place + cap / 2
            q1, q3, med = s['q1'], s['q3'], s['med']
            if notch:
                a, b = place - width / 4, place + width / 4
                box_x = [left, right, right, b, right, right, left, left, a, left, left]
                box_y = [q1, q1, s['cilo'], med, s['cihi'], q3, q3, s['cihi'], med, s['cilo'], q1]
                med_x = [a, b]
            else:
                box_x, box_y = [left, right, right, left, left], [q1, q1, q3, q3, q1]
                med_x = [left, right]
            if rcParams['boxplot.showbox'] if showbox is None else showbox:
                if fills:
                    look = dict(box_style)
                    look.setdefault('edgecolor', look.pop('color', 'black'))
                    look.setdefault('facecolor', 'white' if 'facecolor' not in look else look['facecolor'])
                    if boxprops is None or 'facecolor' not in boxprops:
                        look['facecolor'] = rcParams['patch.facecolor']
                    points = list(zip(box_x, box_y)) if is_vertical else list(zip(box_y, box_x))
                    patch = Polygon(points, **{k: v for k, v in look.items() if v is not None})
                    patch.zorder = zorder
                    patch.set_label('_nolegend_')
                    result['boxes'].append(self.add_patch(patch))
                else:
                    result['boxes'].append(line(box_x, box_y, box_style, zorder))
            result['whiskers'] += [line([place] * 2, [q1, s['whislo']], whisker_style, zorder),
                                   line([place] * 2, [q3, s['whishi']], whisker_style, zorder)]
            if rcParams['boxplot.showcaps'] if showcaps is None else showcaps:
                result['caps'] += [line([cap_left, cap_right], [s['whislo']] * 2, cap_style, zorder),
                                   line([cap_left, cap_right], [s['whishi']] * 2, cap_style, zorder)]
            result['medians'].append(line(med_x, [med, med], median_style, zorder + 0.1))
            if rcParams['boxplot.showmeans'] if showmeans is None else showmeans:
                if meanline:
                    look = {k: v for k, v in mean_style.items() if not k.startswith('marker')}
                    result['means'].append(line([left, right], [s['mean']] * 2, look, zorder + 0.1))
                else:
                    result['means'].append(line([place], [s['mean']], dict(mean_style, linestyle='None'), zorder + 0.1))
            if (rcParams['boxplot.showfliers'] if showfliers is None else showfliers) and sym != '':
                result['fliers'].append(line([place] * len(s['fliers']), s['fliers'], flier_style, zorder + 0.1))
        if label:
            for artist, text in zip(result['boxes'], [label] if isinstance(label, str) else label):
                artist.set_label(text)
        if manage_ticks:
            axis = self.xaxis if is_vertical else self.yaxis
            low, high = min(positions) - 0.5, max(positions) + 0.5
            axis.note_data(low, high, low)
            axis.sticky += [low, high]
            from matplotlib.ticker import FixedFormatter, FixedLocator
            axis.set_major_locator(FixedLocator(positions))
            texts = [s.get('label', _plain(p)) for s, p in zip(stats, positions)]
            axis.set_major_formatter(FixedFormatter([str(t) for t in texts]))
            axis.request_autoscale()
        return result

    def violinplot(self, dataset, positions=None, vert=None, orientation='vertical', widths=0.5, showmeans=False,
                   showextrema=True, showmedians=False, quantiles=None, points=100, bw_method=None, side='both', *,
                   facecolor=None, linecolor=None, data=None):
        series = columns(dataset)
        is_vertical = orientation == 'vertical' if vert is None else bool(vert)
        positions = [float(i + 1) for i in _count(0, len(series))] if positions is None else floats(positions)
        widths = _repeated(floats(widths), len(series))
        color = facecolor or self.lines_cycle.next_color()
        bodies, lows, highs, means, medians = [], [], [], [], []
        for place, width, values in zip(positions, widths, series):
            low, high = min(values), max(values)
            coords = [low + (high - low) * i / (points - 1) for i in _count(0, points)]
            density = _kernel_density(values, coords)
            top = max(density) or 1.0
            half = [0.5 * width * d / top for d in density]
            left = [place - h if side in ('both', 'low') else place for h in half]
            right = [place + h if side in ('both', 'high') else place for h in half]
            fill = self.fill_betweenx if is_vertical else self.fill_between
            bodies.append(fill(coords, left, right, facecolor=color, alpha=0.3))
            lows.append(low)
            highs.append(high)
            means.append(math.fsum(values) / len(values))
            medians.append(sorted(values)[len(values) // 2] if len(values) % 2 else
                           sum(sorted(values)[len(values) // 2 - 1:len(values) // 2 + 1]) / 2)
        result = {'bodies': bodies}
        across, along = (self.hlines, self.vlines) if is_vertical else (self.vlines, self.hlines)
        lefts = [p - 0.25 * w for p, w in zip(positions, widths)]
        rights = [p + 0.25 * w for p, w in zip(positions, widths)]
        line = linecolor or color
        if showmeans:
            result['cmeans'] = across(means, lefts, rights, colors=line)
        if showextrema:
            result['cmaxes'] = across(highs, lefts, rights, colors=line)
            result['cmins'] = across(lows, lefts, rights, colors=line)
            result['cbars'] = along(positions, lows, highs, colors=line)
        if showmedians:
            result['cmedians'] = across(medians, lefts, rights, colors=line)
        return result

    # Pies.

    def _shade(self, wedge, center, radius, shadow):
        """A darker wedge a little lower and further left."""
        options = dict(shadow) if isinstance(shadow, dict) else {}
        shade = options.pop('shade', 0.7)
        scale = self.figure.dpi / 72
        place = (center[0] + options.pop('ox', -0.02) * scale, center[1] + options.pop('oy', -0.02) * scale)
        dark = tuple((1 - shade) * part for part in wedge.get_facecolor()[:3])
        look = dict(facecolor=dark, edgecolor=dark, alpha=0.5, label='_nolegend_', width=wedge.width)
        look.update(options)
        under = Wedge(place, radius, wedge.theta1, wedge.theta2, **look)
        under._clip_on = False
        under.zorder = 0.999
        self._add(under)

    def pie(self, x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False,
            labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0),
            frame=False, rotatelabels=False, *, normalize=True, hatch=None, data=None):
        self.set_aspect('equal')
        values = floats(x)
        if any(v < 0 for v in values):
            raise ValueError('Wedge sizes \'x\' must be non negative values')
        total = math.fsum(values)
        if normalize:
            if total == 0:
                raise ValueError('All wedge sizes are zero')
            values = [v / total for v in values]
        elif total > 1:
            raise ValueError('Cannot plot an unnormalized pie with sum(x) > 1')
        labels = [''] * len(values) if labels is None else list(labels)
        explode = [0.0] * len(values) if explode is None else floats(explode)
        if len(labels) != len(values):
            raise ValueError("'labels' must be of length 'x', not " + str(len(labels)))
        if len(explode) != len(values):
            raise ValueError("'explode' must be of length 'x', not " + str(len(explode)))
        wedgeprops, textprops = dict(wedgeprops or {}), dict(textprops or {})
        theta = startangle / 360
        wedges, texts, autotexts = [], [], []
        for i, (share, label, out) in enumerate(zip(values, labels, explode)):
            color = self.patches_cycle.next_color() if colors is None else list(colors)[i % len(colors)]
            cx, cy = center
            end = theta + share if counterclock else theta - share
            middle = 2 * math.pi * 0.5 * (theta + end)
            cx, cy = cx + out * math.cos(middle), cy + out * math.sin(middle)
            look = dict(facecolor=color, label=label)
            look.update(wedgeprops)
            wedge = Wedge((cx, cy), radius, 360 * min(theta, end), 360 * max(theta, end), **look)
            wedge._clip_on = False
            if hatch is not None:
                wedge.set_hatch(hatch if isinstance(hatch, str) else hatch[i % len(hatch)])
            wedge.zorder = 1
            if shadow:
                self._shade(wedge, (cx, cy), radius, shadow)
            self._add(wedge)
            self._note(*wedge.data_points())
            wedges.append(wedge)
            if labeldistance is not None:
                lx, ly = cx + labeldistance * radius * math.cos(middle), cy + labeldistance * radius * math.sin(middle)
                options = dict(horizontalalignment='left' if lx > 0 else 'right', verticalalignment='center',
                               fontsize=rcParams['xtick.labelsize'])
                if rotatelabels:
                    options.update(verticalalignment='bottom' if ly > 0 else 'top', rotation_mode='anchor',
                                   rotation=math.degrees(middle) + (0 if lx > 0 else 180))
                options.update(textprops)
                texts.append(self.text(lx, ly, label, **options))
            if autopct is not None:
                px, py = cx + pctdistance * radius * math.cos(middle), cy + pctdistance * radius * math.sin(middle)
                text = autopct % (100. * share) if isinstance(autopct, str) else autopct(100. * share)
                options = dict(horizontalalignment='center', verticalalignment='center')
                options.update(textprops)
                autotexts.append(self.text(px, py, text, **options))
            theta = end
        if frame:
            self.set_frame_on(True)
        else:
            self.set(frame_on=False, xticks=[], yticks=[])
        self.set_xlim(-1.25 * radius + center[0], 1.25 * radius + center[0])
        self.set_ylim(-1.25 * radius + center[1], 1.25 * radius + center[1])
        result = PieContainer(wedges, array(values), normalize)
        result.add_texts(texts)
        if autopct is not None:
            result.add_texts(autotexts)
        return result


def _count(start, stop):
    return range(start, stop)


def _is_empty(x):
    return hasattr(x, '__len__') and len(x) == 0


def _plain(value):
    return str(int(value)) if value == int(value) else str(value)


def _kernel_density(values, coords):
    """Gaussian kernels with Scott's width."""
    n = len(values)
    mean = math.fsum(values) / n
    variance = math.fsum((v - mean) ** 2 for v in values) / max(1, n - 1)
    width = math.sqrt(variance) * n ** (-1 / 5) or 1.0
    scale = 1 / (n * width * math.sqrt(2 * math.pi))
    exp = math.exp
    return [scale * math.fsum(exp(-0.5 * ((c - v) / width) ** 2) for v in values) for c in coords]
