"""torch.func: functions of functions."""

import functools as _functools

import torch
from torch.autograd import functional as _functional

__all__ = ["grad", "grad_and_value", "vmap", "vjp", "jvp", "jacrev", "jacfwd", "hessian", "functional_call",
           "linearize", "stack_module_state"]


def _map(function, tree):
    """Applies a function to every tensor of nested tuples, lists and dictionaries."""
    if isinstance(tree, torch.Tensor):
        return function(tree)
    if isinstance(tree, tuple):
        return tuple(_map(function, item) for item in tree)
    if isinstance(tree, list):
        return [_map(function, item) for item in tree]
    if isinstance(tree, dict):
        return {key: _map(function, item) for key, item in tree.items()}
    return tree


def _leaves(tree):
    found = []
    _map(lambda tensor: found.append(tensor) or tensor, tree)
    return found


def _positions(argnums, count):
    several = isinstance(argnums, tuple)
    numbers = argnums if several else (argnums,)
    return several, tuple(number + count if number < 0 else number for number in numbers)


def grad_and_value(func, argnums=0, has_aux=False):
    """A function that gives the gradient of func and its value."""

    @_functools.wraps(func)
    def wrapper(*args, **kwargs):
        several, numbers = _positions(argnums, len(args))
        outer = [any(leaf.requires_grad for leaf in _leaves(arg)) for arg in args]
        keep = torch.is_grad_enabled() and any(outer)
        with torch.enable_grad():
            args = list(args)
            for number in numbers:
                args[number] = _map(
                    lambda t: t.view_as(t) if keep and t.requires_grad else t.detach().requires_grad_(), args[number])
            output = func(*args, **kwargs)
            aux = None
            if has_aux:
                output, aux = output
            if not isinstance(output, torch.Tensor):
                raise RuntimeError(
                    "Expected f(*args) to return Tensor, got unsupported type " + str(type(output)))
            if output.dim() != 0:
                raise RuntimeError(
                    "grad_and_value(f)(*args): Expected f(*args) to return a scalar tensor, got tensor with "
                    f"{output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?")
            wanted = [args[number] for number in numbers]
            leaves = _leaves(wanted)
            grads = torch.autograd.grad(
                output, leaves, create_graph=True, allow_unused=True) if output.requires_grad else [None] * len(leaves)
            found = iter([torch.zeros_like(leaf) if g is None else g for g, leaf in zip(grads, leaves)])
            result = _map(lambda leaf: next(found), wanted)
        finish = (lambda t: t) if _nested[0] or keep else (lambda t: t.detach())
        result = _map(finish, tuple(result) if several else result[0])
        output = _map(finish, output)
        return (result, (output, aux)) if has_aux else (result, output)

    return wrapper


# How many transformations that differentiate their results are running.
_nested = [0]


def grad(func, argnums=0, has_aux=False):
    """A function that gives the gradient of func with respect to one or several arguments."""
    compute = grad_and_value(func, argnums, has_aux)

    @_functools.wraps(func)
    def wrapper(*args, **kwargs):
        result, value = compute(*args, **kwargs)
        return (result, value[1]) if has_aux else result

    return wrapper


def vjp(func, *primals, has_aux=False):
    """The outputs of func and a function that gives vector-Jacobian products."""
    with torch.enable_grad():
        inputs = _map(lambda t: t.detach().requires_grad_(), tuple(primals))
        outputs = func(*inputs)
        aux = None
        if has_aux:
            outputs, aux = outputs
    leaves = _leaves(inputs)

    def product(*cotangents, retain_graph=True, create_graph=None):
        seeds = _leaves(cotangents)
        grads = torch.autograd.grad(_leaves(outputs), leaves, seeds, retain_graph=True, allow_unused=True)
        found = iter([torch.zeros_like(leaf) if g is None else g for g, leaf in zip(grads, leaves)])
        return _map(lambda leaf: next(found), inputs)

    plain = _map(lambda t: t.detach(), outputs)
    return (plain, product, aux) if has_aux else (plain, product)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    """The outputs of func and its Jacobian times the tangents."""
    primals, tangents = tuple(primals), tuple(tangents)
    if not has_aux and all(isinstance(one, torch.Tensor) for one in primals):
        return _functional.jvp(func, primals, tangents)
    with torch.enable_grad():
        inputs = _map(lambda t: t.detach().requires_grad_(), primals)
        outputs, aux = func(*inputs) if has_aux else (func(*inputs), None)
        leaves, directions = _leaves(inputs), _leaves(tangents)

        def along(output):
            if not output.requires_grad:
                return torch.zeros_like(output)
            weights = torch.zeros_like(output, requires_grad=True)
            grads = torch.autograd.grad(output, leaves, weights, create_graph=True, allow_unused=True)
            total = sum((g * d).sum() for g, d in zip(grads, directions) if g is not None)
            found = torch.autograd.grad(total, weights, allow_unused=True)[0] if total.requires_grad else None
            return torch.zeros_like(output) if found is None else found

        result = _map(along, outputs)
    outputs, aux = _map(lambda t: t.detach(), (outputs, aux))
    return (outputs, result, aux) if has_aux else (outputs, result)


def linearize(func, *primals):
    """The outputs of func, and the function that gives its Jacobian there times tangents."""
    return func(*primals), lambda *tangents: jvp(func, primals, tangents)[1]


