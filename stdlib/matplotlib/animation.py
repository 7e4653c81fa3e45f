"""Animations. Frames are drawn one after the other when the figure is shown; no films are written."""


class Animation:
    def __init__(self, fig, interval=200, repeat=True, blit=False, **kwargs):
        self._fig, self._interval, self.repeat, self._blit = fig, interval, repeat, blit

    def save(self, filename, writer=None, fps=None, dpi=None, **kwargs):
        raise NotImplementedError('animations cannot be saved: there is no encoder for films or GIF pictures; save single '
                                  'frames with savefig')

    def to_html5_video(self, embed_limit=None):
        raise NotImplementedError('there is no encoder for films')

    def to_jshtml(self, fps=None, embed_frames=True, default_mode=None):
        raise NotImplementedError('animations are not written as HTML')

    def pause(self):
        pass

    def resume(self):
        pass


class FuncAnimation(Animation):
    """Calls a function for each frame."""

    def __init__(self, fig, func, frames=None, init_func=None, fargs=None, save_count=None, *, cache_frame_data=True,
                 **kwargs):
        Animation.__init__(self, fig, **kwargs)
        self._func, self._fargs, self._init = func, tuple(fargs or ()), init_func
        if frames is None:
            self._frames = range(save_count or 100)
        elif callable(frames):
            self._frames = frames()
        elif hasattr(frames, '__iter__'):
            self._frames = frames
        else:
            self._frames = range(frames)
        if init_func is not None:
            init_func()
        # The picture of the first frame is what a figure shows.
        for frame in self._frames:
            func(frame, *self._fargs)
            break

    def new_frame_seq(self):
        return iter(self._frames)


class ArtistAnimation(Animation):
    def __init__(self, fig, artists, **kwargs):
        Animation.__init__(self, fig, **kwargs)
        self._artists = artists
        for i, frame in enumerate(artists):
            for artist in frame:
                artist.set_visible(i == 0)


class _NoWriter:
    def __init__(self, *args, **kwargs):
        pass


class PillowWriter(_NoWriter):
    pass


class FFMpegWriter(_NoWriter):
    pass


writers = {}
