# y = ax² + bx + c by plain gradient descent on tensors.
import torch

torch.manual_seed(2)
x = torch.linspace(-1, 1, 50)
y = 0.5 * x**2 - 2 * x + 1 + 0.05 * torch.randn(50)
a, b, c = (torch.zeros(1, requires_grad=True) for _ in range(3))
for step in range(101):
    loss = ((a * x**2 + b * x + c - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p in (a, b, c):
            p -= 0.2 * p.grad
            p.grad.zero_()
    if step % 20 == 0:
        print(step, f"{loss.item():.4f}", [round(p.item(), 3) for p in (a, b, c)])
print(a, a.grad)
