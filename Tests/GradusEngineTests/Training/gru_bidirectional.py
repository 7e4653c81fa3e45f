# A bidirectional GRU over embedded tokens, AdamW, LinearLR
import torch
from torch import nn

torch.manual_seed(8)
vocab, classes = 30, 3
tokens = torch.randint(1, vocab, (24, 7))
labels = tokens.sum(1) % classes


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(vocab, 8, padding_idx=0)
        self.gru = nn.GRU(8, 10, num_layers=2, batch_first=True, bidirectional=True, dropout=0.1)
        self.classifier = nn.Linear(20, classes)

    def forward(self, x):
        e = self.embedding(x)
        out, h = self.gru(e)
        pooled = torch.cat((h[-2], h[-1]), dim=1)
        return self.classifier(pooled)


model = Tagger()
print(model)
print(model.gru.weight_ih_l0_reverse.shape, [n for n, _ in model.gru.named_parameters()][:6])
opt = torch.optim.AdamW(model.parameters(), lr=5e-3)
sched = torch.optim.lr_scheduler.LinearLR(opt, start_factor=0.5, total_iters=4)
loss_fn = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 0.5]))
for step in range(10):
    model.train()
    logits = model(tokens)
    loss = loss_fn(logits, labels)
    opt.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_value_(model.parameters(), 0.1)
    opt.step()
    sched.step()
    print(step, round(loss.item(), 4), ["%.6f" % g["lr"] for g in opt.param_groups])
model.eval()
with torch.inference_mode():
    print(model(tokens).softmax(-1).argmax(-1).tolist())
print(opt)
