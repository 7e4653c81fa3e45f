"""`rcParams`: the settings that figures start from."""
from cycler import Cycler, cycler
from matplotlib._defaults import DEFAULTS
from matplotlib._hints import hint

_FONT_SIZES = {'xx-small': 0.579, 'x-small': 0.694, 'small': 0.833, 'medium': 1.0, 'large': 1.2, 'x-large': 1.44,
               'xx-large': 1.728, 'larger': 1.2, 'smaller': 0.833}


def _validated(key, value):
    if key == 'axes.prop_cycle':
        if isinstance(value, Cycler):
            return value
        if isinstance(value, dict):
            return cycler(**value)
        if isinstance(value, str):
            return _parsed_cycle(value)
        return cycler('color', list(value))
    default = DEFAULTS.get(key)
    if isinstance(default, bool):
        if isinstance(value, str):
            if value.lower() in ('t', 'y', 'yes', 'on', 'true', '1'):
                return True
            if value.lower() in ('f', 'n', 'no', 'off', 'false', '0'):
                return False
            if key != 'axes.axisbelow':
                raise ValueError(f'Key {key}: Cannot convert {value!r} to bool')
        elif isinstance(value, int):
            return bool(value)
    elif isinstance(default, float) and not key.endswith(('size', 'dpi', 'weight')):
        if value is None:
            return None
        try:
            return float(value)
        except (TypeError, ValueError):
            raise ValueError(f'Key {key}: Could not convert {value!r} to float') from None
    elif key == 'figure.figsize':
        value = [float(v) for v in value]
        if len(value) != 2:
            raise ValueError(f'Key {key}: Expected exactly 2 values, but there are {len(value)} values: {value}')
    elif isinstance(default, list) and isinstance(value, str):
        return [part.strip() for part in value.split(',')]
    elif isinstance(default, list) and isinstance(value, tuple):
        return list(value)
    return value


def _parsed_cycle(text):
    """`cycler('color', ['r', 'g'])` written as text."""
    import ast
    text = text.strip()
    if not text.startswith('cycler(') or not text.endswith(')'):
        raise ValueError(f"Key axes.prop_cycle: {text!r} is not a valid cycler construction")
    key, values = ast.literal_eval('(' + text[7:-1] + ')')
    return cycler(key, values)


class RcParams(dict):
    """A dictionary of known keys only."""

    def __init__(self, *args, **kwargs):
        dict.__init__(self)
        self.update(*args, **kwargs)

    def __setitem__(self, key, value):
        if key not in DEFAULTS and key != 'axes.prop_cycle':
            raise KeyError(f'{key!r} is not a valid value for rcParam.{hint(key, sorted(DEFAULTS))}')
        dict.__setitem__(self, key, _validated(key, value))

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def find_all(self, pattern):
        import re
        matches = re.compile(pattern)
        return RcParams({k: v for k, v in self.items() if matches.search(k)})

    def copy(self):
        return RcParams(self)

    def __repr__(self):
        lines = [f'{key!r}: {value!r}' for key, value in sorted(self.items())]
        return 'RcParams({' + ',\n          '.join(lines) + '})'

    def __str__(self):
        return '\n'.join(f'{key}: {value}' for key, value in sorted(self.items()))

    def __iter__(self):
        return iter(sorted(dict.keys(self)))


rcParamsDefault = RcParams(DEFAULTS)
rcParamsDefault['axes.prop_cycle'] = cycler('color', [
    (0.12156862745098039, 0.4666666666666667, 0.7058823529411765), (1.0, 0.4980392156862745, 0.054901960784313725),
    (0.17254901960784313, 0.6274509803921569, 0.17254901960784313),
    (0.8392156862745098, 0.15294117647058825, 0.1568627450980392),
    (0.5803921568627451, 0.403921568627451, 0.7411764705882353),
    (0.5490196078431373, 0.33725490196078434, 0.29411764705882354),
    (0.8901960784313725, 0.4666666666666667, 0.7607843137254902),
    (0.4980392156862745, 0.4980392156862745, 0.4980392156862745),
    (0.7372549019607844, 0.7411764705882353, 0.13333333333333333),
    (0.09019607843137255, 0.7450980392156863, 0.8117647058823529)])


def font_points(size, base=None):
    """A font size in points from a number or a word."""
    from matplotlib import rcParams
    if size is None:
        return float(rcParams['font.size'])
    if isinstance(size, str):
        if size in _FONT_SIZES:
            return _FONT_SIZES[size] * float(rcParams['font.size'])
        try:
            return float(size)
        except ValueError:
            raise ValueError(f'Size is invalid. Valid font size are {", ".join(_FONT_SIZES)}') from None
    return float(size)
