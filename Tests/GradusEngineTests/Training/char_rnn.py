# A character-level RNN with one-hot inputs, hidden state carried on
import torch
import torch.nn as nn

torch.manual_seed(15)
idx2char = ["h", "i", "e", "l", "o"]
x_data = [0, 1, 0, 2, 3, 3]
one_hot_lookup = [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]
y_data = [1, 0, 2, 3, 3, 4]
x_one_hot = [one_hot_lookup[x] for x in x_data]
inputs = torch.Tensor(x_one_hot)
labels = torch.LongTensor(y_data)


class Model(nn.Module):
    def __init__(self):
        super(Model, self).__init__()
        self.rnn = nn.RNN(input_size=5, hidden_size=5, batch_first=True)

    def forward(self, hidden, x):
        x = x.view(1, 1, 5)
        out, hidden = self.rnn(x, hidden)
        return hidden, out.view(-1, 5)

    def init_hidden(self):
        return torch.zeros(1, 1, 5)


model = Model()
print(model)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
for epoch in range(15):
    optimizer.zero_grad()
    loss = 0
    hidden = model.init_hidden()
    text = ""
    for input, label in zip(inputs, labels):
        hidden, output = model(hidden, input)
        val, idx = output.max(1)
        text += idx2char[idx.data[0]]
        loss += criterion(output, torch.LongTensor([label]))
    if epoch % 3 == 0:
        print("predicted string:", text, ", epoch: %d, loss: %1.3f" % (epoch + 1, loss))
    loss.backward()
    optimizer.step()
print(loss.dim(), hidden.shape)
