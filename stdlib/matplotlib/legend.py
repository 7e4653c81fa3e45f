"""Legends."""
from matplotlib import _strokes, rcParams
from matplotlib._arrays import is_sequence
from matplotlib._hints import hint
from matplotlib._rc import font_points
from matplotlib._renderer import line_metrics
from matplotlib.artist import Artist
from matplotlib.cbook import silent_list
from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
from matplotlib.colors import to_rgba
from matplotlib.container import BarContainer, Container, ErrorbarContainer, StemContainer
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, StepPatch
from matplotlib.path import rounded_box
from matplotlib.text import Text
from matplotlib.transforms import Bbox

_CODES = {'best': 0, 'upper right': 1, 'upper left': 2, 'lower left': 3, 'lower right': 4, 'right': 5, 'center left': 6,
          'center right': 7, 'lower center': 8, 'upper center': 9, 'center': 10}
_PLACES = {1: (1, 1), 2: (0, 1), 3: (0, 0), 4: (1, 0), 5: (1, 0.5), 6: (0, 0.5), 7: (1, 0.5), 8: (0.5, 0), 9: (0.5, 1),
           10: (0.5, 0.5)}


def handles_labels(axes_list):
    """What has a label that does not start with an underscore."""
    handles, labels = [], []
    for axes in axes_list:
        contained = []
        for container in axes.containers:
            contained += [id(a) for a in container.get_children()]
        candidates = [a for a in axes._artists if isinstance(a, (Line2D, Patch, Collection))] + list(axes.containers)
        order = [a for a in candidates if isinstance(a, Line2D)] + [a for a in candidates if isinstance(a, Patch)] + \
                [a for a in candidates if isinstance(a, Collection)] + [a for a in candidates if isinstance(a, Container)]
        for handle in order:
            label = handle.get_label()
            if label and not label.startswith('_'):
                handles.append(handle)
                labels.append(label)
    return handles, labels


def parse_legend_args(axes_list, args, kwargs):
    """Handles and labels from the arguments of `legend`."""
    kwargs = dict(kwargs)
    handles, labels = kwargs.pop('handles', None), kwargs.pop('labels', None)
    if (handles is not None or labels is not None) and args:
        import warnings
        warnings.warn('You have mixed positional and keyword arguments, some input may be discarded.')
    if handles is not None and labels is not None:
        pairs = list(zip(handles, labels))
        handles, labels = [p[0] for p in pairs], [p[1] for p in pairs]
    elif handles is not None:
        handles = list(handles)
        labels = [h.get_label() for h in handles]
    elif labels is not None:
        known = [h for h in _all_handles(axes_list)]
        labels = list(labels)
        handles = known[:len(labels)]
    elif not args:
        handles, labels = handles_labels(axes_list)
        if not handles:
            import warnings
            warnings.warn('No artists with labels found to put in legend.  Note that artists whose label start with an '
                          'underscore are ignored when legend() is called with no argument.', UserWarning, stacklevel=3)
    elif len(args) == 1:
        labels = [args[0]] if isinstance(args[0], str) else list(args[0])
        if any(isinstance(v, Artist) for v in labels):
            raise TypeError('A single argument passed to legend() must be a list of labels, but found an Artist in there.')
        handles = _all_handles(axes_list)[:len(labels)]
    elif len(args) == 2:
        handles, labels = list(args[0]), list(args[1]) if not isinstance(args[1], str) else [args[1]]
    else:
        raise TypeError(f'legend() takes 0-2 positional arguments but {len(args)} were given')
    labels = [str(label) for label in labels]
    return handles, labels, kwargs


def _all_handles(axes_list):
    """Everything that could stand in a legend, in the order of drawing; bars of a group together."""
    result = []
    for axes in axes_list:
        inside = {id(a) for c in axes.containers for a in c.get_children()}
        own = [a for a in axes._artists if isinstance(a, (Line2D, Patch, PathCollection, LineCollection, Collection))
               and id(a) not in inside and a.get_label() != '_nolegend_']
        lines = [a for a in own if isinstance(a, Line2D)]
        others = [a for a in own if not isinstance(a, Line2D)]
        result += lines + others + list(axes.containers)
    return result


