"""What stands between a figure and a window: here pixels in memory, and no window."""


class FigureCanvasBase:
    """`fig.canvas`: drawing, and the pixels of what was drawn."""

    def __init__(self, figure):
        self.figure = figure
        self.manager = None
        self._page = None

    def draw(self):
        self._page = self.figure._page('image', self.figure.dpi)

    def draw_idle(self):
        pass

    def flush_events(self):
        pass

    def start_event_loop(self, timeout=0):
        pass

    def mpl_connect(self, s, func):
        return 0

    def mpl_disconnect(self, cid):
        pass

    def get_width_height(self, *, physical=False):
        width, height = self.figure.pixel_size()
        return int(width), int(height)

    def _pixels(self):
        if self._page is None:
            self.draw()
        return self._page.pixels()

    def buffer_rgba(self):
        from matplotlib.image import _as_array
        width, height = self.get_width_height()
        return _as_array(list(self._pixels()), (height, width, 4), 'uint8')

    def tostring_argb(self):
        data = self._pixels()
        return b''.join(data[i + 3:i + 4] + data[i:i + 3] for i in range(0, len(data), 4))

    def print_png(self, target, **kwargs):
        self.figure.savefig(target, format='png')

    def print_figure(self, target, **kwargs):
        self.figure.savefig(target, **kwargs)

    def get_renderer(self):
        return self.figure.measuring_renderer()

    def set_window_title(self, title):
        pass

    def get_supported_filetypes(self):
        return {'png': 'Portable Network Graphics', 'pdf': 'Portable Document Format', 'svg': 'Scalable Vector Graphics'}


class FigureManagerBase:
    """The window that a figure does not have."""

    def __init__(self, figure, num):
        self.canvas, self.num = figure.canvas, num
        self.window = None

    def set_window_title(self, title):
        pass

    def get_window_title(self):
        return f'Figure {self.num}'

    def full_screen_toggle(self):
        pass

    def show(self):
        pass

    def resize(self, w, h):
        pass
