"""Line styles as dash patterns."""
from matplotlib import rcParams
from matplotlib._hints import hint

_NAMES = {'solid': '-', 'dashed': '--', 'dashdot': '-.', 'dotted': ':', 'None': 'None', 'none': 'None', ' ': 'None',
          '': 'None', '-': '-', '--': '--', '-.': '-.', ':': ':'}
_PATTERNS = {'--': 'lines.dashed_pattern', '-.': 'lines.dashdot_pattern', ':': 'lines.dotted_pattern'}
_LONG = {'-': 'solid', '--': 'dashed', '-.': 'dashdot', ':': 'dotted', 'None': 'None'}


def check(style, name='ls'):
    """The short form of a style: '-', '--', '-.', ':', 'None', or (offset, pattern)."""
    if isinstance(style, str):
        if style not in _NAMES:
            raise ValueError(f"{style!r} is not a valid value for {name}.{hint(style, [n for n in _NAMES if n != 'none'])}")
        return _NAMES[style]
    if style is None:
        return '-'
    try:
        offset, pattern = style
        return offset, tuple(pattern) if pattern is not None else None
    except (TypeError, ValueError):
        raise ValueError(f'linestyle must be a valid string or (offset, pattern) tuple, not {style!r}') from None


def dashes(style, width):
    """The pattern in points and its offset; None for a solid line."""
    if style == '-':
        return None, 0.0
    if isinstance(style, str):
        offset, pattern = 0.0, rcParams[_PATTERNS[style]]
    else:
        offset, pattern = style
        if not pattern:
            return None, 0.0
    if rcParams['lines.scale_dashes']:
        return [d * width for d in pattern], offset * width
    return list(pattern), offset


def long_name(style):
    return _LONG.get(style, style) if isinstance(style, str) else style
