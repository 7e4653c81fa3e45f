"""Higher-level derivatives: jacobian, hessian and their products with vectors."""

import torch

__all__ = ["vjp", "jvp", "jacobian", "hessian", "hvp", "vhp"]


def _tuple(values, name, function):
    """The values as a tuple, and whether they were one."""
    several = isinstance(values, tuple)
    if not several:
        values = (values,)
    for i, value in enumerate(values):
        if not isinstance(value, torch.Tensor):
            if several:
                raise TypeError(
                    f"The {name} given to {function} must be either a Tensor or a tuple of Tensors but the value at "
                    f"index {i} has type {type(value)}.")
            raise TypeError(
                f"The {name} given to {function} must be either a Tensor or a tuple of Tensors but the given {name} "
                f"has type {type(value)}.")
    return several, tuple(values)


def _prepare(inputs, create_graph):
    """Inputs that are differentiated: of their own, or joined to the caller's graph."""
    return tuple(
        value.view_as(value) if create_graph and value.requires_grad else value.detach().requires_grad_()
        for value in inputs)


def _finish(values, create_graph):
    return values if create_graph else tuple(value.detach() for value in values)


def _pack(values, several):
    return values if several else values[0]


def _zeros(grads, like, strict, message):
    filled = []
    for i, (grad, tensor) in enumerate(zip(grads, like)):
        if grad is None:
            if strict:
                raise RuntimeError(message.format(i=i))
            grad = torch.zeros_like(tensor)
        filled.append(grad)
    return tuple(filled)


def _check_vector(v, like, name):
    _, vectors = _tuple(v, "v", name)
    if len(vectors) != len(like):
        raise RuntimeError(
            f"v is a tuple of invalid length: should be {len(like)} but got {len(vectors)}.")
    for i, (vector, tensor) in enumerate(zip(vectors, like)):
        if vector.shape != tensor.shape:
            prefix = f"Entry {i} in " if len(like) > 1 else ""
            raise RuntimeError(
                f"{prefix}v has invalid size: should be {tensor.shape} but got {vector.shape}.")
    return vectors


def _ones(outputs, function):
    if len(outputs) != 1 or outputs[0].numel() != 1:
        raise RuntimeError(
            f"The vector v can only be None if the user-provided function returns a single Tensor with a single "
            f"element.")
    return (torch.ones_like(outputs[0]),)


