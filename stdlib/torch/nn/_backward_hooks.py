"""The hooks of a module's backward pass hang on identities around its inputs and its outputs."""

import torch
from torch.autograd import Function


class BackwardHookFunction(Function):
    """Hands tensors through, so that one node sees all their gradients."""

    @staticmethod
    def forward(ctx, *args):
        ctx.mark_non_differentiable(*[arg for arg in args if not arg.requires_grad])
        return args

    @staticmethod
    def backward(ctx, *args):
        return args


def _as_tuple(result):
    return result if isinstance(result, tuple) else (result,)


class BackwardHook:
    """One call of a module with its backward hooks, and those before it."""

    def __init__(self, module, hooks, before):
        self.module = module
        self.hooks = hooks
        self.before = before
        self.grad_outputs = None
        self.input_places = []
        self.input_count = 0
        self.output_count = 0
        self.has_inputs = False

    def _wrap(self, values):
        """The values with their tensors sent through one identity, its node, and the tensors' places."""
        places = [i for i, value in enumerate(values) if isinstance(value, torch.Tensor)]
        if not (torch.is_grad_enabled() and any(values[i].requires_grad for i in places)):
            return values, None, places
        wrapped = BackwardHookFunction.apply(*[values[i] for i in places])
        nodes = [tensor.grad_fn for tensor in wrapped if tensor.grad_fn is not None]
        result = list(values)
        for place, tensor in zip(places, wrapped):
            result[place] = tensor
        return tuple(result), nodes[0], places

    def _spread(self, grads, places, count):
        full = [None] * count
        for place, grad in zip(places, grads):
            full[place] = grad
        return tuple(full)

    def around_inputs(self, args):
        args, node, places = self._wrap(args)
        self.input_count = len(args)
        self.input_places = places
        if node is None:
            return args
        self.has_inputs = True

        def hook(grad_input, _):
            if self.grad_outputs is None:
                return None
            given = self._spread(grad_input, places, self.input_count)
            for function in self.hooks:
                given = self._replaced(function(self.module, given, self.grad_outputs), given)
            self.grad_outputs = None
            return tuple(given[place] for place in places)

        node.register_hook(hook)
        return args

    def _replaced(self, result, given):
        if result is None:
            return given
        result = _as_tuple(result)
        if len(result) != len(given):
            raise RuntimeError(
                "Backward hook returned an invalid number of grad_input, "
                f"got {len(result)}, but expected {len(given)}")
        return result

    def around_outputs(self, output):
        several = isinstance(output, tuple)
        values = output if several else (output,)
        if not several and not isinstance(output, torch.Tensor):
            return output
        values, node, places = self._wrap(values)
        self.output_count = len(values)
        if node is None:
            return output

        def hook(_, grad_output):
            self.grad_outputs = self._spread(grad_output, places, self.output_count)
            for function in self.before:
                result = function(self.module, self.grad_outputs)
                if result is None:
                    continue
                result = _as_tuple(result)
                if len(result) != self.output_count:
                    raise RuntimeError(
                        "Backward pre hook returned an invalid number of grad_output, "
                        f"got {len(result)}, but expected {self.output_count}")
                self.grad_outputs = result
            found = tuple(self.grad_outputs[place] for place in places)
            if not self.has_inputs:
                given = (None,) * self.input_count
                for function in self.hooks:
                    result = function(self.module, given, self.grad_outputs)
                    if result is not None and any(grad is not None for grad in _as_tuple(result)):
                        raise RuntimeError(
                            "Backward hook for Modules where no input requires gradient should always return None or "
                            "None for all gradients.")
                self.grad_outputs = None
            return found

        node.register_hook(hook)
        return values if several else values[0]