def _jacobian_of_trees(func, chosen, several, keep, has_aux):
    """The Jacobian where arguments or results are dictionaries, tuples and lists of tensors."""
    with torch.enable_grad():
        inputs = _map(lambda t: t.view_as(t) if keep and t.requires_grad else t.detach().requires_grad_(), chosen)
        output, aux = func(*inputs) if has_aux else (func(*inputs), None)
        leaves = _leaves(inputs)

        def of(tensor):
            rows = [
                torch.autograd.grad(element, leaves, retain_graph=True, create_graph=keep, allow_unused=True)
                for element in tensor.reshape(-1)] if tensor.requires_grad else [[None] * len(leaves)] * tensor.numel()
            found = iter([
                torch.stack([torch.zeros_like(leaf) if grad is None else grad for grad in column]).reshape(
                    tensor.shape + leaf.shape)
                for leaf, column in zip(leaves, zip(*rows))])
            result = _map(lambda leaf: next(found), inputs)
            return result if several else result[0]

        result = _map(of, output)
    if not keep:
        aux = _map(lambda t: t.detach(), aux)
    return (result, aux) if has_aux else result


def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None, _preallocate_and_copy=False):
    """A function that gives the Jacobian of func."""

    @_functools.wraps(func)
    def wrapper(*args):
        several, numbers = _positions(argnums, len(args))

        def partial(*chosen):
            full = list(args)
            for number, value in zip(numbers, chosen):
                full[number] = value
            return func(*full)

        chosen = tuple(args[number] for number in numbers)
        keep = torch.is_grad_enabled() and any(leaf.requires_grad for leaf in _leaves(chosen))
        return _jacobian_of_trees(partial, chosen, several, keep, has_aux)

    return wrapper


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error"):
    """As jacrev: the results are the same."""
    return jacrev(func, argnums, has_aux=has_aux)


def hessian(func, argnums=0):
    """A function that gives the second derivatives of func."""

    @_functools.wraps(func)
    def wrapper(*args):
        several, numbers = _positions(argnums, len(args))

        def partial(*chosen):
            full = list(args)
            for number, value in zip(numbers, chosen):
                full[number] = value
            return func(*full)

        chosen = tuple(args[number] for number in numbers)
        if not all(isinstance(one, torch.Tensor) for one in chosen):
            return jacrev(jacrev(func, argnums), argnums)(*args)

        def gradient(*given):
            return _functional.jacobian(partial, given if several else given[0], create_graph=True)

        return _functional.jacobian(gradient, chosen if several else chosen[0])

    return wrapper


def _batch_sizes(args, dims):
    """The sizes of the mapped axes."""
    if dims is None:
        return []
    if isinstance(args, torch.Tensor):
        return [args.shape[dims]]
    if isinstance(args, dict):
        args = list(args.values())
        dims = list(dims.values()) if isinstance(dims, dict) else dims
    sizes = []
    for i, arg in enumerate(args):
        sizes += _batch_sizes(arg, dims if isinstance(dims, int) else dims[i])
    return sizes


def _slice(args, dims, index):
    if dims is None:
        return args
    if isinstance(args, torch.Tensor):
        return args.select(dims, index)
    if isinstance(args, dict):
        return {key: _slice(arg, dims[key] if isinstance(dims, dict) else dims, index) for key, arg in args.items()}
    picked = [_slice(arg, dims if isinstance(dims, int) else dims[i], index) for i, arg in enumerate(args)]
    return tuple(picked) if isinstance(args, tuple) else picked


def _join(results, dims):
    first = results[0]
    if isinstance(first, torch.Tensor):
        return torch.stack(results, dims)
    if isinstance(first, dict):
        return {key: _join([result[key] for result in results], dims) for key in first}
    if isinstance(first, (tuple, list)):
        joined = [
            _join([result[i] for result in results], dims if isinstance(dims, int) else dims[i])
            for i in range(len(first))]
        return tuple(joined) if isinstance(first, tuple) else joined
    raise ValueError(
        f"vmap({results!r}): must only return Tensors, got type {type(first)}. Did you mean to set out_dims= to None "
        "for output 0?")


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    """A function that maps func over an axis of its arguments and stacks the results."""

    @_functools.wraps(func)
    def wrapper(*args, **kwargs):
        sizes = _batch_sizes(args, in_dims)
        if not sizes:
            raise ValueError(
                f"vmap({getattr(func, '__name__', func)}, in_dims={in_dims}, ...)(<inputs>): at least one of the "
                "inputs must be mapped")
        if any(size != sizes[0] for size in sizes):
            raise ValueError(
                "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
                f"{sizes} for the mapped dimension")
        results = [func(*_slice(args, in_dims, i), **kwargs) for i in range(sizes[0])]
        return _join(results, out_dims)

    return wrapper


def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False):
    """Calls a module with other tensors in the place of its parameters and buffers."""
    from torch.nn.utils.stateless import _replaced

    given = {}
    dicts = parameter_and_buffer_dicts
    for one in (dicts,) if isinstance(dicts, dict) else dicts:
        given.update(one)
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    with _replaced(module, given):
        return module(*args, **(kwargs or {}))


def stack_module_state(models):
    """The parameters and buffers of models of one kind, stacked by name."""
    if len(models) == 0:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    parameters = {
        name: torch.stack([dict(m.named_parameters())[name] for m in models]).detach().requires_grad_()
        for name, _ in models[0].named_parameters()}
    buffers = {
        name: torch.stack([dict(m.named_buffers())[name] for m in models]).detach()
        for name, _ in models[0].named_buffers()}
    return parameters, buffers
