import torch, math
import numpy as np
import torch.nn as nn, torch.nn.functional as F, torch.optim as optim
torch.manual_seed(1)
np.random.seed(2)
lstm = nn.LSTM(3, 3)
inputs = [torch.randn(1, 3) for _ in range(5)]
hidden = (torch.randn(1, 1, 3), torch.randn(1, 1, 3))
for i in inputs:
    out, hidden = lstm(i.view(1, 1, -1), hidden)
inputs = torch.cat(inputs).view(len(inputs), 1, -1)
hidden = (torch.randn(1, 1, 3), torch.randn(1, 1, 3))
out, hidden = lstm(inputs, hidden)
print(out)
print(hidden)
training_data = [('The dog ate the apple'.split(), ['DET', 'NN', 'V', 'DET', 'NN']), ('Everybody read that book'.split(), ['NN', 'V', 'DET', 'NN'])]
word_to_ix = {}
for sent, tags in training_data:
    for word in sent:
        if word not in word_to_ix:
            word_to_ix[word] = len(word_to_ix)
print(word_to_ix)
tag_to_ix = {'DET': 0, 'NN': 1, 'V': 2}

def prepare_sequence(seq, to_ix):
    return torch.tensor([to_ix[w] for w in seq], dtype=torch.long)

class LSTMTagger(nn.Module):

    def __init__(self, e, h, v, t):
        super(LSTMTagger, self).__init__()
        self.hidden_dim = h
        self.word_embeddings = nn.Embedding(v, e)
        self.lstm = nn.LSTM(e, h)
        self.hidden2tag = nn.Linear(h, t)

    def forward(self, sentence):
        embeds = self.word_embeddings(sentence)
        lstm_out, _ = self.lstm(embeds.view(len(sentence), 1, -1))
        return F.log_softmax(self.hidden2tag(lstm_out.view(len(sentence), -1)), dim=1)
model = LSTMTagger(6, 6, len(word_to_ix), len(tag_to_ix))
loss_function = nn.NLLLoss()
optimizer = optim.SGD(model.parameters(), lr=0.1)
with torch.no_grad():
    print(model(prepare_sequence(training_data[0][0], word_to_ix)))
for epoch in range(60):
    for sentence, tags in training_data:
        model.zero_grad()
        loss = loss_function(model(prepare_sequence(sentence, word_to_ix)), prepare_sequence(tags, tag_to_ix))
        loss.backward()
        optimizer.step()
with torch.no_grad():
    print(model(prepare_sequence(training_data[0][0], word_to_ix)), loss)

class Sequence(nn.Module):

    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTMCell(1, 16)
        self.lstm2 = nn.LSTMCell(16, 16)
        self.linear = nn.Linear(16, 1)

    def forward(self, input, future=0):
        outputs = []
        n = input.size(0)
        h, c, h2, c2 = (torch.zeros(n, 16, dtype=torch.double) for _ in range(4))
        for t in input.split(1, dim=1):
            h, c = self.lstm1(t, (h, c))
            h2, c2 = self.lstm2(h, (h2, c2))
            output = self.linear(h2)
            outputs += [output]
        for i in range(future):
            h, c = self.lstm1(output, (h, c))
            h2, c2 = self.lstm2(h, (h2, c2))
            output = self.linear(h2)
            outputs += [output]
        return torch.cat(outputs, dim=1)
data = np.sin((np.arange(20) + np.random.randint(-8, 8, 6).reshape(6, 1)) / 5.0).astype('float64')
inp = torch.from_numpy(data[2:, :-1])
tgt = torch.from_numpy(data[2:, 1:])
seq = Sequence().double()
crit = nn.MSELoss()
opt = optim.LBFGS(seq.parameters(), lr=0.8, max_iter=5)
for i in range(3):

    def closure():
        opt.zero_grad()
        l = crit(seq(inp), tgt)
        l.backward()
        return l
    l = opt.step(closure)
    print('STEP:', i, 'loss: %.6f' % l.item())
with torch.no_grad():
    print(seq(torch.from_numpy(data[:1, :-1]), future=3)[0, -4:])

def create_dataset(ds, lookback):
    X, y = ([], [])
    for i in range(len(ds) - lookback):
        X.append(ds[i:i + lookback])
        y.append(ds[i + 1:i + lookback + 1])
    return (torch.tensor(np.array(X)), torch.tensor(np.array(y)))
ts = np.sin(np.arange(30, dtype=np.float32) / 3)[:, None]
X, y = create_dataset(ts, 4)
print(X.shape, y.shape, X.dtype)

class Air(nn.Module):

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(input_size=1, hidden_size=10, num_layers=1, batch_first=True)
        self.linear = nn.Linear(10, 1)

    def forward(self, x):
        x, _ = self.lstm(x)
        return self.linear(x)
m = Air()
o = optim.Adam(m.parameters(), lr=0.02)
loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, y), shuffle=True, batch_size=8)
lf = nn.HuberLoss()
for e in range(6):
    m.train()
    for xb, yb in loader:
        l = lf(m(xb), yb)
        o.zero_grad()
        l.backward()
        o.step()
    if e % 2:
        m.eval()
        print('Epoch %d: train RMSE %.4f' % (e, np.sqrt(F.mse_loss(m(X), y).item())))

class Clf(nn.Module):

    def __init__(self):
        super().__init__()
        self.e = nn.EmbeddingBag(10, 4, mode='mean')
        self.f = nn.Linear(4, 3)

    def forward(self, t, o):
        return self.f(self.e(t, o))
c = Clf()
print(c, c(torch.tensor([1, 2, 4, 5, 4, 3, 2, 9]), torch.tensor([0, 4])))

def log_sum_exp(vec):
    mx = vec[0, torch.argmax(vec)]
    return mx + torch.log(torch.sum(torch.exp(vec - mx.view(1, -1).expand(1, vec.size()[1]))))
print(log_sum_exp(torch.tensor([[1.0, 2.0, 3.0]])), torch.logsumexp(torch.tensor([[1.0, 2.0, 3.0]]), 1))
ctc = nn.CTCLoss()
lp = torch.randn(10, 2, 5).log_softmax(2).requires_grad_()
lo = ctc(lp, torch.tensor([[1, 2, 3], [2, 2, 4]]), torch.tensor([10, 10]), torch.tensor([3, 3]))
lo.backward()
print(lo, lp.grad.abs().sum())
bi = nn.LSTM(4, 3, num_layers=2, bidirectional=True, batch_first=True, dropout=0.0)
o, (h, cc) = bi(torch.ones(2, 3, 4))
print(bi, o[0, -1], h.shape, torch.cat((h[-2], h[-1]), 1)[0])
print([tuple(p.shape) for p in bi.parameters()])
