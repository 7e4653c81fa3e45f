# Linear regression with gradients by autograd and updates by hand
import torch

torch.manual_seed(0)
true_w = torch.tensor([2.0, -3.4])
true_b = 4.2
X = torch.normal(0, 1, (200, 2))
y = X @ true_w + true_b + torch.normal(0, 0.01, (200,))
print(X.shape, y.shape, X[0], y[0])

w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


for epoch in range(5):
    perm = torch.randperm(200)
    for i in range(0, 200, 20):
        idx = perm[i:i + 20]
        l = squared_loss(linreg(X[idx], w, b), y[idx])
        l.sum().backward()
        sgd([w, b], 0.3, 20)
    with torch.no_grad():
        train_l = squared_loss(linreg(X, w, b), y)
        print(f"epoch {epoch + 1}, loss {float(train_l.mean()):.4f}")
print(f"w {w.reshape(2).tolist()[0]:.3f} {w.reshape(2).tolist()[1]:.3f} b {b.item():.3f}")
print(w.grad, b.grad, w.requires_grad, w.is_leaf)
