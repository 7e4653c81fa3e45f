import torch, re, random
import torch.nn as nn, torch.optim as optim
import torch.nn.functional as F
from collections import Counter, defaultdict
random.seed(1)
torch.manual_seed(1)
text = 'the quick brown fox jumps over the lazy dog . the dog sleeps while the fox runs .\na king rules the land and a queen rules with the king . the land is wide and the sea is deep .'
tokens = re.findall('\\w+', text.lower())
counts = Counter(tokens)
vocab = sorted(counts, key=lambda w: (-counts[w], w))
w2i = {w: i for i, w in enumerate(vocab)}
i2w = {i: w for w, i in w2i.items()}
print(len(tokens), len(vocab), counts.most_common(4))
CONTEXT_SIZE = 2
EMBEDDING_DIM = 10
ngrams = [([tokens[i - j - 1] for j in range(CONTEXT_SIZE)], tokens[i]) for i in range(CONTEXT_SIZE, len(tokens))]
print(ngrams[:3])

class NGramLanguageModeler(nn.Module):

    def __init__(self, vocab_size, embedding_dim, context_size):
        super().__init__()
        self.embeddings = nn.Embedding(vocab_size, embedding_dim)
        self.linear1 = nn.Linear(context_size * embedding_dim, 32)
        self.linear2 = nn.Linear(32, vocab_size)

    def forward(self, inputs):
        embeds = self.embeddings(inputs).view((1, -1))
        out = F.relu(self.linear1(embeds))
        out = self.linear2(out)
        return F.log_softmax(out, dim=1)
losses = []
loss_function = nn.NLLLoss()
model = NGramLanguageModeler(len(vocab), EMBEDDING_DIM, CONTEXT_SIZE)
optimizer = optim.SGD(model.parameters(), lr=0.01)
for epoch in range(5):
    total_loss = 0
    for context, target in ngrams:
        context_idxs = torch.tensor([w2i[w] for w in context], dtype=torch.long)
        model.zero_grad()
        log_probs = model(context_idxs)
        loss = loss_function(log_probs, torch.tensor([w2i[target]], dtype=torch.long))
        loss.backward()
        optimizer.step()
        total_loss += loss.item()
    losses.append(round(total_loss, 3))
print(losses)
print(model.embeddings.weight[w2i['king']])

class SkipGram(nn.Module):

    def __init__(self, V, d):
        super().__init__()
        self.inp = nn.Embedding(V, d, sparse=False)
        self.out = nn.Embedding(V, d)
        nn.init.uniform_(self.inp.weight, -0.5 / d, 0.5 / d)
        nn.init.zeros_(self.out.weight)

    def forward(self, c, pos, neg):
        v = self.inp(c)
        u = self.out(pos)
        n = self.out(neg)
        p = F.logsigmoid((v * u).sum(1))
        q = F.logsigmoid(-torch.bmm(n, v.unsqueeze(2)).squeeze(2)).sum(1)
        return -(p + q).mean()
freq = torch.tensor([counts[w] for w in vocab], dtype=torch.float) ** 0.75
freq /= freq.sum()
pairs = [(w2i[tokens[i]], w2i[tokens[j]]) for i in range(len(tokens)) for j in range(max(0, i - 2), min(len(tokens), i + 3)) if i != j]
sg = SkipGram(len(vocab), 8)
opt = optim.Adagrad(sg.parameters(), lr=0.1)
for epoch in range(3):
    random.shuffle(pairs)
    tot = 0.0
    for k in range(0, len(pairs), 16):
        c, p = map(torch.LongTensor, zip(*pairs[k:k + 16]))
        neg = torch.multinomial(freq, len(c) * 3, replacement=True).view(len(c), 3)
        loss = sg(c, p, neg)
        opt.zero_grad()
        loss.backward()
        opt.step()
        tot += loss.item()
    print(f'epoch {epoch} loss {tot:.4f}')
W = F.normalize(sg.inp.weight.data, dim=1)
sim = W @ W.t()
for w in ['king', 'fox', 'the']:
    s, i = sim[w2i[w]].topk(4)
    print(w, [(i2w[j.item()], round(v.item(), 3)) for v, j in zip(s[1:], i[1:])])
cos = nn.CosineSimilarity(dim=0)
print(cos(W[0], W[1]))
