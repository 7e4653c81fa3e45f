# nn.MultiheadAttention with masks, Adamax
import torch
from torch import nn

torch.manual_seed(21)


class Attn(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim=8, num_heads=2, batch_first=True)
        self.norm = nn.LayerNorm(8)
        self.ff = nn.Sequential(nn.Linear(8, 16), nn.SiLU(), nn.Linear(16, 1))

    def forward(self, x, pad):
        a, w = self.attn(x, x, x, key_padding_mask=pad)
        return self.ff(self.norm(x + a)).squeeze(-1), w


model = Attn()
print(model)
x = torch.randn(5, 4, 8)
pad = torch.zeros(5, 4, dtype=torch.bool)
pad[0, 2:] = True
target = x.mean(-1)
opt = torch.optim.Adamax(model.parameters(), lr=0.02)
for i in range(8):
    pred, w = model(x, pad)
    loss = nn.HuberLoss(delta=0.5)(pred[~pad], target[~pad])
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}")
print(w.shape, w[0, 0, 2:].tolist(), f"{w.sum().item():.4f}")
print(opt)
