"""Text: one or several lines at a place, and notes with arrows."""
import math

from matplotlib import rcParams
from matplotlib._rc import font_points
from matplotlib._renderer import Font, Line, line_metrics
from matplotlib.artist import Artist
from matplotlib.colors import check_color, to_rgba
from matplotlib.transforms import Bbox, IdentityTransform

_BOLD = ('bold', 'heavy', 'black', 'semibold', 'demibold', 'demi', 'extra bold')


def font_family(family):
    """The first font of a family list; generic names by rcParams."""
    names = [family] if isinstance(family, str) else list(family)
    for name in names:
        key = f'font.{"sans-serif" if name in ("sans", "sans serif", "sans-serif") else name}'
        if key in ('font.sans-serif', 'font.serif', 'font.monospace', 'font.cursive', 'font.fantasy'):
            listed = rcParams[key]
            return listed[0] if listed else 'DejaVu Sans'
        return name
    return 'DejaVu Sans'


class Text(Artist):
    zorder = 3
    _aliases = {'size': 'fontsize', 'weight': 'fontweight', 'style': 'fontstyle', 'family': 'fontfamily', 'c': 'color',
                'ha': 'horizontalalignment', 'va': 'verticalalignment', 'ma': 'multialignment', 'name': 'fontname',
                'font_properties': 'fontproperties', 'font': 'fontproperties', 'stretch': 'fontstretch',
                'variant': 'fontvariant'}

    def __init__(self, x=0, y=0, text='', *, color=None, verticalalignment='baseline', horizontalalignment='left',
                 multialignment=None, fontproperties=None, rotation=None, linespacing=None, rotation_mode=None,
                 **kwargs):
        Artist.__init__(self)
        self._x, self._y = x, y
        self._text = ''
        self._color = rcParams['text.color']
        self._size = rcParams['font.size']
        self._weight, self._style = rcParams['font.weight'], rcParams['font.style']
        self._family = rcParams['font.family']
        self._rotation, self._rotation_mode = 0.0, rotation_mode
        self._linespacing = linespacing or 1.2
        self._multialignment = multialignment
        self._bbox = None
        self._clip_on = False
        self.set_text(text)
        if color is not None:
            self.set_color(color)
        self.set_rotation(rotation)
        if fontproperties is not None:
            self.set_fontproperties(fontproperties)
        self._ha, self._va = 'left', 'baseline'
        self.set_verticalalignment(verticalalignment)
        self.set_horizontalalignment(horizontalalignment)
        self._update(kwargs)

    def set_text(self, s):
        self._text = '' if s is None else str(s)

    def get_text(self):
        return self._text

    def set_color(self, color):
        if color != 'auto':
            check_color('color', color)
        self._color = color

    def get_color(self):
        return self._color

    def set_fontsize(self, fontsize):
        font_points(fontsize)
        self._size = fontsize

    def get_fontsize(self):
        return font_points(self._size)

    def set_fontweight(self, weight):
        self._weight = weight

    def get_fontweight(self):
        return self._weight

    def set_fontstyle(self, fontstyle):
        if fontstyle not in ('normal', 'italic', 'oblique'):
            raise ValueError(f"{fontstyle!r} is not a valid value for style. Supported values are 'normal', 'italic', "
                             "'oblique'")
        self._style = fontstyle

    def get_fontstyle(self):
        return self._style

    def set_fontfamily(self, fontname):
        self._family = fontname

    set_fontname = set_fontfamily

    def get_fontfamily(self):
        return [self._family] if isinstance(self._family, str) else self._family

    def get_fontname(self):
        return font_family(self._family)

    def set_fontstretch(self, stretch):
        pass

    def set_fontvariant(self, variant):
        pass

    def set_math_fontfamily(self, fontfamily):
        pass

    def set_usetex(self, usetex):
        if usetex:
            raise NotImplementedError('usetex: text is not set by LaTeX here')

    def set_parse_math(self, parse_math):
        pass

    def set_fontproperties(self, fp):
        if isinstance(fp, dict):
            self._update(fp)
        elif fp is not None and not isinstance(fp, str):
            fp.apply(self)
        elif fp is not None:
            self._family = fp

    def set_rotation(self, s):
        if isinstance(s, str):
            if s not in ('horizontal', 'vertical'):
                raise ValueError(f"rotation must be 'vertical', 'horizontal' or a number, not '{s}'")
            self._rotation = 90.0 if s == 'vertical' else 0.0
        elif s is None:
            self._rotation = 0.0
        else:
            try:
                self._rotation = float(s) % 360
            except (TypeError, ValueError):
                raise ValueError(f"rotation must be 'vertical', 'horizontal' or a number, not {s}") from None

    def get_rotation(self):
        return self._rotation

    def set_rotation_mode(self, m):
        self._rotation_mode = m

    def set_transform_rotates_text(self, t):
        pass

    def set_horizontalalignment(self, align):
        if align not in ('center', 'right', 'left'):
            raise ValueError(f"{align!r} is not a valid value for align. Supported values are 'center', 'right', 'left'")
        self._ha = align

    def get_horizontalalignment(self):
        return self._ha

    def set_verticalalignment(self, align):
        if align not in ('baseline', 'bottom', 'center', 'center_baseline', 'top'):
            raise ValueError(f"{align!r} is not a valid value for align. Supported values are 'baseline', 'bottom', "
                             "'center', 'center_baseline', 'top'")
        self._va = align

    def get_verticalalignment(self):
        return self._va

    def set_multialignment(self, align):
        self._multialignment = align

    def set_linespacing(self, spacing):
        self._linespacing = spacing

    def set_wrap(self, wrap):
        pass

    def set_bbox(self, rectprops):
        self._bbox = None if rectprops is None else dict(rectprops)

    def get_bbox_patch(self):
        return self._bbox

    def set_backgroundcolor(self, color):
        self._bbox = dict(self._bbox or {'pad': 4}, facecolor=color, edgecolor=color)

    def set_position(self, xy):
        self._x, self._y = xy

    def get_position(self):
        return self._x, self._y

    def set_x(self, x):
        self._x = x

    def set_y(self, y):
        self._y = y

    def get_transform(self):
        return self._transform if self._transform is not None else IdentityTransform()

    def _font(self, renderer):
        bold = self._weight in _BOLD or (isinstance(self._weight, (int, float)) and self._weight >= 600)
        return Font(renderer.points(font_points(self._size)), font_family(self._family), bold,
                    self._style in ('italic', 'oblique'))

    def _layout(self, renderer):
        """Lines with their places from the anchor, before rotation, and the box of all: (lines, x0, y0, x1, y1)."""
        font = self._font(renderer)
        least_height, least_depth = line_metrics(font)
        lines, y, width = [], 0.0, 0.0
        top = bottom = 0.0
        for index, text in enumerate(self._text.split('\n')):
            line = Line(text, font)
            depth = max(line.descent, least_depth)
            height = max(line.ascent + line.descent, least_height)
            ascent = height - depth
            if index == 0:
                y = 0.0
                top = ascent
            else:
                y -= previous_depth + max(least_height - least_depth, ascent) * self._linespacing
            previous_depth = depth
            bottom = y - depth
            width = max(width, line.width)
            lines.append((line, y))
        align = self._multialignment or self._ha
        placed = []
        for line, y in lines:
            x = {'left': 0.0, 'center': (width - line.width) / 2, 'right': width - line.width}[align]
            placed.append((line, x, y))
        return font, placed, (0.0, bottom, width, top)

    def _placed(self, renderer):
        """The layout moved to its anchor: font, lines with pixel places, corners of the rotated box."""
        font, lines, (x0, y0, x1, y1) = self._layout(renderer)
        angle = math.radians(self._rotation)
        c, s = math.cos(angle), math.sin(angle)
        corners = [(x * c - y * s, x * s + y * c) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
        anchor = self._anchor_pixels(renderer)
        if self._rotation_mode == 'anchor':
            ax = {'left': x0, 'center': (x0 + x1) / 2, 'right': x1}[self._ha]
            ay = {'top': y1, 'center': (y0 + y1) / 2, 'bottom': y0, 'baseline': 0.0,
                  'center_baseline': (0.0 + y1) / 2}[self._va]
            ox, oy = ax * c - ay * s, ax * s + ay * c
        else:
            xs, ys = [p[0] for p in corners], [p[1] for p in corners]
            ox = {'left': min(xs), 'center': (min(xs) + max(xs)) / 2, 'right': max(xs)}[self._ha]
            base = lines[0][2] * c
            oy = {'top': max(ys), 'center': (min(ys) + max(ys)) / 2, 'bottom': min(ys),
                  'baseline': min(ys) - (y0 if not self._rotation else 0.0),
                  'center_baseline': None}[self._va]
            if oy is None:
                oy = (min(ys) + max(ys)) / 2 if self._rotation % 180 else (min(ys) + max(ys) - y0) / 2
        dx, dy = anchor[0] - ox, anchor[1] - oy
        placed = [(line, x * c - y * s + dx, x * s + y * c + dy) for line, x, y in lines]
        return font, placed, [(x + dx, y + dy) for x, y in corners]

    def _anchor_pixels(self, renderer):
        x, y = self._x, self._y
        if self.axes is not None and self._transform is not None and self._transform is self.axes.transData:
            x, y = self.axes.xaxis.convert_one(x), self.axes.yaxis.convert_one(y)
        return self.get_transform().point(float(x), float(y))

    def tight_box(self, renderer):
        if not self._visible or not self._text:
            return None
        anchor = self._anchor_pixels(renderer)
        if not (anchor[0] - anchor[0] == 0 and anchor[1] - anchor[1] == 0):
            return None
        corners = self._placed(renderer)[2]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys))))

    def get_window_extent(self, renderer=None, dpi=None):
        return self.tight_box(self.figure.measuring_renderer()) or Bbox(((0, 0), (0, 0)))

    def _draw(self, renderer):
        if not self._text.strip():
            return
        x, y = self._anchor_pixels(renderer)
        if not (x - x == 0 and y - y == 0):
            return
        font, lines, corners = self._placed(renderer)
        color = self._shown_color(to_rgba('black' if self._color == 'auto' else self._color))
        if self._bbox is not None:
            self._draw_box(renderer, corners, font)
        for line, x, y in lines:
            renderer.text_line(line, font, x, y, self._rotation, color)

    def _draw_box(self, renderer, corners, font):
        from matplotlib import patches
        props = dict(self._bbox)
        style = props.pop('boxstyle', None)
        pad = props.pop('pad', None)
        props.pop('mutation_scale', None)
        radius = None
        if style is not None and not isinstance(style, str):
            style = getattr(style, 'text', 'square')
        if style is None:
            style = 'square'
            pad = (4 if pad is None else pad) * renderer.scale
        else:
            name, *parts = [part.strip() for part in style.split(',')]
            values = dict(part.split('=') for part in parts)
            pad = float(values.get('pad', 0.3 if pad is None else pad)) * font.size
            if name in ('round', 'round4', 'roundtooth'):
                radius = float(values.get('rounding_size', pad / font.size)) * font.size
            elif name not in ('square', 'circle', 'larrow', 'rarrow', 'darrow', 'sawtooth', 'ellipse'):
                raise ValueError(f'Unknown style: {name!r}')
        if 'color' not in props and 'ec' not in props:
            props.setdefault('edgecolor', 'black')
        patch = patches.Patch(**props)
        if 'alpha' not in props and self._alpha is not None:
            patch._alpha = self._alpha
        face, edge, width, dashes = patch.look()
        (ox, oy), (bx, by), _, (tx, ty) = corners
        length, height = math.hypot(bx - ox, by - oy), math.hypot(tx - ox, ty - oy)
        from matplotlib.path import rounded_box
        if radius:
            codes, numbers = rounded_box(-pad, -pad, length + pad, height + pad, radius)
        else:
            codes = 'MLLLZ'
            numbers = [-pad, -pad, length + pad, -pad, length + pad, height + pad, -pad, height + pad]
        angle = math.radians(self._rotation)
        c, s = math.cos(angle), math.sin(angle)
        moved = []
        for i in range(0, len(numbers), 2):
            moved += [ox + numbers[i] * c - numbers[i + 1] * s, oy + numbers[i] * s + numbers[i + 1] * c]
        renderer.path(codes, moved, face, edge, width, dashes)

    def __repr__(self):
        return f'Text({self._x}, {self._y}, {self._text!r})'

    __str__ = __repr__


