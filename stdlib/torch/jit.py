"""torch.jit: the function or module itself, which gives the same results; there is no graph to look at."""

import builtins as _builtins
import weakref as _weakref

import torch


class ScriptModule(torch.nn.Module):
    """A module; nothing about it is compiled."""


class ScriptFunction:
    """What a compiled function would be; there are none."""


def script_method(fn):
    return fn


def save(m, f, _extra_files=None):
    """Saves the module as torch.save does."""
    torch.save(m, f)


def load(f, map_location=None, _extra_files=None, _restore_shapes=False):
    """Loads what `save` saved."""
    return _with_save(torch.load(f, map_location=map_location, weights_only=False))


class _Save:
    """The method `save` that scripted modules have; files hold none."""

    def __init__(self, module):
        self._module = _weakref.ref(module)

    def __call__(self, f, _extra_files=None):
        save(self._module(), f)

    def __reduce__(self):
        return _no_method, ()


def _no_method():
    return None


def _with_save(obj):
    if _builtins.isinstance(obj, torch.nn.Module) and not hasattr(type(obj), "save"):
        obj.save = _Save(obj)
    return obj


def script(obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    return _with_save(obj)


def trace(func, example_inputs=None, *args, **kwargs):
    """Runs the function once on the example, as tracing does."""
    if example_inputs is not None:
        with torch.no_grad():
            func(*example_inputs) if _builtins.isinstance(example_inputs, (tuple, list)) else func(example_inputs)
    return _with_save(func)


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else (lambda function: function)


def unused(fn):
    return fn


def export(fn):
    return fn


def interface(obj):
    return obj


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    return mod


def optimize_for_inference(mod, other_methods=None):
    return mod


def annotate(the_type, the_value):
    return the_value


def isinstance(obj, target_type):
    return _builtins.isinstance(obj, target_type)


def is_scripting():
    return False


def is_tracing():
    return False