class Legend(Artist):
    zorder = 5

    def __init__(self, parent, handles, labels, *, loc=None, numpoints=None, markerscale=None, markerfirst=True,
                 reverse=False, scatterpoints=None, scatteryoffsets=None, prop=None, fontsize=None, labelcolor=None,
                 borderpad=None, labelspacing=None, handlelength=None, handleheight=None, handletextpad=None,
                 borderaxespad=None, columnspacing=None, ncols=1, mode=None, fancybox=None, shadow=None, title=None,
                 title_fontsize=None, framealpha=None, edgecolor=None, facecolor=None, linewidth=None,
                 bbox_to_anchor=None, bbox_transform=None, frameon=None, handler_map=None, title_fontproperties=None,
                 alignment='center', ncol=None, draggable=False):
        Artist.__init__(self)
        self._parent = parent
        self.axes = parent if hasattr(parent, 'transAxes') else None
        self.figure = parent.figure if self.axes is not None else parent
        self._clip_on = False

        def option(name, value):
            return rcParams['legend.' + name] if value is None else value
        self._numpoints = option('numpoints', numpoints)
        self._scatterpoints = option('scatterpoints', scatterpoints)
        self.markerscale = option('markerscale', markerscale)
        self._borderpad, self._labelspacing = option('borderpad', borderpad), option('labelspacing', labelspacing)
        self._handlelength, self._handleheight = option('handlelength', handlelength), option('handleheight', handleheight)
        self._handletextpad = option('handletextpad', handletextpad)
        self._borderaxespad = option('borderaxespad', borderaxespad)
        self._columnspacing = option('columnspacing', columnspacing)
        self._ncols = ncol if ncol is not None else ncols
        self._mode, self._markerfirst = mode, markerfirst
        self._fancybox, self._shadow = option('fancybox', fancybox), option('shadow', shadow)
        # Nothing of a shadow shines through.
        self._framealpha = 1 if framealpha is None and self._shadow else option('framealpha', framealpha)
        self._frameon = option('frameon', frameon)
        edge = option('edgecolor', edgecolor)
        self._edge = rcParams['axes.edgecolor'] if edge == 'inherit' else edge
        face = option('facecolor', facecolor)
        self._face = rcParams['axes.facecolor'] if face == 'inherit' else face
        to_rgba(self._face)
        to_rgba(self._edge)
        self._linewidth = rcParams['patch.linewidth'] if linewidth is None else linewidth
        size = option('fontsize', fontsize)
        if isinstance(prop, dict) and 'size' in prop:
            size = prop['size']
        elif prop is not None and hasattr(prop, 'get_size') and prop.get_size() is not None:
            size = prop.get_size()
        self._fontsize = font_points(size)
        self._alignment = alignment
        if self.axes is None and loc is None:
            loc = 'upper right'
        loc = option('loc', loc)
        if isinstance(loc, str):
            if loc.startswith('outside'):
                loc = loc.split(' ', 1)[1].replace(' outside', '')
            if loc not in _CODES:
                raise ValueError(f'{loc!r} is not a valid value for loc.{hint(loc, _CODES)}')
            loc = _CODES[loc]
            if loc == 0 and self.axes is None:
                loc = 1
        elif isinstance(loc, (tuple, list)):
            if len(loc) != 2:
                raise ValueError(f'loc must be string, coordinate tuple, or an integer 0-10, not {loc!r}')
            loc = tuple(float(v) for v in loc)
        elif not (isinstance(loc, int) and 0 <= loc <= 10):
            raise ValueError(f'loc must be string, coordinate tuple, or an integer 0-10, not {loc!r}')
        self._loc = loc
        self._anchor, self._anchor_transform = bbox_to_anchor, bbox_transform
        self.legend_handles, pairs = [], []
        for handle, label in zip(handles, labels):
            pairs.append((handle, label))
            self.legend_handles.append(handle)
        if reverse:
            pairs.reverse()
        self.legendHandles = self.legend_handles
        self._handles = [p[0] for p in pairs]
        colors = self._label_colors(labelcolor if labelcolor is not None else rcParams['legend.labelcolor'], self._handles)
        self._texts = []
        for (handle, label), color in zip(pairs, colors):
            text = Text(0, 0, label, fontsize=self._fontsize, verticalalignment='baseline', horizontalalignment='left')
            if color is not None:
                text.set_color(color)
            if isinstance(prop, dict):
                text._update({k: v for k, v in prop.items() if k != 'size'})
            elif prop is not None and not isinstance(prop, (str, int, float)):
                text.set_fontproperties(prop)
                text._size = self._fontsize
            text.figure = self.figure
            self._texts.append(text)
        self._title = None
        self._title_size = title_fontsize if title_fontsize is not None else rcParams['legend.title_fontsize']
        self.set_title(title)

    def _label_colors(self, labelcolor, handles):
        if labelcolor in (None, 'None', 'none'):
            return [None] * len(handles)
        if labelcolor in ('linecolor', 'markerfacecolor', 'mfc', 'markeredgecolor', 'mec'):
            return [h.get_color() if hasattr(h, 'get_color') else None for h in handles]
        if isinstance(labelcolor, str) or not is_sequence(labelcolor) or \
                (isinstance(labelcolor, tuple) and isinstance(labelcolor[0], (int, float))):
            return [labelcolor] * len(handles)
        return [labelcolor[i % len(labelcolor)] for i in range(len(handles))]

    # Properties.

    def set_title(self, title, prop=None):
        self._title = None
        if title:
            self._title = Text(0, 0, title, fontsize=self._title_size if self._title_size is not None else self._fontsize,
                               verticalalignment='baseline')
            if isinstance(prop, dict):
                self._title._update(prop)

    def get_title(self):
        return self._title or Text(0, 0, '')

    def get_texts(self):
        return silent_list('Text', self._texts)

    def get_lines(self):
        return [h for h in self.legend_handles if isinstance(h, Line2D)]

    def get_patches(self):
        return silent_list('Patch', [h for h in self.legend_handles if isinstance(h, Patch)])

    def get_frame(self):
        return _Frame(self)

    def set_frame_on(self, b):
        self._frameon = bool(b)

    draw_frame = set_frame_on

    def set_loc(self, loc=None):
        self._loc = _CODES[loc] if isinstance(loc, str) else loc

    def set_bbox_to_anchor(self, bbox, transform=None):
        self._anchor, self._anchor_transform = bbox, transform

    def set_draggable(self, state, **kwargs):
        pass

    # Layout: everything in pixels from the lower left corner of the frame.

    def _layout(self, renderer):
        px = renderer.points(self._fontsize)
        pad, gap = self._borderpad * px, self._labelspacing * px
        handle_width = self._handlelength * px
        text_pad = self._handletextpad * px
        descent = 0.35 * px * (self._handleheight - 0.7)
        handle_height = px * self._handleheight - descent
        count = len(self._texts)
        columns = max(1, min(self._ncols, count)) if count else 0
        groups, start = [], 0
        for c in range(columns):
            size = count // columns + (1 if c < count % columns else 0)
            groups.append(list(range(start, start + size)))
            start += size
        items = []
        for text in self._texts:
            font, lines, (x0, y0, x1, y1) = text._layout(renderer)
            # Single lines keep the height of a letter with a tail.
            height, depth = line_metrics(font)
            multi = len(lines) > 1
            items.append((x1 - x0, y1 if not multi else y1, -y0, lines))
        x, placed, height = pad, [], 0.0
        for group in groups:
            width = max([items[i][0] for i in group] or [0.0])
            y = 0.0
            rows = []
            for i in group:
                w, ascent, depth, lines = items[i]
                # The handle stands on the base line: its box reaches from -descent to its height.
                up, down = max(ascent, handle_height), max(depth, descent)
                if rows:
                    y -= gap
                y -= up
                rows.append((i, x, y))
                y -= down
            placed.append((rows, width))
            height = max(height, -y)
            x += handle_width + text_pad + width + self._columnspacing * px
        total = x - (self._columnspacing * px if groups else 0.0) + pad
        title_box = None
        if self._title is not None:
            font, lines, box = self._title._layout(renderer)
            title_box = (box[2] - box[0], box[3], -box[1])
            total = max(total, title_box[0] + 2 * pad)
        title_height = title_box[1] + title_box[2] + (gap if count else 0.0) if title_box else 0.0
        full = height + 2 * pad + title_height
        return {'width': total, 'height': full, 'pad': pad, 'px': px, 'placed': placed, 'handle_width': handle_width,
                'text_pad': text_pad, 'handle_height': handle_height, 'descent': descent, 'title': title_box,
                'title_height': title_height, 'body': x - (self._columnspacing * px if groups else 0.0) + pad}

    def _anchor_box(self, renderer):
        if self._anchor is None:
            if self.axes is not None:
                return self.axes.pixel_box()
            width, height = self.figure.pixel_size()
            return 0.0, 0.0, width, height
        transform = self._anchor_transform
        if transform is None:
            transform = self.axes.transAxes if self.axes is not None else self.figure.transFigure
        values = self._anchor
        if isinstance(values, Bbox):
            values = values.bounds
        values = [float(v) for v in values]
        x, y = values[:2]
        w, h = values[2:] if len(values) == 4 else (0.0, 0.0)
        (x0, x1), (y0, y1) = transform.map([x, x + w], [y, y + h])
        return x0, y0, x1, y1

    def _corner(self, layout, renderer):
        """The lower left corner in pixels."""
        width, height = layout['width'], layout['height']
        box = self._anchor_box(renderer)
        if isinstance(self._loc, tuple):
            x0, y0, x1, y1 = box
            return x0 + self._loc[0] * (x1 - x0), y0 + self._loc[1] * (y1 - y0)
        if self._loc == 0:
            return self._best(layout, box)
        return self._at(self._loc, layout, box)

    def _at(self, code, layout, box):
        x0, y0, x1, y1 = box
        pad = self._borderaxespad * layout['px']
        fx, fy = _PLACES[code]
        return (x0 + pad + fx * (x1 - x0 - 2 * pad - layout['width']), y0 + pad + fy * (y1 - y0 - 2 * pad - layout['height']))

    def _best(self, layout, box):
        """The place that covers least."""
        points, boxes, paths = [], [], []
        for artist in self.axes._artists:
            if not artist._visible:
                continue
            if isinstance(artist, Line2D):
                xs, ys = artist.pixels()
                paths.append(list(zip(xs, ys)))
            elif isinstance(artist, Patch):
                own = artist.tight_box(None)
                if own is not None:
                    boxes.append(own)
            elif isinstance(artist, PathCollection):
                points += list(zip(*artist.pixels()))
            elif isinstance(artist, Text) and artist.get_text():
                own = artist.tight_box(self.figure.measuring_renderer())
                if own is not None:
                    boxes.append(own)
            elif hasattr(artist, '_polygons'):
                for xs, ys in artist._polygons:
                    paths.append(list(zip(*artist.get_transform().map(xs, ys))))
        best = None
        for code in range(1, 11):
            x, y = self._at(code, layout, box)
            own = Bbox.from_bounds(x, y, layout['width'], layout['height'])
            bad = sum(own.count_contains(path) for path in paths) + own.count_contains(points)
            bad += sum(1 for other in boxes if own.overlaps(other))
            bad += sum(1 for path in paths if _crosses(path, own))
            if bad == 0:
                return x, y
            if best is None or bad < best[0]:
                best = (bad, x, y)
        return best[1], best[2]

    def tight_box(self, renderer):
        layout = self._layout(renderer)
        x, y = self._corner(layout, renderer)
        return Bbox.from_bounds(x, y, layout['width'], layout['height'])

    # Drawing.

    def draw(self, renderer):
        if not self._visible:
            return
        layout = self._layout(renderer)
        x, y = self._corner(layout, renderer)
        width, height, pad = layout['width'], layout['height'], layout['pad']
        if self._mode == 'expand' and self._anchor is not None:
            x0, _, x1, _ = self._anchor_box(renderer)
            width = x1 - x0 - 2 * self._borderaxespad * layout['px']
            x = x0 + self._borderaxespad * layout['px']
        if self._frameon:
            face = to_rgba(self._face)
            face = face[:3] + (face[3] * (self._framealpha if self._framealpha is not None else 1.0),)
            edge = to_rgba(self._edge)
            if self._framealpha is not None:
                edge = edge[:3] + (self._framealpha,)
            if self._shadow:
                shift = renderer.points(2)
                renderer.polygon([x + shift, x + width + shift, x + width + shift, x + shift],
                                 [y - shift, y - shift, y + height - shift, y + height - shift], (0.3, 0.3, 0.3, 0.5), None, 0)
            if self._fancybox:
                codes, numbers = rounded_box(round(x) + 0.5, round(y) + 0.5, round(x + width) + 0.5,
                                             round(y + height) + 0.5, 0.2 * layout['px'])
                renderer.path(codes, numbers, face, edge, self._linewidth)
            else:
                renderer.polygon([x, x + width, x + width, x], [y, y, y + height, y + height], face, edge, self._linewidth)
        top = y + height - pad
        if layout['title'] is not None:
            w, ascent, depth = layout['title']
            font, lines, _ = self._title._layout(renderer)
            shift = {'center': (width - w) / 2, 'left': pad, 'right': width - pad - w}[self._alignment]
            color = to_rgba(self._title.get_color())
            for line, lx, ly in lines:
                renderer.text_line(line, font, x + shift + lx, top - ascent + ly, 0.0, color)
            top -= layout['title_height']
        # A narrow body stands in the middle under a wide title; an expanded one spreads its columns.
        left = x + (0.0 if self._mode == 'expand' or self._alignment == 'left' else (width - layout['body']) / 2)
        spread = 0.0
        if self._mode == 'expand' and len(layout['placed']) > 1:
            spread = (width - layout['body']) / (len(layout['placed']) - 1)
        for column, (rows, text_width) in enumerate(layout['placed']):
            for i, rx, ry in rows:
                hx, hy = left + rx + column * spread, top + ry
                text = self._texts[i]
                font, lines, _ = text._layout(renderer)
                handle_x, text_x = hx, hx + layout['handle_width'] + layout['text_pad']
                if not self._markerfirst:
                    text_x, handle_x = hx, hx + text_width + layout['text_pad']
                # The lower lines of a label hang below the base line of its first one.
                self._draw_handle(renderer, self._handles[i], handle_x, hy - layout['descent'], layout['handle_width'],
                                  layout['handle_height'])
                color = text._shown_color(to_rgba(text.get_color()))
                for line, lx, ly in lines:
                    renderer.text_line(line, font, text_x + lx, hy + ly, 0.0, color)

    def _draw_handle(self, renderer, handle, x, y, width, height):
        middle = y + height / 2
        if isinstance(handle, (tuple, list)) and not isinstance(handle, Container):
            for part in handle:
                self._draw_handle(renderer, part, x, y, width, height)
            return
        if isinstance(handle, ErrorbarContainer):
            line, caps, bars = handle
            if bars:
                size = renderer.points(self._fontsize) * 0.5
                color = bars[0].edge_colors()[0]
                if handle.has_yerr:
                    renderer.lines([x + width / 2] * 2, [middle - size, middle + size], color, bars[0]._widths[0])
                    for cap in caps[:1]:
                        cap.draw_markers(renderer, [x + width / 2] * 2, [middle - size, middle + size])
                if handle.has_xerr:
                    renderer.lines([x + width / 2 - size, x + width / 2 + size], [middle] * 2, color, bars[0]._widths[0])
            if line is not None:
                self._draw_handle(renderer, line, x, y, width, height)
            return
        if isinstance(handle, StemContainer):
            markers, stems, base = handle
            color = stems.edge_colors()[0]
            places = [x + width * (0.15 + 0.35 * i) for i in range(3)]
            for place, share in zip(places, (0.9, 0.5, 0.8)):
                renderer.lines([place] * 2, [y, y + height * share], color, stems._widths[0])
                markers.draw_markers(renderer, [place], [y + height * share], self.markerscale * 0.6)
            return
        if isinstance(handle, Container):
            parts = handle.get_children()
            handle = parts[0] if parts else None
        if isinstance(handle, Line2D):
            if handle._linestyle != 'None' and handle._linewidth > 0:
                handle.draw_stroke(renderer, [x, x + width], [middle, middle])
            if handle._marker:
                places = [x + width / 2] if self._numpoints == 1 else \
                    [x + width * (0.15 + 0.7 * i / (self._numpoints - 1)) for i in range(self._numpoints)]
                handle.draw_markers(renderer, places, [middle] * len(places), self.markerscale)
        elif isinstance(handle, Patch):
            face, edge, line_width, dashes = handle.look()
            if isinstance(handle, StepPatch) and not handle._fill:
                renderer.lines([x, x + width], [middle, middle], edge, line_width, dashes)
                return
            renderer.polygon([x, x + width, x + width, x], [y, y, y + height, y + height], face, edge, line_width, dashes)
            if handle.get_hatch():
                from matplotlib.patches import draw_hatch
                draw_hatch(renderer, 'MLLLZ', [x, y, x + width, y, x + width, y + height, x, y + height],
                           handle.get_hatch(), edge if edge[3] > 0 else to_rgba('k'))
        elif isinstance(handle, PathCollection):
            sizes = handle._sizes or [36.0]
            size = 0.5 * (max(sizes) + min(sizes)) * self.markerscale ** 2
            faces, edges = handle.face_colors()[:1], handle.edge_colors()[:1]
            marker = handle._marker
            if not marker.is_filled:
                edges, faces = edges or faces, []
            lifted = y + height * 0.375 if self._scatterpoints == 1 else middle
            renderer.markers(marker.letters, marker.numbers, [x + width / 2], [lifted],
                             [renderer.points(size ** 0.5)], faces, edges, handle._widths[:1] or [0.0], marker.join)
        elif isinstance(handle, LineCollection):
            colors = handle.edge_colors()
            if colors:
                dashes, offset = _strokes.dashes(handle._styles[0], handle._widths[0])
                renderer.lines([x, x + width], [middle, middle], colors[0], handle._widths[0], dashes, offset)
        elif isinstance(handle, Collection):
            faces, edges = handle.face_colors(), handle.edge_colors()
            renderer.polygon([x, x + width, x + width, x], [y, y, y + height, y + height], faces[0] if faces else None,
                             edges[0] if edges else None, handle._widths[0] if handle._widths else 0.0)


