"""Names of torch that are compositions or settings: random states, compile, autocast, determinism."""

import contextlib as _contextlib

import torch
from torch.func import vmap  # noqa: F401
from torch.sparse import mm as spmm, sparse_coo_tensor  # noqa: F401
from torch.amp import autocast, is_autocast_available  # noqa: F401

_settings = {"precision": "highest", "deterministic": False, "warn_only": False, "warn_always": False, "interop": 1}


def _assert(condition, message):
    """An assertion that compilers understand."""
    assert condition, message


def get_rng_state():
    """The state of the default generator as a tensor of bytes."""
    return torch.default_generator.get_state()


def set_rng_state(new_state):
    """Takes over what get_rng_state gave."""
    torch.default_generator.set_state(new_state)


@_contextlib.contextmanager
def fork_rng(devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
    """Runs a block and puts the default generator back to where it was."""
    if not enabled:
        yield
        return
    state = get_rng_state()
    try:
        yield
    finally:
        set_rng_state(state)


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False):
    """Gives a callable with the same results: there is no compiler to hand the model to."""
    if mode is not None and options is not None:
        raise RuntimeError("Either mode or options can be specified, but both can't be specified at the same time.")
    if model is None:
        return lambda model: compile(model, fullgraph=fullgraph, dynamic=dynamic, backend=backend, mode=mode)
    return model


def set_float32_matmul_precision(precision):
    """Only noted: products are always computed in full precision."""
    if precision not in ("highest", "high", "medium"):
        raise RuntimeError(f"Invalid float32 matmul precision: {precision}")
    _settings["precision"] = precision


def get_float32_matmul_precision():
    return _settings["precision"]


def use_deterministic_algorithms(mode, *, warn_only=False):
    """Only noted: results never depend on the number of threads."""
    _settings["deterministic"] = bool(mode)
    _settings["warn_only"] = bool(warn_only)


def are_deterministic_algorithms_enabled():
    return _settings["deterministic"]


def is_deterministic_algorithms_warn_only_enabled():
    return _settings["warn_only"]


def set_deterministic_debug_mode(debug_mode):
    use_deterministic_algorithms(debug_mode not in (0, "default"), warn_only=debug_mode in (1, "warn"))


def get_deterministic_debug_mode():
    return 0 if not _settings["deterministic"] else 1 if _settings["warn_only"] else 2


def set_warn_always(b, /):
    _settings["warn_always"] = bool(b)


def is_warn_always_enabled():
    return _settings["warn_always"]


def get_num_interop_threads():
    return _settings["interop"]


def set_num_interop_threads(n, /):
    _settings["interop"] = int(n)


def set_flush_denormal(mode, /):
    return False


def is_autocast_enabled(device_type="cuda"):
    return autocast._state.get(device_type, False)


def is_autocast_cpu_enabled():
    return is_autocast_enabled("cpu")


def get_autocast_dtype(device_type):
    return autocast._dtypes.get(device_type, torch.float16)


def get_autocast_gpu_dtype():
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype():
    return get_autocast_dtype("cpu")


def constant_pad_nd(input, pad, value=0):
    return torch.nn.functional.pad(input, pad, "constant", value)


def is_storage(obj, /):
    return False


def typename(obj, /):
    """The name of a tensor's legacy type, or of an object's class with its module."""
    if isinstance(obj, torch.Tensor):
        return obj.type()
    kind = obj if isinstance(obj, type) else type(obj)
    module = getattr(kind, "__module__", "builtins")
    return kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"


# Functions of torch.nn.functional under the name, and with the numbers for words, of C++.


def _word(reduction):
    # Without a word these functions do not reduce, whatever their C++ signature says.
    return reduction if isinstance(reduction, str) else ("none", "mean", "sum")[reduction]


def adaptive_max_pool1d(input, output_size):
    return torch.nn.functional.adaptive_max_pool1d(input, output_size, True)


def alpha_dropout(input, p, train):
    return torch.nn.functional.alpha_dropout(input, p, train)


def feature_alpha_dropout(input, p, train):
    return torch.nn.functional.feature_alpha_dropout(input, p, train)


def batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=False):
    return torch.nn.functional.batch_norm(
        input, running_mean, running_var, weight, bias, training, momentum, eps)


def instance_norm(
    input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled=False,
):
    return torch.nn.functional.instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps)


