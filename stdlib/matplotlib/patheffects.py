"""Effects on outlines: accepted, not drawn."""


class AbstractPathEffect:
    def __init__(self, *args, **kwargs):
        pass


class Normal(AbstractPathEffect):
    pass


class Stroke(AbstractPathEffect):
    pass


class withStroke(AbstractPathEffect):
    pass


class SimplePatchShadow(AbstractPathEffect):
    pass
