"""torch.nn.attention: the choice of a kernel, of which there is one."""

import contextlib as _contextlib
import enum as _enum


class SDPBackend(_enum.Enum):
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


@_contextlib.contextmanager
def sdpa_kernel(backends=None, set_priority=False):
    yield