def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=0):
    return torch.nn.functional.binary_cross_entropy_with_logits(
        input, target, weight, pos_weight=pos_weight, reduction=_word(reduction))


def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=0):
    return torch.nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction=_word(reduction))


def hinge_embedding_loss(input, target, margin=1.0, reduction=0):
    return torch.nn.functional.hinge_embedding_loss(input, target, margin, reduction=_word(reduction))


def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=0):
    return torch.nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction=_word(reduction))


def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, reduction=0):
    return torch.nn.functional.triplet_margin_loss(
        anchor, positive, negative, margin, p, eps, swap, reduction=_word(reduction))


def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    return torch.nn.functional.poisson_nll_loss(
        input, target, log_input, full, eps=eps, reduction=_word(reduction))


def kl_div(input, target, reduction=0, *, log_target=False):
    return torch.nn.functional.kl_div(input, target, reduction=_word(reduction), log_target=log_target)


def ctc_loss(
    log_probs, targets, input_lengths, target_lengths, blank=0, reduction=0, zero_infinity=False,
):
    return torch.nn.functional.ctc_loss(
        log_probs, targets, input_lengths, target_lengths, blank, _word(reduction), zero_infinity)


def embedding(weight, indices, padding_idx=-1, scale_grad_by_freq=False, sparse=False):
    return torch.nn.functional.embedding(
        indices, weight, None if padding_idx < 0 else padding_idx, scale_grad_by_freq=scale_grad_by_freq)


def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    return torch.nn.functional.grid_sample(
        input, grid, ("bilinear", "nearest", "bicubic")[interpolation_mode],
        ("zeros", "border", "reflection")[padding_mode], align_corners)


def affine_grid_generator(theta, size, align_corners):
    return torch.nn.functional.affine_grid(theta, size, align_corners)


def frobenius_norm(input, dim, keepdim=False):
    return torch.linalg.vector_norm(input, 2, dim, keepdim)


def nuclear_norm(input, dim=None, keepdim=False):
    return torch.linalg.matrix_norm(input, "nuc", (-2, -1) if dim is None else dim, keepdim)


def unsafe_split(tensor, split_size, dim=0):
    return tensor.split(split_size, dim)


def resize_as_(input, the_template, *, memory_format=None):
    return input.resize_as_(the_template)


def frombuffer(buffer, *, dtype, count=-1, offset=0, requires_grad=False):
    """A tensor of the numbers in a buffer of bytes."""
    import numpy

    kinds = {
        torch.float32: "float32", torch.float64: "float64", torch.float16: "float16", torch.int8: "int8",
        torch.uint8: "uint8", torch.int16: "int16", torch.int32: "int32", torch.int64: "int64", torch.bool: "bool"}
    if len(buffer) == 0:
        raise ValueError(f"both buffer length ({len(buffer)}) and count ({count}) must not be 0")
    result = torch.from_numpy(numpy.frombuffer(buffer, dtype=kinds[dtype], count=count, offset=offset).copy())
    return result.requires_grad_() if requires_grad else result


def is_anomaly_enabled():
    from torch.autograd import _set_anomaly

    enabled = _set_anomaly(False)
    _set_anomaly(enabled)
    return enabled


def set_anomaly_enabled(mode, check_nan=True):
    from torch.autograd import _set_anomaly

    _set_anomaly(mode)


def svd_lowrank(A, q=6, niter=2, M=None):
    from torch._low_rank import svd_lowrank as compute

    return compute(A, q, niter, M)


def pca_lowrank(A, q=None, center=True, niter=2):
    from torch._low_rank import pca_lowrank as compute

    return compute(A, q, center, niter)


def _copying(name):
    view = getattr(torch.Tensor, name)

    def function(input, *args, **kwargs):
        result = view(input, *args, **kwargs)
        if isinstance(result, (tuple, list)):
            return tuple(part.clone() for part in result)
        return result.clone()

    return function


as_strided_copy = _copying("as_strided")
detach_copy = _copying("detach")
diagonal_copy = _copying("diagonal")
expand_copy = _copying("expand")
narrow_copy = _copying("narrow")
permute_copy = _copying("permute")
select_copy = _copying("select")
split_copy = _copying("split")
squeeze_copy = _copying("squeeze")
t_copy = _copying("t")
transpose_copy = _copying("transpose")
unbind_copy = _copying("unbind")
unfold_copy = _copying("unfold")
unsqueeze_copy = _copying("unsqueeze")
view_copy = _copying("view")
