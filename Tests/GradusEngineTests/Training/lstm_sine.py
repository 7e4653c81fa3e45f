# LSTM that predicts the next value of a sine, MSELoss, Adam with ReduceLROnPlateau
import math
import torch
import torch.nn as nn

torch.manual_seed(7)
seq = torch.tensor([math.sin(i / 5) for i in range(60)])
xs = torch.stack([seq[i:i + 10] for i in range(40)]).unsqueeze(-1)
ys = torch.stack([seq[i + 10] for i in range(40)]).unsqueeze(-1)
print(xs.shape, ys.shape)


class LSTMModel(nn.Module):
    def __init__(self, input_dim, hidden_dim, layer_dim, output_dim):
        super().__init__()
        self.hidden_dim = hidden_dim
        self.layer_dim = layer_dim
        self.lstm = nn.LSTM(input_dim, hidden_dim, layer_dim, batch_first=True)
        self.fc = nn.Linear(hidden_dim, output_dim)

    def forward(self, x):
        h0 = torch.zeros(self.layer_dim, x.size(0), self.hidden_dim).requires_grad_()
        c0 = torch.zeros(self.layer_dim, x.size(0), self.hidden_dim).requires_grad_()
        out, (hn, cn) = self.lstm(x, (h0.detach(), c0.detach()))
        out = self.fc(out[:, -1, :])
        return out


model = LSTMModel(1, 12, 2, 1)
print(model)
for i, p in enumerate(model.parameters()):
    print(i, p.size())
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, "min", factor=0.5, patience=1)
for epoch in range(12):
    optimizer.zero_grad()
    loss = criterion(model(xs), ys)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step(loss)
    print(f"{epoch:3d} {loss.item():.4f} {optimizer.param_groups[0]['lr']}")
print(scheduler.best < 1, scheduler.num_bad_epochs, scheduler.state_dict().keys())
out, (h, c) = model.lstm(xs[:3])
print(out.shape, h.shape, c.shape)
