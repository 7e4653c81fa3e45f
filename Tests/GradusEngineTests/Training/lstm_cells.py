# LSTMCell and GRUCell step by step, RAdam
import torch
from torch import nn

torch.manual_seed(17)


class Steps(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTMCell(3, 6)
        self.gru = nn.GRUCell(6, 4)
        self.rnn = nn.RNNCell(4, 4, nonlinearity="relu")
        self.out = nn.Linear(4, 1)

    def forward(self, xs):
        h = c = torch.zeros(xs.size(1), 6)
        g = torch.zeros(xs.size(1), 4)
        r = None
        outputs = []
        for x in xs:
            h, c = self.lstm(x, (h, c))
            g = self.gru(h, g)
            r = self.rnn(g, r)
            outputs += [self.out(r)]
        return torch.cat(outputs, dim=1)


model = Steps()
print(model)
xs = torch.randn(5, 4, 3)
ys = xs.sum(2).t().cumsum(1) / 3
opt = torch.optim.RAdam(model.parameters(), lr=0.02)
for i in range(10):
    loss = nn.functional.smooth_l1_loss(model(xs), ys)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, "%.4f" % loss)
print(opt)
print(model.lstm.weight_ih.shape, model.lstm.bias_hh.shape, list(model.gru.state_dict()))
