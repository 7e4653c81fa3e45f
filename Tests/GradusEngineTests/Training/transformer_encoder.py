# TransformerEncoder over a sorting task, SequentialLR of LinearLR and CosineAnnealingLR
import math
import torch
import torch.nn as nn

torch.manual_seed(19)


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=20):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2] = torch.sin(position * div_term)
        pe[:, 0, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x):
        x = x + self.pe[:x.size(0)]
        return self.dropout(x)


class TransformerModel(nn.Module):
    def __init__(self, ntoken=10, d_model=16):
        super().__init__()
        self.pos_encoder = PositionalEncoding(d_model, 0.0)
        layer = nn.TransformerEncoderLayer(d_model, 2, 32, 0.0)
        self.transformer_encoder = nn.TransformerEncoder(layer, 2)
        self.embedding = nn.Embedding(ntoken, d_model)
        self.d_model = d_model
        self.linear = nn.Linear(d_model, ntoken)
        self.init_weights()

    def init_weights(self):
        initrange = 0.1
        self.embedding.weight.data.uniform_(-initrange, initrange)
        self.linear.bias.data.zero_()
        self.linear.weight.data.uniform_(-initrange, initrange)

    def forward(self, src, src_mask=None):
        src = self.embedding(src) * math.sqrt(self.d_model)
        src = self.pos_encoder(src)
        return self.linear(self.transformer_encoder(src, src_mask))


model = TransformerModel()
print(model)
mask = nn.Transformer.generate_square_subsequent_mask(6)
print(mask)
src = torch.randint(0, 10, (6, 8))
tgt = src.sort(0)[0]
opt = torch.optim.Adam(model.parameters(), lr=0.01)
warm = torch.optim.lr_scheduler.LinearLR(opt, 0.1, total_iters=3)
cosine = torch.optim.lr_scheduler.CosineAnnealingLR(opt, 9)
sched = torch.optim.lr_scheduler.SequentialLR(opt, [warm, cosine], milestones=[3])
for i in range(12):
    out = model(src)
    loss = nn.functional.cross_entropy(out.view(-1, 10), tgt.reshape(-1))
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 0.5)
    opt.step()
    sched.step()
    print(f"{i} {loss.item():.4f} {opt.param_groups[0]['lr']:.6f}")
print(model(src, mask).shape, len(list(model.parameters())))
