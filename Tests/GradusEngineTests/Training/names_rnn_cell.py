# RNN from linear layers, hand-written update with add_(alpha)
import torch
import torch.nn as nn
import torch.nn.functional as F
import string

torch.manual_seed(16)
all_letters = string.ascii_lowercase
names = {"a": ["anna", "bob", "carl"], "b": ["xuxu", "zaza", "yoyo"]}
categories = list(names)


def letterToTensor(line):
    tensor = torch.zeros(len(line), 1, len(all_letters))
    for li, letter in enumerate(line):
        tensor[li][0][all_letters.find(letter)] = 1
    return tensor


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super(RNN, self).__init__()
        self.hidden_size = hidden_size
        self.i2h = nn.Linear(input_size, hidden_size)
        self.h2h = nn.Linear(hidden_size, hidden_size)
        self.h2o = nn.Linear(hidden_size, output_size)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, input, hidden):
        hidden = F.tanh(self.i2h(input) + self.h2h(hidden))
        output = self.softmax(self.h2o(hidden))
        return output, hidden

    def initHidden(self):
        return torch.zeros(1, self.hidden_size)


rnn = RNN(len(all_letters), 16, 2)
criterion = nn.NLLLoss()


def train(category_tensor, line_tensor):
    hidden = rnn.initHidden()
    rnn.zero_grad()
    for i in range(line_tensor.size()[0]):
        output, hidden = rnn(line_tensor[i], hidden)
    loss = criterion(output, category_tensor)
    loss.backward()
    for p in rnn.parameters():
        p.data.add_(p.grad.data, alpha=-0.1)
    return output, loss.item()


for it in range(5):
    total = 0
    for k, c in enumerate(categories):
        for name in names[c]:
            output, loss = train(torch.tensor([k], dtype=torch.long), letterToTensor(name))
            total += loss
    print(it, f"{total:.4f}")
topv, topi = output.topk(1)
print(categories[topi[0].item()], f"{topv.item():.4f}")
print(rnn)
