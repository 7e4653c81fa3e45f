"""Gradients by finite differences against those of the backward pass."""

import torch


class GradcheckError(RuntimeError):
    """Raised where the two gradients differ."""


def _tensors(values):
    values = (values,) if isinstance(values, torch.Tensor) else tuple(values)
    return [value for value in values if isinstance(value, torch.Tensor)]


def _outputs(func, inputs):
    return [output for output in _tensors(func(*inputs)) if output.dtype.is_floating_point]


def _numerical(func, inputs, tensor, eps):
    """One matrix for each output: d output[j] / d tensor[i], by central differences."""
    values = tensor.data
    flat = values.view(-1) if values.is_contiguous() else values.reshape(-1)
    columns = []
    for i in range(flat.numel()):
        kept = flat[i].item()
        flat[i] = kept + eps
        high = [output.detach().clone() for output in _outputs(func, inputs)]
        flat[i] = kept - eps
        low = [output.detach().clone() for output in _outputs(func, inputs)]
        flat[i] = kept
        columns.append([(a - b).reshape(-1) / (2 * eps) for a, b in zip(high, low)])
    count = len(columns[0]) if columns else 0
    return [torch.stack([column[k] for column in columns]) for k in range(count)]


def _analytical(output, tensor):
    """d output[j] / d tensor[i] by one backward pass for each j."""
    columns = []
    for j in range(output.numel()):
        seed = torch.zeros(output.numel(), dtype=output.dtype)
        seed[j] = 1
        (grad,) = torch.autograd.grad(
            output, tensor, seed.reshape(output.shape), retain_graph=True, allow_unused=True)
        columns.append(torch.zeros(tensor.numel(), dtype=tensor.dtype) if grad is None else grad.reshape(-1))
    return torch.stack(columns, 1) if columns else torch.zeros(tensor.numel(), 0, dtype=tensor.dtype)


def gradcheck(
    func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True, nondet_tol=0.0,
    check_undefined_grad=True, check_grad_dtypes=False, check_batched_grad=False, check_batched_forward_grad=False,
    check_forward_ad=False, check_backward_ad=True, fast_mode=False, masked=None,
):
    """Whether the gradients of func at the inputs are what finite differences give.

    Raises GradcheckError (a RuntimeError) where they differ, unless raise_exception is False.
    """

    def fail(message):
        if raise_exception:
            raise GradcheckError(message)
        return False

    inputs = (inputs,) if isinstance(inputs, torch.Tensor) else tuple(inputs)
    wanted = [(i, t) for i, t in enumerate(inputs) if isinstance(t, torch.Tensor) and t.requires_grad]
    if not wanted:
        raise ValueError("gradcheck expects at least one input tensor to require gradient, but none of the them have "
                         "requires_grad=True.")
    for _, tensor in wanted:
        tensor.retain_grad()
    outputs = _outputs(func, inputs)
    for i, tensor in wanted:
        numerical = _numerical(func, inputs, tensor, eps)
        for j, output in enumerate(outputs):
            if not output.requires_grad:
                continue
            analytical = _analytical(output, tensor)
            if not torch.allclose(analytical, numerical[j], rtol=rtol, atol=atol):
                return fail(
                    f"Jacobian mismatch for output {j} with respect to input {i},\n"
                    f"numerical:{numerical[j]}\nanalytical:{analytical}\n")
    return True


def gradgradcheck(
    func, inputs, grad_outputs=None, *, eps=1e-6, atol=1e-5, rtol=1e-3, gen_non_contig_grad_outputs=False,
    raise_exception=True, nondet_tol=0.0, check_undefined_grad=True, check_grad_dtypes=False,
    check_batched_grad=False, check_fwd_over_rev=False, check_rev_over_rev=True, fast_mode=False, masked=False,
):
    """gradcheck of the gradients themselves."""
    inputs = (inputs,) if isinstance(inputs, torch.Tensor) else tuple(inputs)
    if grad_outputs is None:
        grad_outputs = tuple(
            torch.randn(output.shape, dtype=output.dtype).requires_grad_() for output in _outputs(func, inputs))
    elif isinstance(grad_outputs, torch.Tensor):
        grad_outputs = (grad_outputs,)
    count = len(inputs)

    def gradients(*args):
        given = args[:count]
        wanted = [t for t in given if isinstance(t, torch.Tensor) and t.requires_grad]
        return torch.autograd.grad(
            _outputs(func, given), wanted, args[count:], create_graph=True, allow_unused=True)

    return gradcheck(
        gradients, inputs + tuple(grad_outputs), eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception)
