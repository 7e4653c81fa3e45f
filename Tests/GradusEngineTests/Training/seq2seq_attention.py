import torch, random
import torch.nn as nn, torch.nn.functional as F
from torch import optim
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Dataset, DataLoader
random.seed(0)
torch.manual_seed(0)
SOS_token, EOS_token, PAD = (1, 2, 0)
MAX_LENGTH = 8
VOCAB = 12

class ReverseData(Dataset):

    def __init__(self, n=40):
        self.items = [[random.randint(3, VOCAB - 1) for _ in range(random.randint(3, 6))] for _ in range(n)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        s = self.items[i]
        return (torch.tensor(s + [EOS_token]), torch.tensor(s[::-1] + [EOS_token]))

def collate(batch):
    src, tgt = zip(*batch)
    lens = torch.tensor([len(s) for s in src])
    return (pad_sequence(src, batch_first=True, padding_value=PAD), pad_sequence(tgt, batch_first=True, padding_value=PAD), lens)

class EncoderRNN(nn.Module):

    def __init__(self, n, h):
        super().__init__()
        self.embedding = nn.Embedding(n, h, padding_idx=PAD)
        self.gru = nn.GRU(h, h, batch_first=True)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        return self.gru(self.dropout(self.embedding(x)))

class BahdanauAttention(nn.Module):

    def __init__(self, h):
        super().__init__()
        self.Wa = nn.Linear(h, h)
        self.Ua = nn.Linear(h, h)
        self.Va = nn.Linear(h, 1)

    def forward(self, query, keys, mask=None):
        scores = self.Va(torch.tanh(self.Wa(query) + self.Ua(keys))).squeeze(2).unsqueeze(1)
        if mask is not None:
            scores = scores.masked_fill(mask.unsqueeze(1) == 0, float('-inf'))
        w = F.softmax(scores, dim=-1)
        return (torch.bmm(w, keys), w)

class AttnDecoderRNN(nn.Module):

    def __init__(self, h, n):
        super().__init__()
        self.embedding = nn.Embedding(n, h, padding_idx=PAD)
        self.attention = BahdanauAttention(h)
        self.gru = nn.GRU(2 * h, h, batch_first=True)
        self.out = nn.Linear(h, n)

    def forward(self, enc, hidden, mask, target=None, teacher_forcing_ratio=0.5):
        b = enc.size(0)
        inp = torch.empty(b, 1, dtype=torch.long).fill_(SOS_token)
        outs, attns = ([], [])
        for i in range(MAX_LENGTH if target is None else target.size(1)):
            q = hidden.permute(1, 0, 2)
            ctx, w = self.attention(q, enc, mask)
            o, hidden = self.gru(torch.cat((self.embedding(inp), ctx), dim=2), hidden)
            o = self.out(o)
            outs.append(o)
            attns.append(w)
            if target is not None and random.random() < teacher_forcing_ratio:
                inp = target[:, i].unsqueeze(1)
            else:
                _, topi = o.topk(1)
                inp = topi.squeeze(-1).detach()
        return (F.log_softmax(torch.cat(outs, dim=1), dim=-1), hidden, torch.cat(attns, dim=1))
ds = ReverseData()
dl = DataLoader(ds, batch_size=8, shuffle=True, collate_fn=collate)
enc, dec = (EncoderRNN(VOCAB, 24), AttnDecoderRNN(24, VOCAB))
print(enc, dec, sep='\n')
eo, do = (optim.Adam(enc.parameters(), lr=0.005), optim.Adam(dec.parameters(), lr=0.005))
crit = nn.NLLLoss(ignore_index=PAD)
for epoch in range(1, 7):
    tot = 0
    for src, tgt, lens in dl:
        eo.zero_grad()
        do.zero_grad()
        mask = src != PAD
        e, h = enc(src)
        out, _, _ = dec(e, h, mask, tgt)
        loss = crit(out.view(-1, out.size(-1)), tgt.reshape(-1))
        loss.backward()
        eo.step()
        do.step()
        tot += loss.item()
    print('%d (%d%%) %.4f' % (epoch, epoch / 6 * 100, tot / len(dl)))
enc.eval()
dec.eval()
with torch.no_grad():
    src, tgt, lens = next(iter(DataLoader(ds, batch_size=3, collate_fn=collate)))
    e, h = enc(src)
    out, _, attn = dec(e, h, src != PAD)
    pred = out.argmax(-1)
    print(src, tgt, lens, pred, sep='\n')
    print(attn.shape, attn.sum(-1)[0], attn[1, 0])
    acc = (pred[:, :tgt.size(1)] == tgt).float().mul(tgt != PAD).sum() / (tgt != PAD).sum()
    print(f'acc={acc:.3f}')
