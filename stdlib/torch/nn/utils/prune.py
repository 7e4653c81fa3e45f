"""Pruning: weights that are multiplied by a mask before each call."""

import torch
from torch import nn as _nn

__all__ = [
    "BasePruningMethod", "PruningContainer", "Identity", "RandomUnstructured", "L1Unstructured", "RandomStructured", "LnStructured",
    "CustomFromMask", "identity", "random_unstructured", "l1_unstructured", "random_structured", "ln_structured",
    "global_unstructured", "custom_from_mask", "remove", "is_pruned",
]


def _amount(amount, size):
    """How many of `size` units an amount (a count or a fraction) means."""
    if isinstance(amount, float):
        if not 0.0 <= amount <= 1.0:
            raise ValueError(f"amount={amount} should either be a float in the range [0, 1] or a non-negative integer")
        return round(amount * size)
    if amount < 0:
        raise ValueError(f"amount={amount} should either be a float in the range [0, 1] or a non-negative integer")
    if amount > size:
        raise ValueError(f"amount={amount} should be smaller than the number of parameters to prune={size}")
    return amount


class BasePruningMethod:
    """The base class: derived classes define compute_mask(t, default_mask)."""

    PRUNING_TYPE = "unstructured"
    _tensor_name = None

    def __call__(self, module, inputs):
        module._exchange(self._tensor_name, self.apply_mask(module))

    def compute_mask(self, t, default_mask):
        raise NotImplementedError

    def apply_mask(self, module):
        """The pruned tensor of a module."""
        mask = getattr(module, self._tensor_name + "_mask")
        return mask.to(dtype=mask.dtype) * getattr(module, self._tensor_name + "_orig")

    def prune(self, t, default_mask=None, importance_scores=None):
        """A tensor with the weak elements set to zero."""
        mask = torch.ones_like(t) if default_mask is None else default_mask
        scores = t if importance_scores is None else importance_scores
        return t * self.compute_mask(scores, mask)

    @classmethod
    def apply(cls, module, name, *args, importance_scores=None, **kwargs):
        """Prunes a parameter, on top of what was pruned before."""
        method = cls(*args, **kwargs)
        method._tensor_name = name
        current = getattr(module, name)
        earlier = []
        if name + "_orig" in dict(module.named_parameters(recurse=False)):
            before = getattr(module, name + "_mask")
            for hook in list(module._forward_pre_hooks.values()):
                if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
                    hook.handle.remove()
                    earlier.append(hook)
        else:
            original = getattr(module, name)
            before = torch.ones_like(original)
            module._hide_parameter(name)
            module.register_parameter(name + "_orig", original)
            module.register_buffer(name + "_mask", before)
        original = getattr(module, name + "_orig")
        scores = current if importance_scores is None else importance_scores
        mask = method._refined(scores.detach(), before)
        module._exchange(name + "_mask", mask)
        module._exchange(name, method.apply_mask(module))
        if earlier:
            method = PruningContainer(*earlier, method)
        method.handle = module.register_forward_pre_hook(method)
        return method

    def _refined(self, scores, before):
        """A mask that prunes only among what is left."""
        if self.PRUNING_TYPE == "unstructured":
            places = before.reshape(-1) == 1
            mask = before.reshape(-1).clone()
            kept = self.compute_mask(scores.reshape(-1)[places], torch.ones(int(places.sum()), dtype=before.dtype))
            mask[places] = kept
            return mask.view(before.shape)
        return self.compute_mask(scores, before)

    def remove(self, module):
        """Makes the pruned tensor a parameter again."""
        name = self._tensor_name
        weight = self.apply_mask(module)
        original = getattr(module, name + "_orig")
        original.data = weight.data
        self.handle.remove()
        delattr(module, name + "_mask")
        delattr(module, name + "_orig")
        module._show_parameter(name, original)


class PruningContainer(BasePruningMethod):
    """Methods that prune the same tensor, one after the other."""

    def __init__(self, *args):
        self._pruning_methods = ()
        for method in args:
            self.add_pruning_method(method)

    def add_pruning_method(self, method):
        """Adds a method, or those of another container."""
        if method is not None and not isinstance(method, BasePruningMethod):
            raise TypeError(f"{type(method)} is not a BasePruningMethod subclass")
        if method is None:
            return
        if self._tensor_name is not None and self._tensor_name != method._tensor_name:
            raise ValueError(
                "Can only add pruning methods acting on the parameter named "
                f"'{self._tensor_name}' to PruningContainer {self}. Found '{method._tensor_name}'")
        self._tensor_name = method._tensor_name
        self._pruning_methods += tuple(method) if isinstance(method, PruningContainer) else (method,)

    def __len__(self):
        return len(self._pruning_methods)

    def __iter__(self):
        return iter(self._pruning_methods)

    def __getitem__(self, index):
        return self._pruning_methods[index]

    def compute_mask(self, t, default_mask):
        """The mask of the last method, on top of the others'."""
        method = self._pruning_methods[-1]
        return method._refined(t, default_mask)


