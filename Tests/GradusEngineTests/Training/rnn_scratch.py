# A recurrent network from scratch with parameters in a list
import math
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(39)
text = "the time machine by h g wells the time traveller for so it will be convenient"
vocab = sorted(set(text))
corpus = torch.tensor([vocab.index(c) for c in text])
print(len(vocab), corpus[:5])


def get_params(vocab_size, num_hiddens):
    def normal(shape):
        return torch.randn(size=shape) * 0.01

    W_xh = normal((vocab_size, num_hiddens))
    W_hh = normal((num_hiddens, num_hiddens))
    b_h = torch.zeros(num_hiddens)
    W_hq = normal((num_hiddens, vocab_size))
    b_q = torch.zeros(vocab_size)
    params = [W_xh, W_hh, b_h, W_hq, b_q]
    for param in params:
        param.requires_grad_(True)
    return params


def rnn(inputs, state, params):
    W_xh, W_hh, b_h, W_hq, b_q = params
    H, = state
    outputs = []
    for X in inputs:
        H = torch.tanh(torch.mm(X, W_xh) + torch.mm(H, W_hh) + b_h)
        Y = torch.mm(H, W_hq) + b_q
        outputs.append(Y)
    return torch.cat(outputs, dim=0), (H,)


def grad_clipping(params, theta):
    norm = torch.sqrt(sum(torch.sum((p.grad ** 2)) for p in params))
    if norm > theta:
        for param in params:
            param.grad[:] *= theta / norm


params = get_params(len(vocab), 24)
loss = nn.CrossEntropyLoss()
trainer = torch.optim.SGD(params, lr=1)
for epoch in range(6):
    state = None
    total, n = 0.0, 0
    for start in range(0, 60, 15):
        X = corpus[start:start + 15].reshape(3, 5)
        Y = corpus[start + 1:start + 16].reshape(3, 5)
        if state is None:
            state = (torch.zeros((3, 24)),)
        else:
            for s in state:
                s.detach_()
        y_hat, state = rnn(F.one_hot(X.T, len(vocab)).type(torch.float32), state, params)
        l = loss(y_hat, Y.T.reshape(-1).long()).mean()
        trainer.zero_grad()
        l.backward()
        grad_clipping(params, 1)
        trainer.step()
        total += l.item() * Y.numel()
        n += Y.numel()
    print(f"epoch {epoch} perplexity {math.exp(total / n):.2f}")
