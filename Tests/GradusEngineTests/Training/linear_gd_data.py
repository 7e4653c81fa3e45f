# The oldest style: .data, Variable, manual zeroing
import torch
from torch.autograd import Variable

torch.manual_seed(1)
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = Variable(torch.Tensor([1.0]), requires_grad=True)


def forward(x):
    return x * w


def loss(x, y):
    y_pred = forward(x)
    return (y_pred - y) * (y_pred - y)


print("predict (before training)", 4, forward(4).item())
for epoch in range(10):
    for x_val, y_val in zip(x_data, y_data):
        l = loss(x_val, y_val)
        l.backward()
        w.data = w.data - 0.01 * w.grad.data
        w.grad.data.zero_()
    print("progress:", epoch, "w = %.4f" % w.item(), "loss = %.4f" % l.item())
print("predict (after training)", 4, "%.4f" % forward(4).data[0])
print(w)
print(type(l.grad_fn).__name__)
