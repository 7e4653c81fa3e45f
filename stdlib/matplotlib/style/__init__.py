"""`matplotlib.style`: named sets of settings."""
import contextlib

import matplotlib
from matplotlib._rc import rcParamsDefault
from matplotlib._styles import STYLES

library = STYLES
available = sorted(name for name in STYLES)


def use(style):
    """Takes over the settings of a style, a dictionary, or several of them one after the other."""
    styles = [style] if isinstance(style, (str, dict)) else list(style)
    for one in styles:
        if isinstance(one, dict):
            matplotlib.rcParams.update(one)
        elif one == 'default':
            keep = matplotlib.rcParams['backend']
            matplotlib.rcParams.update(rcParamsDefault)
            matplotlib.rcParams['backend'] = keep
        else:
            name = one
            if name.startswith('seaborn') and not name.startswith('seaborn-v0_8') and one not in STYLES:
                # The names before version 3.6.
                name = name.replace('seaborn', 'seaborn-v0_8', 1)
            if name not in STYLES:
                raise OSError(f'{one!r} is not a valid package style, path of style file, URL of style file, or library '
                              'style name (library styles are listed in `style.available`)')
            matplotlib.rcParams.update(STYLES[name])


@contextlib.contextmanager
def context(style, after_reset=False):
    with matplotlib.rc_context():
        if after_reset:
            matplotlib.rcdefaults()
        use(style)
        yield


def reload_library():
    pass
