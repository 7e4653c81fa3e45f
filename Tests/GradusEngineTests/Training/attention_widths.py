# Attention with other widths of keys and values, learnt and zero places, masks, grouped heads.
import torch
from torch import nn
import torch.nn.functional as F

torch.set_printoptions(precision=3)
torch.manual_seed(0)
m = nn.MultiheadAttention(8, 2, kdim=5, vdim=3)
print(m, list(m.state_dict()), m._qkv_same_embed_dim)
q, k, v = torch.randn(4, 2, 8, requires_grad=True), torch.randn(6, 2, 5), torch.randn(6, 2, 3)
out, weights = m(q, k, v)
print(out, weights)
out.sum().backward()
print(q.grad.sum(), m.k_proj_weight.grad.sum(1), m.in_proj_bias.grad.abs().sum())

torch.manual_seed(1)
m = nn.MultiheadAttention(8, 2, add_bias_kv=True, add_zero_attn=True, batch_first=True)
x = torch.randn(2, 4, 8)
padding = torch.tensor([[False, False, False, True], [False, False, True, True]])
out, weights = m(x, x, x, key_padding_mask=padding, average_attn_weights=False)
print(out, weights.shape, weights[0, 0])
out.pow(2).sum().backward()
print(m.bias_k.grad, m.bias_v.grad)
mask = nn.Transformer.generate_square_subsequent_mask(4)
print(m(x, x, x, attn_mask=mask, need_weights=False, is_causal=True)[0][1])

for bad in [
    lambda: nn.MultiheadAttention(8, 3),
    lambda: m(x, x[:, :3], x),
    lambda: m(x, x, x, attn_mask=torch.zeros(3, 3)),
    lambda: m(x, x, x, key_padding_mask=torch.zeros(3, 4)),
    lambda: m(x, x, x, is_causal=True),
    lambda: nn.MultiheadAttention(8, 2, kdim=3)(x, x, x),
    lambda: m(x[0], x, x),
]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])

torch.manual_seed(2)
q, k, v = torch.randn(1, 4, 3, 8), torch.randn(1, 2, 5, 8), torch.randn(1, 2, 5, 8)
print(F.scaled_dot_product_attention(q, k, v, enable_gqa=True)[0, 3])
mask = torch.ones(3, 5, dtype=torch.bool).tril()
mask[1] = False
print(F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)[0, 0])
print(F.scaled_dot_product_attention(q, q, q, is_causal=True, scale=0.5)[0, 1])
print(F.scaled_dot_product_attention(q, q, q, dropout_p=0.5)[0, 2])
for bad in [
    lambda: F.scaled_dot_product_attention(q, q, q.double()),
    lambda: F.scaled_dot_product_attention(q[0, 0, 0], q, q),
    lambda: F.scaled_dot_product_attention(q, q, q, attn_mask=torch.ones(3, 3).long()),
]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
torch.set_printoptions(precision=4)
