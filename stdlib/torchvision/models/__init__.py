"""Networks for pictures, untrained or with the weights that are published for them."""

from torchvision.models import _weights as _trained
from torchvision.models._weights import Weights, WeightsEnum
from torchvision.models.alexnet import *
from torchvision.models.convnext import *
from torchvision.models.densenet import *
from torchvision.models.efficientnet import *
from torchvision.models.googlenet import *
from torchvision.models.inception import *
from torchvision.models.mnasnet import *
from torchvision.models.mobilenetv2 import *
from torchvision.models.mobilenetv3 import *
from torchvision.models.resnet import *
from torchvision.models.shufflenetv2 import *
from torchvision.models.squeezenet import *
from torchvision.models.vgg import *
from torchvision.models.vision_transformer import *

_ABSENT = ("regnet", "swin", "maxvit", "segmentation", "detection", "quantization", "video", "optical_flow")


def list_models():
    """Names of the functions that make models."""
    return sorted(name for name in globals() if name[:1].islower() and callable(globals()[name])
                  and not name.startswith(("list_", "get_")))


def get_model(name, **config):
    """A model by its name."""
    return get_model_builder(name)(**config)


def get_model_builder(name):
    if name.lower() not in list_models():
        raise ValueError(f"Unknown model {name.lower()}")
    return globals()[name.lower()]


def get_model_weights(name):
    """The class of a model's weights."""
    builder = name if callable(name) else get_model_builder(name)
    return _trained.class_of(builder.__name__)


def get_weight(name):
    """A set of weights by its name: `ResNet18_Weights.DEFAULT`."""
    kind, dot, value = name.partition(".")
    if not dot or not value:
        raise ValueError(f"Invalid weight name provided: '{name}'.")
    found = _trained.weights_class(kind[:-8]) if kind.endswith("_Weights") else None
    if found is None:
        raise ValueError(f"The weight enum '{kind}' for the specific method couldn't be retrieved.")
    return found[value]


for _name in list_models():
    globals()[_name] = _trained.with_weights(globals()[_name])


def __getattr__(name):
    if name.endswith("_Weights"):
        kind = _trained.weights_class(name[:-8])
        if kind is None:
            raise NotImplementedError(f"Gradus has no torchvision.models.{name}")
        return kind
    if name.startswith(_ABSENT):
        raise NotImplementedError(f"Gradus has no torchvision.models.{name}")
    raise AttributeError(f"module 'torchvision.models' has no attribute '{name}'")
