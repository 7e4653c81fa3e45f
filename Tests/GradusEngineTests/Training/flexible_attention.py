# Attention whose heads are joined by a view, causal masks of two kinds, and scores changed by a function.
import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.attention.bias import causal_lower_right, causal_upper_left
from torch.nn.attention.flex_attention import and_masks, create_block_mask, create_mask, flex_attention

torch.manual_seed(0)
q, k, v = (torch.randn(2, 4, 6, 8) for _ in range(3))
heads = (part.view(2, 6, 4, 8).transpose(1, 2) for part in torch.randn(2, 6, 96).chunk(3, dim=-1))
out = F.scaled_dot_product_attention(*heads, is_causal=True)
print(out.stride(), out.transpose(1, 2).view(2, 6, 32).shape, F.scaled_dot_product_attention(q, k, v).stride())
print(F.scaled_dot_product_attention(q, k, v, dropout_p=0.1).stride(), F.scaled_dot_product_attention(q[0], k[0], v[0]).stride())
with sdpa_kernel([SDPBackend.MATH, SDPBackend.FLASH_ATTENTION]):
    print(f"{F.scaled_dot_product_attention(q, k, v).sum().item():.4f}")
print(causal_upper_left(2, 4))
print(causal_lower_right(2, 4))
print(f"{F.scaled_dot_product_attention(q[:, :, :2], k, v, attn_mask=causal_lower_right(2, 6)).sum().item():.4f}")


def show(name, t):
    print(name, tuple(t.shape), f"{t.sum().item():.4f} {t.abs().sum().item():.4f}")


show("plain", flex_attention(q, k, v))
show("bias", flex_attention(q, k, v, score_mod=lambda score, b, h, i, j: score + (i - j) * 0.1))
slopes = torch.tensor([0.5, 0.25, 0.125, 0.0625])
show("slopes", flex_attention(q, k, v, score_mod=lambda score, b, h, i, j: score - slopes[h] * (i - j)))
show("where", flex_attention(q, k, v, score_mod=lambda score, b, h, i, j: torch.where(i >= j, score, -float("inf"))))
causal = lambda b, h, i, j: i >= j
near = lambda b, h, i, j: i - j <= 2
print(create_mask(and_masks(causal, near), 1, 1, 6, 6, device="cpu")[0, 0].int())
mask = create_block_mask(causal, None, None, 6, 6, device="cpu")
print(mask.shape)
show("mask", flex_attention(q, k, v, block_mask=mask, scale=0.5))
show("grouped", flex_attention(q, k[:, :2], v[:, :2], enable_gqa=True))
