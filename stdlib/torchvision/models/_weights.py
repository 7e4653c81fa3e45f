"""Trained weights of models: what is known of them, and where their files are."""

import enum as _enum
import functools as _functools
import re as _re

from torch import hub as _hub
from torch import nn as _nn
from torchvision.models._weightstable import TABLE

_SCALES = {"-": {}, "half": {"mean": (0.5, 0.5, 0.5), "std": (0.5, 0.5, 0.5)},
           "caffe": {"mean": (0.48235, 0.45882, 0.40784), "std": (1.0 / 255.0,) * 3}}


class ImageClassification(_nn.Module):
    """How pictures are prepared for a model: resized, cropped, made a tensor, normalised."""

    def __init__(self, *, crop_size, resize_size=256, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225),
                 interpolation=None, antialias=True):
        from torchvision.transforms import InterpolationMode
        super().__init__()
        self.crop_size, self.resize_size = [crop_size], [resize_size]
        self.mean, self.std = list(mean), list(std)
        self.interpolation = interpolation or InterpolationMode.BILINEAR
        self.antialias = antialias

    def forward(self, img):
        import torch
        from torchvision.transforms import functional
        img = functional.resize(img, self.resize_size, interpolation=self.interpolation, antialias=self.antialias)
        img = functional.center_crop(img, self.crop_size)
        if not isinstance(img, torch.Tensor):
            img = functional.pil_to_tensor(img)
        img = functional.convert_image_dtype(img, torch.float)
        return functional.normalize(img, mean=self.mean, std=self.std)

    def __repr__(self):
        facts = ("crop_size", "resize_size", "mean", "std", "interpolation")
        return f"{type(self).__name__}(" + "".join(f"\n    {name}={getattr(self, name)}" for name in facts) + "\n)"

    def describe(self):
        mode = str(self.interpolation)
        return (
            "Accepts ``PIL.Image``, batched ``(B, C, H, W)`` and single ``(C, H, W)`` image ``torch.Tensor`` objects. "
            f"The images are resized to ``resize_size={self.resize_size}`` using ``interpolation={mode}``, followed by a "
            f"central crop of ``crop_size={self.crop_size}``. Finally the values are first rescaled to ``[0.0, 1.0]`` and "
            f"then normalized using ``mean={self.mean}`` and ``std={self.std}``.")


ImageClassification.__module__ = "torchvision.transforms._presets"


class _Facts(dict):
    def __missing__(self, key):
        if key == "categories":
            raise NotImplementedError("Gradus has no names for the classes of ImageNet")
        raise KeyError(key)


class Weights:
    """One set of weights: its address, its transforms, its facts."""

    def __init__(self, url, transforms, meta):
        self.url, self.transforms, self.meta = url, transforms, meta


class WeightsEnum(_enum.Enum):
    """The sets of weights of one model."""

    @classmethod
    def verify(cls, obj):
        if obj is None:
            return None
        if isinstance(obj, str):
            return cls[obj.replace(cls.__name__ + ".", "")]
        if not isinstance(obj, cls):
            raise TypeError(f"Invalid Weight class provided; expected {cls.__name__} but received {type(obj).__name__}.")
        return obj

    def get_state_dict(self, *args, **kwargs):
        return _hub.load_state_dict_from_url(self.url, *args, **kwargs)

    def __repr__(self):
        return f"{type(self).__name__}.{self.name}"

    @property
    def url(self):
        return self.value.url

    @property
    def transforms(self):
        return self.value.transforms

    @property
    def meta(self):
        return self.value.meta


def _made(row):
    name, file, crop, resize, mode, count, least, top1, top5, operations, size, scale, default = row
    facts = {"crop_size": int(crop)}
    if resize != "-":
        facts["resize_size"] = int(resize)
    if mode != "bilinear":
        from torchvision.transforms import InterpolationMode
        facts["interpolation"] = InterpolationMode(mode)
    meta = _Facts(num_params=int(count), min_size=(int(least), int(least)), _ops=float(operations), _file_size=float(size),
                  _metrics={"ImageNet-1K": {"acc@1": float(top1), "acc@5": float(top5)}})
    return Weights("https://download.pytorch.org/models/" + file,
                   _functools.partial(ImageClassification, **facts, **_SCALES[scale]), meta)


@_functools.lru_cache(None)
def weights_class(name):
    """`NAME_Weights`, or None where no such weights are known."""
    rows = [line.split()[1:] for line in TABLE.splitlines() if line.split()[:1] == [name]]
    if not rows:
        return None
    members = {row[0]: _made(row) for row in rows}
    members["DEFAULT"] = next(members[row[0]] for row in rows if row[-1] == "default")
    made = WeightsEnum(name + "_Weights", members)
    made.__module__ = "torchvision.models"
    return made


_CLASSES = {line.split()[0].lower().replace("_", ""): line.split()[0] for line in TABLE.splitlines() if line}


def class_of(builder):
    """The class of the weights of a function such as `resnet18`."""
    name = _CLASSES.get(builder.replace("_", ""))
    return weights_class(name) if name else None


def check(weights, pretrained, name):
    """The functions make untrained models; `with_weights` gives them what they lack."""
    if pretrained or weights not in (None, False):
        raise NotImplementedError(f"trained weights are loaded by torchvision.models.{name}, of the package itself")


# The first files of DenseNet name their layers with dots.
_OLD_NAME = _re.compile(r"^(.*denselayer\d+\.(?:norm|relu|conv))\.((?:[12])\.(?:weight|bias|running_mean|running_var))$")


def with_weights(make):
    """A function that makes a model and, where asked for, loads its trained weights."""
    name = make.__name__

    @_functools.wraps(make)
    def built(*args, weights=None, progress=True, pretrained=None, **kwargs):
        if args:
            weights, args = args[0], args[1:]
        kind = class_of(name)
        if pretrained or isinstance(weights, bool):
            # What was an argument `pretrained` in older programs.
            weights = "IMAGENET1K_V1" if pretrained or weights else None
        if weights is None:
            return make(**kwargs)
        if kind is None:
            raise NotImplementedError(f"Gradus knows no trained weights for {name}")
        chosen = kind.verify(weights)
        classes = 1000
        if kwargs.setdefault("num_classes", classes) != classes:
            raise ValueError(
                f"The parameter 'num_classes' expected value {classes} but got {kwargs['num_classes']} instead.")
        auxiliary = None
        if name in ("googlenet", "inception_v3"):
            kwargs.setdefault("transform_input", True)
            auxiliary = kwargs.get("aux_logits", name == "inception_v3")
            kwargs.update(aux_logits=True, init_weights=False)
        model = make(**kwargs)
        state = chosen.get_state_dict(progress=progress)
        if name.startswith("densenet"):
            state = {_OLD_NAME.sub(r"\1\2", key): value for key, value in state.items()}
        model.load_state_dict(state)
        if auxiliary is False:
            model.aux_logits = False
            for part in ("aux1", "aux2") if name == "googlenet" else ("AuxLogits",):
                setattr(model, part, None)
        return model
    return built
