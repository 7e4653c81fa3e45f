"""torch.types: names for annotations."""

import builtins
import os
from typing import List, Optional, Sequence, Tuple, Union

import torch

Number = Union[builtins.int, builtins.float, builtins.bool]
Device = Union[torch.device, str, builtins.int, None]
FileLike = Union[str, os.PathLike]
_int, _float, _bool, _size = builtins.int, builtins.float, builtins.bool, Sequence[builtins.int]
_dtype, _device = torch.dtype, torch.device
_TensorOrTensors = Union[torch.Tensor, Sequence[torch.Tensor]]