class Annotation(Text):
    """Text that points at a place, perhaps with an arrow."""

    def __init__(self, text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None,
                 **kwargs):
        self.xy = tuple(xy)
        self.xycoords = xycoords
        self._textcoords = textcoords if textcoords is not None else xycoords
        self.arrowprops = arrowprops
        self._xytext = tuple(xytext) if xytext is not None else self.xy
        Text.__init__(self, self._xytext[0], self._xytext[1], text, **kwargs)

    xyann = property(lambda self: self._xytext)

    def _pixels(self, xy, coords, renderer):
        x, y = xy
        if isinstance(coords, tuple):
            return self._pixels(xy, coords[0], renderer)[0], self._pixels(xy, coords[1], renderer)[1]
        if not isinstance(coords, str):
            return coords.point(float(x), float(y))
        if coords == 'data':
            return self.axes.transData.point(self.axes.xaxis.convert_one(x), self.axes.yaxis.convert_one(y))
        if coords == 'axes fraction':
            return self.axes.transAxes.point(x, y)
        if coords in ('figure fraction', 'subfigure fraction'):
            return self.figure.transFigure.point(x, y)
        factor = 1.0 if 'pixels' in coords else renderer.scale
        if coords in ('offset points', 'offset pixels'):
            px, py = self._pixels(self.xy, self.xycoords, renderer)
            return px + x * factor, py + y * factor
        if coords in ('axes points', 'axes pixels'):
            x0, y0, x1, y1 = self.axes.pixel_box()
            return (x0 if x >= 0 else x1) + x * factor, (y0 if y >= 0 else y1) + y * factor
        if coords in ('figure points', 'figure pixels'):
            return x * factor, y * factor
        raise ValueError(f'{coords!r} is not a valid coordinate')

    def _anchor_pixels(self, renderer):
        return self._pixels((self._x, self._y), self._textcoords, renderer)

    def set_position(self, xy):
        self._x, self._y = xy
        self._xytext = tuple(xy)

    def _draw(self, renderer):
        if self.xycoords == 'data' and self.axes is not None:
            x, y = self._pixels(self.xy, 'data', renderer)
            if not self.axes.contains_pixel(x, y):
                return
        if self.arrowprops is not None:
            self._draw_arrow(renderer)
        Text._draw(self, renderer)

    def _draw_arrow(self, renderer):
        from matplotlib._arrows import draw_arrow
        box = Text.tight_box(self, renderer)
        end = self._pixels(self.xy, self.xycoords, renderer)
        if box is None:
            start = self._anchor_pixels(renderer)
        else:
            relative = self.arrowprops.get('relpos', (0.5, 0.5))
            start = (box.x0 + box.width * relative[0], box.y0 + box.height * relative[1])
            if 'arrowstyle' not in self.arrowprops:
                # The plain arrow leaves from the nearest side or corner.
                xs, ys = (box.x0, (box.x0 + box.x1) / 2, box.x1), (box.y0, (box.y0 + box.y1) / 2, box.y1)
                start = (min(xs, key=lambda v: abs(v - end[0])), min(ys, key=lambda v: abs(v - end[1])))
        draw_arrow(renderer, start, end, self.arrowprops, box, renderer.points(font_points(self._size)))

    def tight_box(self, renderer):
        return Text.tight_box(self, renderer)

    def __repr__(self):
        return f'Text({self._x}, {self._y}, {self._text!r})'

    __str__ = __repr__


def draw_marker_text(renderer, text, xs, ys, points, color):
    """Text centred at places: markers between dollar signs."""
    font = Font(renderer.points(points) * 1.3, font_family(rcParams['font.family']), False, False)
    line = Line(text, font)
    for x, y in zip(xs, ys):
        if x - x == 0 and y - y == 0:
            renderer.text_line(line, font, x - line.width / 2, y - (line.ascent - line.descent) / 2, 0.0, color)
