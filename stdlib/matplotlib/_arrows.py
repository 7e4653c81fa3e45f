"""Arrows of notes: a line with heads, a thick shape, or a shaft with a head."""
import math

from matplotlib import _strokes, rcParams
from matplotlib.colors import to_rgba


def _head(tip, direction, length, half):
    """The two back corners of an arrow head."""
    (x, y), (c, s) = tip, direction
    bx, by = x - c * length, y - s * length
    return (bx - s * half, by + c * half), (bx + s * half, by - c * half)


def draw_arrow(renderer, start, end, props, box, size):
    """An arrow between two pixels, by the properties of `annotate`. `box`: the text it leaves from; `size`: of the font."""
    props = dict(props)
    style = props.pop('arrowstyle', None)
    connection = props.pop('connectionstyle', 'arc3')
    color = props.pop('color', None)
    face = props.pop('facecolor', props.pop('fc', None))
    edge = props.pop('edgecolor', props.pop('ec', None))
    width = float(props.pop('linewidth', props.pop('lw', rcParams['patch.linewidth'])))
    alpha = props.pop('alpha', None)
    linestyle = _strokes.check(props.pop('linestyle', props.pop('ls', '-')))
    scale = renderer.points(props.pop('mutation_scale')) if 'mutation_scale' in props else size
    face = to_rgba(color or (rcParams['patch.facecolor'] if face is None else face), alpha)
    edge = to_rgba(color or (rcParams['patch.edgecolor'] if edge is None else edge), alpha)
    dashes = _strokes.dashes(linestyle, width)[0]
    if style is None:
        return _plain_arrow(renderer, start, end, props, face, edge, width, dashes)
    if not isinstance(style, str):
        style = style.text
    name, *parts = [part.strip() for part in style.split(',')]
    values = {k: float(v) for k, v in (part.split('=') for part in parts)}
    rad = 0.0
    if not isinstance(connection, str):
        connection = connection.text
    for part in connection.split(',')[1:]:
        key, _, value = part.strip().partition('=')
        if key == 'rad':
            rad = float(value)
    middle = ((start[0] + end[0]) / 2 + rad * (end[1] - start[1]), (start[1] + end[1]) / 2 - rad * (end[0] - start[0]))
    points = [(_bent(start, middle, end, i / 40)) for i in range(41)]
    if box is not None and not props.pop('_inside', False):
        pad = renderer.points(4)
        outer = box.padded(pad)
        while len(points) > 2 and outer.contains(*points[1]):
            points = points[1:]
    points = _shrunk(points, renderer.points(props.pop('shrinkA', 2)) if box is None else 0.0,
                     renderer.points(props.pop('shrinkB', 2)))
    if len(points) < 2:
        return
    if name in ('simple', 'fancy', 'wedge'):
        return _thick_arrow(renderer, points, name, values, face, edge, width, scale)
    length = values.get('head_length', 0.4) * scale
    half = values.get('head_width', 0.2) * scale
    at_end, at_start = name.endswith('>') or name.endswith(']'), name.startswith('<') or name.startswith(']')
    line = list(points)
    heads = []
    for is_end in (True, False):
        if not (at_end if is_end else at_start):
            continue
        tip = points[-1] if is_end else points[0]
        back = points[max(0, len(points) - 4)] if is_end else points[min(3, len(points) - 1)]
        d = math.hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
        direction = ((tip[0] - back[0]) / d, (tip[1] - back[1]) / d)
        heads.append((tip, _head(tip, direction, length, half)))
    renderer.lines([p[0] for p in line], [p[1] for p in line], edge, width, dashes, cap='round')
    for tip, (a, b) in heads:
        if '|' in name:
            renderer.polygon([a[0], tip[0], b[0]], [a[1], tip[1], b[1]], face if color else face, edge, width)
        else:
            renderer.lines([a[0], tip[0], b[0]], [a[1], tip[1], b[1]], edge, width, cap='round')


def _bent(a, b, c, t):
    u = 1 - t
    return u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1]


def _shrunk(points, before, after):
    """Points without those within a distance of the ends; the ends move."""
    for distance, reverse in ((before, False), (after, True)):
        if reverse:
            points = points[::-1]
        start = points[0]
        while len(points) > 2 and math.hypot(points[1][0] - start[0], points[1][1] - start[1]) <= distance:
            points = points[1:]
        (ax, ay), (bx, by) = start, points[1]
        d = math.hypot(bx - ax, by - ay)
        if d > distance:
            points = [(ax + (bx - ax) * distance / d, ay + (by - ay) * distance / d)] + points[1:]
        if reverse:
            points = points[::-1]
    return points


def _thick_arrow(renderer, points, name, values, face, edge, width, scale):
    (x0, y0), (x1, y1) = points[0], points[-1]
    d = math.hypot(x1 - x0, y1 - y0) or 1.0
    c, s = (x1 - x0) / d, (y1 - y0) / d
    head = values.get('head_length', 0.5 if name == 'simple' else 0.4) * scale
    half = values.get('head_width', 0.5 if name == 'simple' else 0.4) * scale / 2
    tail = values.get('tail_width', 0.2 if name == 'simple' else 0.4) * scale / 2
    if name == 'wedge':
        tail = values.get('tail_width', 0.3) * scale / 2
        shape = [(0, tail), (d, 0), (0, -tail)]
    else:
        base = max(0.0, d - head)
        inner = tail if name == 'simple' else tail / 2
        shape = [(0, tail), (base, inner), (base, half), (d, 0), (base, -half), (base, -inner), (0, -tail)]
    renderer.polygon([x0 + px * c - py * s for px, py in shape], [y0 + px * s + py * c for px, py in shape], face, edge, width)


def _plain_arrow(renderer, start, end, props, face, edge, width, dashes):
    """The arrow without `arrowstyle`: a shaft and a head, in points."""
    shaft, head_width = renderer.points(props.get('width', 4)), renderer.points(props.get('headwidth', 12))
    head = renderer.points(props.get('headlength', 12))
    d = math.hypot(end[0] - start[0], end[1] - start[1])
    shrink = props.get('shrink', 0.0) * d
    points = _shrunk([start, end], renderer.points(props.get('shrinkA', 2)) + shrink,
                     renderer.points(props.get('shrinkB', 2)) + shrink)
    (x0, y0), (x1, y1) = points
    d = math.hypot(x1 - x0, y1 - y0) or 1.0
    c, s = (x1 - x0) / d, (y1 - y0) / d
    base = max(0.0, d - head)
    shape = [(0, shaft / 2), (base, shaft / 2), (base, head_width / 2), (d, 0), (base, -head_width / 2),
             (base, -shaft / 2), (0, -shaft / 2)]
    renderer.polygon([x0 + px * c - py * s for px, py in shape], [y0 + px * s + py * c for px, py in shape], face, edge,
                     width, dashes)
