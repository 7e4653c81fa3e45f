"""Tensors that know what they show, which Gradus does not have: version 2 of the transforms takes plain tensors as pictures."""

__all__ = ["BoundingBoxFormat", "BoundingBoxes", "Image", "KeyPoints", "Mask", "TVTensor", "Video",
           "set_return_type", "wrap"]


def __getattr__(name):
    if name in __all__:
        cure = ("a plain tensor [C, H, W] is a picture for torchvision.transforms.v2" if name in ("Image", "TVTensor")
                else "torchvision.ops and torchvision.utils take plain tensors of boxes and masks")
        raise NotImplementedError(f"Gradus has no torchvision.tv_tensors.{name}; {cure}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
