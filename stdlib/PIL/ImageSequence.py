"""The frames of a picture. Pictures have one frame here: animations are read as their first."""


class Iterator:
    def __init__(self, im):
        self.im = im
        self.position = 0

    def __getitem__(self, index):
        if index != 0:
            raise IndexError("end of sequence")
        return self.im

    def __iter__(self):
        return self

    def __next__(self):
        if self.position:
            raise StopIteration
        self.position = 1
        return self.im


def all_frames(im, func=None):
    """Copies of all frames of a picture, or of a list of them."""
    frames = [frame.copy() for one in (im if isinstance(im, list) else [im]) for frame in Iterator(one)]
    return [func(frame) for frame in frames] if func else frames
