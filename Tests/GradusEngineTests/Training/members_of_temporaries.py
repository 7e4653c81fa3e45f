# Modules that are asked of a module which nothing else keeps are whole: their classes, their forward.
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)

    def forward(self, x):
        return x + self.linear(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Block(3)
        self.rest = nn.Sequential(Block(3), nn.ReLU(), Block(3))
        self.head = nn.Linear(3, 2)

    def forward(self, x):
        return self.head(self.rest(self.first(x)))


torch.manual_seed(0)
body = nn.Sequential(*list(Net().children())[:-1])
print(body(torch.ones(2, 3)).shape, [type(m).__name__ for m in body.modules()])
print([type(m).__name__ for m in Net().modules()])
print([(name, type(m).__name__) for name, m in Net().named_modules()])
print([(name, type(m).__name__) for name, m in Net().named_children()])
print(type(next(Net().children())).__name__, next(Net().children())(torch.ones(1, 3)).shape)
iterator = Net().modules()
next(iterator)
print(type(next(iterator)).__name__, len(list(iterator)), list(iterator))

# A state of something else.
model = nn.Linear(2, 1)
for state in (
    {"model_state_dict": model.state_dict(), "epoch": 3, "loss": 0.1},
    {"weight": torch.zeros(1, 2), "bias": [0.0], "x": 1},
    {**model.state_dict(), "extra": "text"},
):
    for strict in (True, False):
        try:
            print(model.load_state_dict(state, strict=strict))
        except RuntimeError as error:
            print(error)

# Functions and modules as activations.
x = torch.linspace(-1, 1, 24).reshape(2, 3, 4)
for activation in ("relu", "gelu", torch.nn.functional.gelu, torch.nn.functional.relu, torch.tanh, nn.SiLU(), lambda v: v * 0.5):
    torch.manual_seed(1)
    layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, activation=activation, batch_first=True)
    y = layer(x)
    print(y.shape, round(y.pow(3).sum().item(), 4), [name for name, _ in layer.named_children()][-1])
try:
    nn.TransformerEncoderLayer(4, 2, activation="tanh")
except RuntimeError as error:
    print(error)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0, activation=torch.tanh), 2)
print(encoder(x).shape)
print(nn.init._calculate_fan_in_and_fan_out(torch.zeros(6, 3, 5, 5)), nn.init._calculate_fan_in_and_fan_out(torch.zeros(4, 7)))
try:
    nn.init._calculate_fan_in_and_fan_out(torch.zeros(4))
except ValueError as error:
    print(error)
