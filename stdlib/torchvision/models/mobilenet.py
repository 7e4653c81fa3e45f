"""torchvision.models.mobilenet: both versions together."""

from torchvision.models.mobilenetv2 import *  # noqa: F401, F403
from torchvision.models.mobilenetv3 import *  # noqa: F401, F403