_INDEPENDENT = "Output of the user-provided function is independent of input {i}. This is not allowed in strict mode."


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """The outputs of func and v times its Jacobian."""
    with torch.enable_grad():
        several_in, inputs = _tuple(inputs, "inputs", "vjp")
        inputs = _prepare(inputs, create_graph)
        several_out, outputs = _tuple(func(*inputs), "outputs of the user-provided function", "vjp")
        vectors = _ones(outputs, "vjp") if v is None else _check_vector(v, outputs, "vjp")
        grads = torch.autograd.grad(outputs, inputs, vectors, create_graph=create_graph, allow_unused=True) if any(
            output.requires_grad for output in outputs) else (None,) * len(inputs)
        grads = _zeros(grads, inputs, strict, _INDEPENDENT)
    return _pack(_finish(outputs, create_graph), several_out), _pack(_finish(grads, create_graph), several_in)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    """The outputs of func and its Jacobian times v, by differentiating a vector-Jacobian product."""
    with torch.enable_grad():
        several_in, inputs = _tuple(inputs, "inputs", "jvp")
        inputs = _prepare(inputs, create_graph)
        if v is None:
            if len(inputs) != 1 or inputs[0].numel() != 1:
                raise RuntimeError(
                    "The vector v can only be None if the input to the user-provided function is a single Tensor "
                    "with a single element.")
            vectors = (torch.ones_like(inputs[0]),)
        else:
            vectors = _check_vector(v, inputs, "jvp")
        several_out, outputs = _tuple(func(*inputs), "outputs of the user-provided function", "jvp")
        seeds = tuple(torch.zeros_like(output).requires_grad_() for output in outputs)
        grads = torch.autograd.grad(outputs, inputs, seeds, create_graph=True, allow_unused=True)
        grads = _zeros(grads, inputs, strict, _INDEPENDENT)
        live = [(grad, vector) for grad, vector in zip(grads, vectors) if grad.requires_grad]
        if live:
            found = torch.autograd.grad(
                [grad for grad, _ in live], seeds, [vector for _, vector in live], create_graph=create_graph,
                allow_unused=True)
        else:
            found = (None,) * len(outputs)
        found = _zeros(found, outputs, False, "")
    return _pack(_finish(outputs, create_graph), several_out), _pack(_finish(found, create_graph), several_out)


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"):
    """The Jacobian: for each output and input a tensor of the output's sizes followed by the input's."""
    if strategy not in ("forward-mode", "reverse-mode"):
        raise AssertionError(
            'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your function has more outputs '
            'than inputs, "forward-mode" tends to be more performant. Otherwise, prefer to use "reverse-mode".')
    with torch.enable_grad():
        several_in, inputs = _tuple(inputs, "inputs", "jacobian")
        inputs = _prepare(inputs, create_graph)
        several_out, outputs = _tuple(func(*inputs), "outputs of the user-provided function", "jacobian")
        rows = []
        for number, output in enumerate(outputs):
            pieces = [[] for _ in inputs]
            for element in output.reshape(-1):
                if element.requires_grad:
                    grads = torch.autograd.grad(
                        element, inputs, retain_graph=True, create_graph=create_graph, allow_unused=True)
                else:
                    grads = (None,) * len(inputs)
                message = (
                    f"Output {number} of the user-provided function is independent of input {{i}}. "
                    "This is not allowed in strict mode.")
                for list_, grad in zip(pieces, _zeros(grads, inputs, strict, message)):
                    list_.append(grad)
            row = tuple(
                (torch.stack(list_) if list_ else torch.zeros(0)).reshape(tuple(output.shape) + tuple(tensor.shape))
                for list_, tensor in zip(pieces, inputs))
            rows.append(_pack(_finish(row, create_graph), several_in))
    return _pack(tuple(rows), several_out)


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy="reverse-mode"):
    """The matrix (or matrices) of second derivatives of a function with one element."""
    several_in, inputs = _tuple(inputs, "inputs", "hessian")

    def gradient(*given):
        return jacobian(scalar, given if several_in else given[0], create_graph=True)

    def scalar(*given):
        output = func(*given)
        several, outputs = _tuple(output, "outputs of the user-provided function", "hessian")
        if several or not isinstance(output, torch.Tensor):
            raise RuntimeError("The function given to hessian should return a single Tensor")
        if output.numel() != 1:
            raise RuntimeError("The Tensor returned by the function given to hessian should contain a single element")
        return output.squeeze()

    return jacobian(gradient, _pack(inputs, several_in), create_graph=create_graph, strict=strict)


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    """The output of func and v times its Hessian."""
    with torch.enable_grad():
        several_in, inputs = _tuple(inputs, "inputs", "vhp")
        inputs = _prepare(inputs, create_graph)
        _, outputs = _tuple(func(*inputs), "outputs of the user-provided function", "vhp")
        if len(outputs) != 1 or outputs[0].numel() != 1:
            raise RuntimeError("The Tensor returned by the function given to vhp should contain a single element")
        vectors = _check_vector(v, inputs, "vhp") if v is not None else _ones(inputs, "vhp")
        grads = torch.autograd.grad(outputs, inputs, create_graph=True, allow_unused=True)
        grads = _zeros(grads, inputs, strict, _INDEPENDENT)
        live = [(grad, vector) for grad, vector in zip(grads, vectors) if grad.requires_grad]
        found = torch.autograd.grad(
            [grad for grad, _ in live], inputs, [vector for _, vector in live], create_graph=create_graph,
            allow_unused=True) if live else (None,) * len(inputs)
        found = _zeros(found, inputs, False, "")
    return _finish(outputs, create_graph)[0], _pack(_finish(found, create_graph), several_in)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    """The output of func and its Hessian times v (which is symmetric)."""
    return vhp(func, inputs, v, create_graph, strict)
