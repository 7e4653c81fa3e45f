# Logistic regression, BCELoss, SGD with momentum
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2)
x_data = torch.linspace(-3, 3, 60).unsqueeze(1)
y_data = (x_data + 0.3 * torch.randn(60, 1) > 0).float()


class Model(torch.nn.Module):
    def __init__(self):
        super(Model, self).__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        y_pred = torch.sigmoid(self.linear(x))
        return y_pred


model = Model()
print(model)
criterion = torch.nn.BCELoss(reduction="mean")
optimizer = torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.9, nesterov=True)
print(optimizer)
for epoch in range(30):
    y_pred = model(x_data)
    loss = criterion(y_pred, y_data)
    if epoch % 5 == 0:
        print(f"Epoch {epoch + 1}/30 | Loss: {loss.item():.4f}")
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
hour_var = model(torch.tensor([[1.0]]))
print("predict 1 hour ", 1.0, f"{hour_var.item():.4f}", hour_var.item() > 0.5)
pred = (model(x_data) > 0.5).float()
print("accuracy", (pred == y_data).float().mean().item())
for name, param in model.named_parameters():
    print(name, tuple(param.shape), [round(v, 4) for v in param.flatten().tolist()])
state = optimizer.state_dict()
print(state.keys(), state["param_groups"])
print(sorted(state["state"].keys()), state["state"][0]["momentum_buffer"].shape)
