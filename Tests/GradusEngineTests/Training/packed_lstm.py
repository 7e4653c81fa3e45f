# Sentences of different lengths: pad_sequence, pack_padded_sequence, LSTM, pad_packed_sequence
import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence, pad_sequence

torch.manual_seed(18)
a, b, c = torch.tensor([1, 2, 3, 4]), torch.tensor([5, 6]), torch.tensor([7])
padded = pad_sequence([a, b, c], batch_first=True)
print(padded)
print(pad_sequence([a, b, c], padding_value=-1))
packed = pack_sequence([a, b, c])
print(packed)
print(pad_packed_sequence(packed, batch_first=True))
lengths = torch.tensor([4, 2, 1])
labels = torch.tensor([0, 1, 1])


class Classifier(nn.Module):
    def __init__(self, layers, bidirectional, kind):
        super().__init__()
        self.embed = nn.Embedding(10, 5, padding_idx=0)
        self.rnn = kind(5, 6, layers, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(12 if bidirectional else 6, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embed(x), lengths, batch_first=True, enforce_sorted=False)
        out, h = self.rnn(packed)
        out, n = pad_packed_sequence(out, batch_first=True)
        last = out[torch.arange(len(n)), n - 1]
        return self.fc(last), out.shape, (h[0] if isinstance(h, tuple) else h).shape


for kind, layers, bi in [(nn.LSTM, 1, False), (nn.GRU, 2, False), (nn.RNN, 1, True), (nn.LSTM, 2, True)]:
    model = Classifier(layers, bi, kind)
    opt = torch.optim.SGD(model.parameters(), lr=0.5)
    order = torch.tensor([2, 0, 1])
    for epoch in range(4):
        opt.zero_grad()
        logits, s1, s2 = model(padded[order], lengths[order])
        loss = nn.functional.cross_entropy(logits, labels[order])
        loss.backward()
        opt.step()
        print(kind.__name__, epoch, f"{loss.item():.4f}", tuple(s1), tuple(s2))
