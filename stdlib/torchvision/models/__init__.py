"""Networks for pictures, untrained: their trained weights would have to be downloaded."""

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
                  and name not in ("list_models", "get_model"))


def get_model(name, **config):
    """A model by its name."""
    if name not in list_models():
        raise ValueError(f"Unknown model {name}")
    return globals()[name](**config)


def __getattr__(name):
    if name.endswith("_Weights"):
        raise NotImplementedError(f"Gradus has no torchvision.models.{name}: trained weights would have to be downloaded")
    if name.startswith(_ABSENT):
        raise NotImplementedError(f"Gradus has no torchvision.models.{name}")
    raise AttributeError(f"module 'torchvision.models' has no attribute '{name}'")
