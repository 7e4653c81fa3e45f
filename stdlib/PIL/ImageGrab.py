"""Pictures of the screen, which Gradus does not see."""


def grab(bbox=None, include_layered_windows=False, all_screens=False, xdisplay=None, window=None):
    raise NotImplementedError("Gradus takes no pictures of the screen; save one to a file and read it with Image.open")


def grabclipboard():
    raise NotImplementedError("Gradus reads no clipboard; save the picture to a file and read it with Image.open")
