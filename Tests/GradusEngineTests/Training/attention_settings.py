# The settings that choose a way of computing attention, which change no result.
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
cuda = torch.backends.cuda


def show():
    print(cuda.flash_sdp_enabled(), cuda.math_sdp_enabled(), cuda.mem_efficient_sdp_enabled(), cuda.cudnn_sdp_enabled())


show()
with cuda.sdp_kernel(enable_flash=False, enable_math=True, enable_mem_efficient=False):
    show()
    torch.manual_seed(0)
    print(f"{F.scaled_dot_product_attention(*torch.randn(3, 1, 2, 4, 8)).sum().item():.4f}")
show()
cuda.enable_flash_sdp(False)
cuda.enable_math_sdp(False)
show()