class Identity(BasePruningMethod):
    """Prunes nothing."""

    def compute_mask(self, t, default_mask):
        return default_mask


class RandomUnstructured(BasePruningMethod):
    """Prunes elements at random."""

    def __init__(self, amount):
        self.amount = amount

    def compute_mask(self, t, default_mask):
        count = _amount(self.amount, t.numel())
        mask = default_mask.clone()
        if count:
            mask.view(-1)[torch.topk(torch.rand_like(t).view(-1), k=count).indices] = 0
        return mask


class L1Unstructured(BasePruningMethod):
    """Prunes the elements of the least magnitude."""

    def __init__(self, amount):
        self.amount = amount

    def compute_mask(self, t, default_mask):
        count = _amount(self.amount, t.numel())
        mask = default_mask.clone()
        if count:
            mask.view(-1)[torch.topk(torch.abs(t).view(-1), k=count, largest=False).indices] = 0
        return mask


class _Structured(BasePruningMethod):
    PRUNING_TYPE = "structured"

    def _mask(self, t, places, default_mask):
        keep = torch.zeros_like(t)
        index = [slice(None)] * t.dim()
        index[self.dim] = places
        keep[tuple(index)] = 1
        return default_mask * keep.to(default_mask.dtype)


class RandomStructured(_Structured):
    """Prunes whole channels at random."""

    def __init__(self, amount, dim=-1):
        self.amount = amount
        self.dim = dim

    def compute_mask(self, t, default_mask):
        channels = t.shape[self.dim]
        count = _amount(self.amount, channels)
        if not count:
            return default_mask
        draws = torch.rand(channels)
        return self._mask(t, draws > torch.kthvalue(draws, k=count).values, default_mask)


class LnStructured(_Structured):
    """Prunes the channels of the least norm."""

    def __init__(self, amount, n, dim=-1):
        self.amount = amount
        self.n = n
        self.dim = dim

    def compute_mask(self, t, default_mask):
        channels = t.shape[self.dim]
        keep = channels - _amount(self.amount, channels)
        axes = [i for i in range(t.dim()) if i != self.dim % t.dim()]
        norm = torch.norm(t, p=self.n, dim=axes)
        return self._mask(t, torch.topk(norm, k=keep, largest=True).indices, default_mask)


class CustomFromMask(BasePruningMethod):
    """Prunes by a given mask."""

    PRUNING_TYPE = "global"

    def __init__(self, mask):
        self.mask = mask

    def compute_mask(self, t, default_mask):
        return default_mask * self.mask.to(dtype=default_mask.dtype)


def identity(module, name):
    Identity.apply(module, name)
    return module


def random_unstructured(module, name, amount):
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module, name, amount, importance_scores=None):
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module, name, amount, dim):
    RandomStructured.apply(module, name, amount, dim)
    return module


def ln_structured(module, name, amount, n, dim, importance_scores=None):
    LnStructured.apply(module, name, amount, n, dim, importance_scores=importance_scores)
    return module


def custom_from_mask(module, name, mask):
    CustomFromMask.apply(module, name, mask)
    return module


def global_unstructured(parameters, pruning_method, importance_scores=None, **kwargs):
    """Prunes several parameters as if they were one."""
    parameters = list(parameters)
    tensors = [getattr(module, name) for module, name in parameters]
    scores = torch.cat([tensor.detach().reshape(-1) for tensor in tensors])
    masks = torch.cat([
        getattr(module, name + "_mask", torch.ones_like(tensor)).reshape(-1)
        for (module, name), tensor in zip(parameters, tensors)])
    mask = pruning_method(**kwargs)._refined(scores, masks)
    start = 0
    for (module, name), tensor in zip(parameters, tensors):
        count = tensor.numel()
        custom_from_mask(module, name, mask[start:start + count].view_as(tensor))
        start += count


def remove(module, name):
    """Makes a pruned parameter an ordinary one, with its zeros."""
    for hook in list(module._forward_pre_hooks.values()):
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            hook.remove(module)
            return module
    raise ValueError(f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed")


def is_pruned(module):
    """Whether any parameter of a module, or of one below it, is pruned."""
    return any(
        isinstance(hook, BasePruningMethod) for m in module.modules() for hook in m._forward_pre_hooks.values())
