import torch, torch.nn as nn, string, math, time
torch.manual_seed(3)
text = 'hello world, this is a tiny corpus for a character level language model. ' * 4
chars = sorted(set(text))
stoi = {c: i for i, c in enumerate(chars)}
itos = dict(enumerate(chars))
data = torch.tensor([stoi[c] for c in text], dtype=torch.long)
print(data.shape, data[:10], len(chars))

def get_batch(bs=8, block=16):
    ix = torch.randint(len(data) - block - 1, (bs,))
    return (torch.stack([data[i:i + block] for i in ix]), torch.stack([data[i + 1:i + block + 1] for i in ix]))

class CharLSTM(nn.Module):

    def __init__(self, n_tokens, n_hidden=32, n_layers=2, drop_prob=0.2):
        super().__init__()
        self.n_layers, self.n_hidden = (n_layers, n_hidden)
        self.emb = nn.Embedding(n_tokens, 12)
        self.lstm = nn.LSTM(12, n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.dropout = nn.Dropout(drop_prob)
        self.fc = nn.Linear(n_hidden, n_tokens)

    def forward(self, x, hidden):
        r, hidden = self.lstm(self.emb(x), hidden)
        out = self.dropout(r)
        out = out.contiguous().view(-1, self.n_hidden)
        return (self.fc(out), hidden)

    def init_hidden(self, bs):
        weight = next(self.parameters()).data
        return (weight.new(self.n_layers, bs, self.n_hidden).zero_(), weight.new(self.n_layers, bs, self.n_hidden).zero_())
net = CharLSTM(len(chars))
print(net)
opt = torch.optim.Adam(net.parameters(), lr=0.01)
criterion = nn.CrossEntropyLoss()
h = net.init_hidden(8)
counter = 0
start = time.time()
for e in range(20):
    x, y = get_batch()
    h = tuple([each.data for each in h])
    net.zero_grad()
    output, h = net(x, h)
    loss = criterion(output, y.view(8 * 16).long())
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 5)
    opt.step()
    if e % 5 == 4:
        print('Step: {}...'.format(e + 1), 'Loss: {:.4f}...'.format(loss.item()), 'Perplexity {:.3f}'.format(math.exp(loss.item())))
assert time.time() - start < 600

def sample(net, prime='he', n=20, top_k=3, temperature=0.8):
    net.eval()
    h = net.init_hidden(1)
    out = list(prime)
    with torch.no_grad():
        for ch in prime:
            o, h = net(torch.tensor([[stoi[ch]]]), h)
        for _ in range(n):
            p = torch.softmax(o / temperature, dim=1)
            v, i = p.topk(top_k)
            k = torch.multinomial(v.squeeze() / v.sum(), 1).item()
            c = i.squeeze()[k].item()
            out.append(itos[c])
            o, h = net(torch.tensor([[c]]), h)
    return ''.join(out)
print(repr(sample(net)))
rnn = nn.RNN(4, 6, nonlinearity='tanh', batch_first=True)
x = torch.randn(2, 5, 4)
o, hn = rnn(x)
h = torch.zeros(2, 6)
outs = []
for t in range(5):
    h = torch.tanh(x[:, t] @ rnn.weight_ih_l0.T + rnn.bias_ih_l0 + h @ rnn.weight_hh_l0.T + rnn.bias_hh_l0)
    outs.append(h)
print(torch.allclose(torch.stack(outs, 1), o, atol=1e-06), torch.allclose(hn[0], h, atol=1e-06))
gru = nn.GRU(4, 6, bidirectional=True, num_layers=2)
o, hn = gru(x.transpose(0, 1))
print(o.shape, hn.shape, o[-1, 0, :3], [n for n, _ in gru.named_parameters()][:5])
from torch.nn.utils.rnn import pad_sequence, pack_padded_sequence, pad_packed_sequence
seqs = [torch.arange(n).float().unsqueeze(1).repeat(1, 4) for n in (3, 5, 2)]
padded = pad_sequence(seqs, batch_first=True)
packed = pack_padded_sequence(padded, [3, 5, 2], batch_first=True, enforce_sorted=False)
po, ph = rnn(packed)
un, lens = pad_packed_sequence(po, batch_first=True)
print(un.shape, lens, ph.shape, packed.batch_sizes)
