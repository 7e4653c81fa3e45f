"""Optimisers that few programs use, written over whole tensors."""

import math as _math

import torch
from torch.optim import Optimizer as _Optimizer

__all__ = ["ASGD", "Rprop", "SparseAdam", "Adafactor", "Muon"]


def _check(condition, message):
    if not condition:
        raise ValueError(message)


class _Base(_Optimizer):
    """An optimiser that updates one parameter after the other."""

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    grad = -param.grad if group["maximize"] else param.grad
                    self._update(param, grad, self.state[param], group)
        return loss

    def _update(self, param, grad, state, group):
        raise NotImplementedError


class Rprop(_Base):
    """Resilient backpropagation: step sizes that follow the signs of the gradients."""

    def __init__(
        self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False, foreach=None,
        maximize=False, differentiable=False,
    ):
        _check(0.0 <= lr, f"Invalid learning rate: {lr}")
        _check(0.0 < etas[0] < 1.0 < etas[1], f"Invalid eta values: {etas[0]}, {etas[1]}")
        super().__init__(params, dict(
            lr=lr, etas=etas, step_sizes=step_sizes, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    def _update(self, param, grad, state, group):
        if len(state) == 0:
            state["step"] = torch.zeros((), dtype=torch.float32)
            state["prev"] = torch.zeros_like(param)
            state["step_size"] = torch.full_like(grad, group["lr"])
        low, high = group["etas"]
        least, most = group["step_sizes"]
        state["step"] += 1
        sign = grad.mul(state["prev"]).sign()
        sign[sign > 0] = high
        sign[sign < 0] = low
        sign[sign == 0] = 1
        state["step_size"].mul_(sign).clamp_(least, most)
        grad = grad.clone()
        grad[sign == low] = 0
        param.addcmul_(grad.sign(), state["step_size"], value=-1)
        state["prev"].copy_(grad)


class ASGD(_Base):
    """Averaged stochastic gradient descent."""

    def __init__(
        self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False,
        differentiable=False, capturable=False,
    ):
        _check(0.0 <= lr, f"Invalid learning rate: {lr}")
        _check(0.0 <= weight_decay, f"Invalid weight_decay value: {weight_decay}")
        super().__init__(params, dict(
            lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    def _update(self, param, grad, state, group):
        if len(state) == 0:
            state["step"] = torch.zeros((), dtype=torch.float32)
            state["eta"] = torch.full((), group["lr"], dtype=torch.float32)
            state["mu"] = torch.ones((), dtype=torch.float32)
            state["ax"] = torch.zeros_like(param)
        state["step"] += 1
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        eta = state["eta"].item()
        param.mul_(1 - group["lambd"] * eta)
        param.add_(grad, alpha=-eta)
        if state["mu"].item() == 1:
            state["ax"].copy_(param)
        else:
            state["ax"].add_(param.sub(state["ax"]).mul_(state["mu"]))
        step = state["step"].item()
        state["eta"].fill_(group["lr"] / (1 + group["lambd"] * group["lr"] * step) ** group["alpha"])
        state["mu"].fill_(1 / max(1, step - group["t0"]))


class SparseAdam(_Base):
    """Adam for sparse gradients; there are none here, so it refuses dense ones as PyTorch does."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, maximize=False):
        _check(0.0 < lr, f"Invalid learning rate: {lr}")
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, maximize=maximize))

    def _update(self, param, grad, state, group):
        raise RuntimeError("SparseAdam does not support dense gradients, please consider Adam instead")


class Adafactor(_Base):
    """Adam-like steps whose second moments are kept as a row and a column of each matrix."""

    def __init__(
        self, params, lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0, *, foreach=None,
        maximize=False,
    ):
        _check(0.0 <= lr, f"Learning rate should be >= 0 but is: {lr}")
        _check(0.0 >= beta2_decay, f"beta2_decay should be <= 0 but is: {beta2_decay}")
        super().__init__(params, dict(
            lr=lr, beta2_decay=beta2_decay, eps=eps, d=d, weight_decay=weight_decay, foreach=foreach,
            maximize=maximize))

    def _update(self, param, grad, state, group):
        if len(state) == 0:
            state["step"] = torch.tensor(0.0, dtype=torch.float32)
            if grad.dim() > 1:
                state["row_var"] = grad.new_zeros(tuple(grad.shape[:-1]) + (1,))
                state["col_var"] = grad.new_zeros(tuple(grad.shape[:-2]) + (1, grad.shape[-1]))
            else:
                state["variance"] = torch.zeros_like(grad)
        first, second = group["eps"]
        if first is None:
            first = torch.finfo(param.dtype).eps
        state["step"] += 1
        step = state["step"].item()
        weight = step ** group["beta2_decay"]
        rho = min(group["lr"], 1 / (step**0.5))
        alpha = max(second, param.norm(2).item() / (param.numel() ** 0.5)) * rho
        if group["weight_decay"] != 0:
            param.mul_(1 - group["lr"] * group["weight_decay"])
        if grad.dim() > 1:
            row = grad.norm(dim=-1, keepdim=True).square_().div_(grad.size(-1))
            state["row_var"].lerp_(row, weight)
            column = grad.norm(dim=-2, keepdim=True).square_().div_(grad.size(-2))
            state["col_var"].lerp_(column, weight)
            estimate = state["row_var"] @ state["col_var"]
            estimate.div_(state["row_var"].mean(dim=-2, keepdim=True).clamp_(min=first))
        else:
            state["variance"].lerp_(grad.square(), weight)
            estimate = state["variance"].clone()
        update = estimate.clamp_(min=first * first).rsqrt_().mul_(grad)
        denominator = max(1.0, update.norm(2).item() / ((update.numel() ** 0.5) * group["d"]))
        param.add_(update, alpha=-alpha / denominator)


class Muon(_Optimizer):
    """Momentum whose steps are made nearly orthogonal, for the matrices of hidden layers."""

    def __init__(
        self, params, lr=1e-3, weight_decay=0.1, momentum=0.95, nesterov=True, ns_coefficients=(3.4445, -4.775, 2.0315),
        eps=1e-7, ns_steps=5, adjust_lr_fn=None,
    ):
        _check(0.0 <= lr, f"Learning rate should be >= 0 but is: {lr}")
        _check(0.0 <= momentum, f"momentum should be >= 0 but is: {momentum}")
        _check(0.0 <= weight_decay, f"weight decay should be >= 0 but is: {weight_decay}")
        _check(adjust_lr_fn in (None, "original", "match_rms_adamw"),
               f"Adjust learning rate function {adjust_lr_fn} is not supported")
        super().__init__(params, dict(
            lr=lr, weight_decay=weight_decay, momentum=momentum, nesterov=nesterov, ns_coefficients=ns_coefficients,
            eps=eps, ns_steps=ns_steps, adjust_lr_fn=adjust_lr_fn))
        for group in self.param_groups:
            for param in group["params"]:
                _check(param.ndim == 2,
                       f"Muon only supports 2D parameters whereas we found a parameter with size: {param.size()}")

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    self._update(param, self.state[param], group)
        return loss

    @staticmethod
    def _update(param, state, group):
        if "momentum_buffer" not in state:
            state["momentum_buffer"] = torch.zeros_like(param.grad)
        buffer, momentum = state["momentum_buffer"], group["momentum"]
        buffer.lerp_(param.grad, 1 - momentum)
        update = param.grad.lerp(buffer, momentum) if group["nesterov"] else buffer
        update = _orthogonal(update, group["ns_coefficients"], group["ns_steps"], group["eps"])
        rows, columns = param.shape
        if group["adjust_lr_fn"] == "match_rms_adamw":
            ratio = 0.2 * _math.sqrt(max(rows, columns))
        else:
            ratio = _math.sqrt(max(1, rows / columns))
        lr = float(group["lr"])
        param.mul_(1 - lr * group["weight_decay"])
        param.add_(update, alpha=-lr * ratio)


def _orthogonal(matrix, coefficients, steps, eps):
    """Newton and Schulz's iteration in bfloat16: all singular values come near 1."""
    _check(steps < 100, "Number of steps must be less than 100 for computational efficiency")
    _check(len(coefficients) == 3, "Coefficients must be a tuple of exactly 3 values")
    a, b, c = coefficients
    high = matrix.size(0) > matrix.size(1)
    x = matrix.bfloat16()
    if high:
        x = x.T
    x = x / x.norm().clamp(min=eps)
    for _ in range(steps):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.T if high else x