class _Frame:
    """The box of a legend, as `legend.get_frame()`."""

    def __init__(self, legend):
        self._legend = legend

    def set_facecolor(self, color):
        self._legend._face = color

    set_color = set_facecolor

    def set_edgecolor(self, color):
        self._legend._edge = color

    def set_alpha(self, alpha):
        self._legend._framealpha = alpha

    def set_linewidth(self, w):
        self._legend._linewidth = w

    def set_boxstyle(self, *args, **kwargs):
        pass

    def set_visible(self, b):
        self._legend._frameon = bool(b)


def _crosses(path, box):
    """Whether a line of points crosses a box."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    for (ax, ay), (bx, by) in zip(path, path[1:]):
        if not (ax - ax == 0 and bx - bx == 0 and ay - ay == 0 and by - by == 0):
            continue
        if max(ax, bx) < x0 or min(ax, bx) > x1 or max(ay, by) < y0 or min(ay, by) > y1:
            continue
        low, high = 0.0, 1.0
        outside = False
        for p, q in ((ax - bx, ax - x0), (bx - ax, x1 - ax), (ay - by, ay - y0), (by - ay, y1 - ay)):
            if p == 0:
                outside = outside or q < 0
            elif p < 0:
                low = max(low, q / p)
            else:
                high = min(high, q / p)
        if not outside and low <= high:
            return True
    return False
