# nn.Transformer: encoder and decoder
import torch
import torch.nn as nn

torch.manual_seed(20)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(11, 8)
        self.transformer = nn.Transformer(8, 2, 1, 1, 16, dropout=0.0, batch_first=True)
        self.out = nn.Linear(8, 11)

    def forward(self, src, tgt):
        mask = self.transformer.generate_square_subsequent_mask(tgt.size(1))
        return self.out(self.transformer(self.embed(src), self.embed(tgt), tgt_mask=mask))


model = Model()
print(model)
src = torch.randint(1, 11, (4, 5))
tgt = src.flip(1)
opt = torch.optim.AdamW(model.parameters(), lr=0.01)
for i in range(6):
    logits = model(src, tgt[:, :-1])
    loss = nn.CrossEntropyLoss()(logits.transpose(1, 2), tgt[:, 1:])
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}", tuple(logits.shape))
print(len(model.state_dict()), list(model.state_dict())[:6])
