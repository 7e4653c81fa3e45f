"""matplotlib: figures drawn with cairo. Names, arguments, defaults and layout are those of matplotlib 3.11."""
import contextlib
import re

from matplotlib._rc import RcParams, rcParamsDefault

__version__ = '3.11.2'
__version_info__ = (3, 11, 2, 'final', 0)

rcParams = RcParams(rcParamsDefault)
rcParamsOrig = RcParams(rcParamsDefault)

_ALIASES = {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color', 'fc': 'facecolor', 'ec': 'edgecolor',
            'mew': 'markeredgewidth', 'aa': 'antialiased'}
_interactive = [False]
_backend = ['agg', False]


def use(backend, *, force=True):
    """Names the backend. Every backend draws the same here: no window is opened."""
    known = ('agg', 'cairo', 'pdf', 'pgf', 'ps', 'svg', 'template', 'webagg', 'nbagg', 'inline')
    name = str(backend).lower()
    if not name.startswith('module://') and name not in known and not re.match(r'(gtk|qt|tk|wx|macosx)', name):
        raise ValueError(f'{backend!r} is not a valid value for backend; supported values are {sorted(known)}')
    _backend[0], _backend[1] = backend, True
    rcParams['backend'] = name


def get_backend(*, auto_select=True):
    return _backend[0]


def rc(group, **kwargs):
    """Sets `group.name` for each keyword."""
    groups = (group,) if isinstance(group, str) else group
    for g in groups:
        for name, value in kwargs.items():
            key = f'{g}.{_ALIASES.get(name, name)}'
            if key not in rcParams:
                raise KeyError(f'Unrecognized key "{key}" for group "{g}" and name "{_ALIASES.get(name, name)}"')
            rcParams[key] = value


def rcdefaults():
    rcParams.clear()
    rcParams.update(rcParamsDefault)


rc_file_defaults = rcdefaults


@contextlib.contextmanager
def rc_context(rc=None, fname=None):
    """Within the block rcParams are those of `rc`; afterwards as before."""
    before = dict(rcParams)
    try:
        if rc:
            rcParams.update(rc)
        yield
    finally:
        rcParams.clear()
        rcParams.update(before)


def interactive(b):
    _interactive[0] = bool(b)
    rcParams['interactive'] = bool(b)


def is_interactive():
    return _interactive[0]


def set_loglevel(level):
    pass


def get_cachedir():
    import tempfile
    return tempfile.gettempdir()


get_configdir = get_cachedir


def __getattr__(name):
    import importlib
    if name in ('colormaps', 'color_sequences'):
        from matplotlib import cm, _sequences
        return cm._colormaps if name == 'colormaps' else _sequences.color_sequences
    if name == 'cycler':
        from cycler import cycler
        return cycler
    if name in _SUBMODULES:
        return importlib.import_module('matplotlib.' + name)
    raise AttributeError(f"module 'matplotlib' has no attribute {name!r}")


_SUBMODULES = (
    'animation', 'artist', 'axes', 'axis', 'backend_bases', 'cbook', 'cm', 'collections', 'colorbar', 'colors', 'container',
    'contour', 'dates', 'figure', 'font_manager', 'gridspec', 'image', 'legend', 'lines', 'markers', 'offsetbox', 'patches',
    'path', 'patheffects', 'pylab', 'pyplot', 'scale', 'spines', 'style', 'text', 'ticker', 'transforms')
