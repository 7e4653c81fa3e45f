"""The methods of torch.optim.Optimizer for classes of the language that derive from it.

The native class calls these functions with the optimiser; groups are dictionaries, the state a dictionary by parameter.
"""

import copy as _copy
from collections import defaultdict as _defaultdict

import torch


class _Required:
    """The value of an option that has no default."""

    def __repr__(self):
        return "<required parameter>"


required = _Required()


def initialise(self, params, defaults):
    self.defaults = defaults
    if isinstance(params, torch.Tensor):
        raise TypeError(
            "params argument given to the optimizer should be an iterable of Tensors or dicts, but got " + params.type())
    self.state = _defaultdict(dict)
    self.param_groups = []
    groups = list(params)
    if len(groups) == 0:
        raise ValueError("optimizer got an empty parameter list")
    if not isinstance(groups[0], dict):
        groups = [{"params": groups}]
    for group in groups:
        add_param_group(self, dict(group))


def add_param_group(self, param_group):
    if not isinstance(param_group, dict):
        raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
    params = param_group["params"]
    if isinstance(params, torch.Tensor):
        params = [params]
    elif isinstance(params, set):
        raise TypeError(
            "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will "
            "change between runs. Please use a list instead.")
    else:
        params = list(params)
    named = [item for item in params if isinstance(item, tuple)]
    if named:
        if len(named) < len(params):
            raise ValueError("all optimizer params should be with/without names. Some param names are missing")
        param_group["param_names"] = [item[0] for item in named]
        params = [item[1] for item in named]
    param_group["params"] = params
    for param in params:
        if not isinstance(param, torch.Tensor):
            raise TypeError("optimizer can only optimize Tensors, but one of the params is " + torch.typename(param))
        if not self.defaults.get("differentiable", None) and not (param.is_leaf or param.retains_grad):
            raise ValueError("can't optimize a non-leaf Tensor")
    for name, default in self.defaults.items():
        if default is required and name not in param_group:
            raise ValueError(f"parameter group didn't specify a value of required optimization parameter {name}")
        param_group.setdefault(name, default)
    if self.param_groups and ("param_names" in self.param_groups[0]) != bool(named):
        raise ValueError("all optimizer param groups should be with/without names. "
                         f"cannot add param group {'with' if named else 'without'} names to the optimizer")
    known = set()
    for group in self.param_groups:
        known.update(id(param) for param in group["params"])
    if any(id(param) in known for param in params):
        raise ValueError("some parameters appear in more than one parameter group")
    self.param_groups.append(param_group)


def zero_grad(self, set_to_none=True):
    for group in self.param_groups:
        for param in group["params"]:
            if param.grad is None:
                continue
            if set_to_none:
                param.grad = None
            else:
                if param.grad.grad_fn is not None:
                    param.grad.detach_()
                else:
                    param.grad.requires_grad_(False)
                param.grad.zero_()


def describe(self):
    text = type(self).__name__ + " ("
    for number, group in enumerate(self.param_groups):
        text += f"\nParameter Group {number}\n"
        for key in sorted(group):
            if key != "params":
                text += f"    {key}: {group[key]}\n"
    return text + ")"


def state_dict(self):
    numbers = {}
    groups = []
    for group in self.param_groups:
        packed = {key: value for key, value in group.items() if key != "params"}
        for param in group["params"]:
            if id(param) not in numbers:
                numbers[id(param)] = len(numbers)
        packed["params"] = [numbers[id(param)] for param in group["params"]]
        groups.append(packed)
    state = {
        numbers[id(key)] if isinstance(key, torch.Tensor) else key: value for key, value in self.state.items()}
    return {"state": state, "param_groups": groups}


def _restored(value, param, key=None):
    """A saved value for a parameter: tensors in its dtype, except step counts."""
    if isinstance(value, torch.Tensor):
        if key != "step" and param.is_floating_point() and value.is_floating_point():
            return value.to(param.dtype).clone()
        return value.clone()
    if isinstance(value, dict):
        return {name: _restored(item, param, name) for name, item in value.items()}
    return _copy.deepcopy(value)


def load_state_dict(self, state_dict):
    groups = self.param_groups
    saved = state_dict["param_groups"]
    if len(groups) != len(saved):
        raise ValueError("loaded state dict has a different number of parameter groups")
    if any(len(a["params"]) != len(b["params"]) for a, b in zip(groups, saved)):
        raise ValueError("loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
    params = {}
    for own, other in zip(groups, saved):
        params.update(zip(other["params"], own["params"]))
    state = _defaultdict(dict)
    for key, value in state_dict["state"].items():
        if key in params:
            state[params[key]] = _restored(value, params[key])
        else:
            state[key] = value
    self.state = state
    self.defaults.setdefault("differentiable", False)
    merged = []
    for own, other in zip(groups, saved):
        new = {key: _copy.deepcopy(value) for key, value in other.items() if key != "params"}
        merged.append({"params": own["params"], **new})
    self.param_groups = merged
