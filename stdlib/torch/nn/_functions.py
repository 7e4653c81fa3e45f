"""Functions of torch.nn.functional that are compositions of others."""

import math as _math
import warnings as _warnings

import torch
from _graph import named as _named
from torch.nn import functional as _F


def _tuple(value, axes):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * axes


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"{reduction} is not a valid value for reduction")


def _legacy_word(size_average, reduce, reduction):
    """The reduction; the old flags win where they are given."""
    if size_average is None and reduce is None:
        return reduction
    if reduce is not None and not reduce:
        word = "none"
    else:
        word = "mean" if size_average is None or size_average else "sum"
    _warnings.warn(f"size_average and reduce args will be deprecated, please use reduction='{word}' instead.",
                   stacklevel=3)
    return word


# Windows.


def max_pool3d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False,
):
    return _F.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode, True)


def max_pool1d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False,
):
    return _F.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode, True)


def max_pool2d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False,
):
    return _F.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode, True)


def adaptive_max_pool1d_with_indices(input, output_size, return_indices=False):
    return _F.adaptive_max_pool1d(input, output_size, True)


def adaptive_max_pool2d_with_indices(input, output_size, return_indices=False):
    return _F.adaptive_max_pool2d(input, output_size, True)


def _adaptive_windows(input, output_size, reduce):
    """Windows that cover an axis evenly: ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉."""
    wanted = _tuple(output_size, 3)
    sizes = [input.shape[i - 3] if wanted[i] is None else wanted[i] for i in range(3)]

    def bounds(i, k):
        n, m = input.shape[i - 3], sizes[i]
        return slice(k * n // m, -((-(k + 1) * n) // m))

    planes = []
    for a in range(sizes[0]):
        rows = []
        for b in range(sizes[1]):
            cells = []
            for c in range(sizes[2]):
                cells.append(reduce((bounds(0, a), bounds(1, b), bounds(2, c))))
            rows.append(torch.stack(cells, -1))
        planes.append(torch.stack(rows, -2))
    return torch.stack(planes, -3)


def adaptive_max_pool3d(input, output_size, return_indices=False):
    """The largest elements of windows that cover the volume evenly, and on request their places in the volume."""
    depth, height, width = input.shape[-3:]
    numbers = torch.arange(depth * height * width).view(depth, height, width)

    def chosen(places):
        # The same window of the input, and of the numbers of its elements.
        window = input[(Ellipsis,) + places].flatten(-3)
        values, at = window.max(-1)
        return torch.stack([values, numbers[places].flatten()[at].to(values.dtype)])

    both = _adaptive_windows(input, output_size, chosen)
    return (both[0], both[1].long()) if return_indices else both[0]


def adaptive_max_pool3d_with_indices(input, output_size, return_indices=False):
    return adaptive_max_pool3d(input, output_size, True)


def _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, axes):
    if axes == 1:
        powered = _F.avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _tuple(kernel_size, 1)[0]
    elif axes == 2:
        powered = _F.avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _math.prod(_tuple(kernel_size, 2))
    else:
        powered = _F.avg_pool3d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _math.prod(_tuple(kernel_size, 3))
    return (torch.sign(powered) * _F.relu(torch.abs(powered))).mul(count).pow(1.0 / norm_type)


def lp_pool3d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """The power mean of each window, times the root of its size."""
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 3)


native_channel_shuffle = _F.channel_shuffle


def upsample_nearest(input, size=None, scale_factor=None):
    """An older name of interpolate(mode='nearest')."""
    return _F.interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    """An older name of interpolate(mode='bilinear', align_corners=True)."""
    return _F.interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


# Losses.


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """Hinge loss between all wrong and all right classes; a −1 ends a row of the target."""
    reduction = _legacy_word(size_average, reduce, reduction)
    x = input if input.dim() == 2 else input.unsqueeze(0)
    t = target if target.dim() == 2 else target.unsqueeze(0)
    live = (t >= 0).long().cumprod(1).bool()
    places = t.clamp(min=0)
    is_target = torch.zeros_like(x).scatter_add(1, places, live.to(x.dtype)) > 0
    right = x.gather(1, places)
    margins = (1 - (right.unsqueeze(2) - x.unsqueeze(1))).clamp(min=0)
    kept = live.unsqueeze(2) & ~is_target.unsqueeze(1)
    loss = (margins * kept.to(x.dtype)).sum((1, 2)) / x.shape[1]
    return _named(_reduced(loss if input.dim() == 2 else loss[0], reduction), "MultilabelMarginLossBackward0")


def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean",
):
    """max(0, d(a, p) − d(a, n) + margin) for any distance."""
    distance = distance_function if distance_function is not None else _F.pairwise_distance
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = torch.minimum(far, distance(positive, negative))
    return _reduced((margin + near - far).clamp(min=0), reduction)


def ctc_loss(
    log_probs, targets, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False,
):
    """The negative log-probability of label sequences without alignment (Graves et al. 2006)."""
    batched = log_probs.dim() == 3
    if not batched:
        log_probs, targets = log_probs.unsqueeze(1), targets.unsqueeze(0)

    def numbers(lengths):
        if isinstance(lengths, torch.Tensor):
            lengths = lengths.reshape(-1).tolist()
        return [int(length) for length in (lengths if isinstance(lengths, (list, tuple)) else [lengths])]

    input_lengths, target_lengths = numbers(input_lengths), numbers(target_lengths)
    losses = []
    extra = []
    start = 0
    for n, (steps, count) in enumerate(zip(input_lengths, target_lengths)):
        if targets.dim() == 1:
            labels = targets[start:start + count].tolist()
            start += count
        else:
            labels = targets[n, :count].tolist()
        extended = [blank]
        for label in labels:
            extended += [int(label), blank]
        size = len(extended)
        states = torch.tensor(extended)
        may_skip = torch.tensor([
            i >= 2 and extended[i] != blank and extended[i] != extended[i - 2] for i in range(size)])
        used = log_probs[:steps, n]
        # PyTorch's gradient is that of the softmax before: it counts the probabilities in.
        extra = extra + [(used.detach().exp() * (used - used.detach())).sum()]
        rows = used.index_select(1, states)
        # A number in the place of −∞: its exponential is 0, and so is its gradient.
        never = torch.full((size,), -1e30, dtype=log_probs.dtype)
        first = torch.tensor([i < 2 for i in range(size)])
        alpha = torch.where(first, rows[0], never)
        for step in range(1, steps):
            one = torch.cat([never[:1], alpha[:-1]])
            two = torch.where(may_skip, torch.cat([never[:2], alpha[:-2]])[:size], never)
            alpha = torch.logsumexp(torch.stack([alpha, one, two]), 0) + rows[step]
        last = alpha[-2:] if size > 1 else alpha[-1:]
        losses.append(-torch.logsumexp(last, 0))
    loss = torch.stack(losses)
    impossible = loss > 1e29
    loss = loss + torch.stack(extra)
    loss = torch.where(impossible, torch.full_like(loss, 0.0 if zero_infinity else _math.inf), loss)
    if reduction == "mean":
        return (loss / torch.tensor(target_lengths, dtype=loss.dtype).clamp(min=1)).mean()
    return _reduced(loss if batched else loss[0], reduction)


def multi_head_attention_forward(
    query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn,
    dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None,
    use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None,
    static_v=None, average_attn_weights=True, is_causal=False,
):
    """Attention of several heads with given weights: (L, N, E) with (S, N, E) → (L, N, E), and the weights."""
    batched = query.dim() == 3
    if not batched:
        query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        if key_padding_mask is not None:
            key_padding_mask = key_padding_mask.unsqueeze(0)
    length, batch, width = query.shape
    assert width == embed_dim_to_check, f"was expecting embedding dimension of {embed_dim_to_check}, but got {width}"
    head = width // num_heads
    assert head * num_heads == width, f"embed_dim {width} not divisible by num_heads {num_heads}"
    if use_separate_proj_weight:
        weights = (q_proj_weight, k_proj_weight, v_proj_weight)
    else:
        weights = in_proj_weight.chunk(3)
    biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
    q, k, v = (_F.linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases))
    if attn_mask is not None and attn_mask.dim() == 2:
        attn_mask = attn_mask.unsqueeze(0)
    extra = 0
    if bias_k is not None and bias_v is not None:
        k, v = torch.cat([k, bias_k.repeat(1, batch, 1)]), torch.cat([v, bias_v.repeat(1, batch, 1)])
        extra += 1
    q, k, v = (x.contiguous().view(x.shape[0], batch * num_heads, head).transpose(0, 1) for x in (q, k, v))
    k = k if static_k is None else static_k
    v = v if static_v is None else static_v
    if add_zero_attn:
        zeros = torch.zeros(batch * num_heads, 1, head, dtype=k.dtype)
        k, v = torch.cat([k, zeros], dim=1), torch.cat([v, zeros], dim=1)
        extra += 1
    if extra and attn_mask is not None:
        attn_mask = _F.pad(attn_mask, (0, extra))
    if extra and key_padding_mask is not None:
        key_padding_mask = _F.pad(key_padding_mask, (0, extra))
    scores = torch.bmm(q / _math.sqrt(head), k.transpose(-2, -1))
    for mask in (attn_mask, key_padding_mask):
        if mask is None:
            continue
        if mask is key_padding_mask:
            mask = mask.view(batch, 1, 1, -1).expand(-1, num_heads, -1, -1).reshape(batch * num_heads, 1, -1)
        scores = scores.masked_fill(mask, float("-inf")) if mask.dtype == torch.bool else scores + mask
    attention = _F.softmax(scores, dim=-1)
    if dropout_p > 0.0:
        attention = _F.dropout(attention, p=dropout_p, training=training)
    output = torch.bmm(attention, v).transpose(0, 1).contiguous().view(length * batch, width)
    output = _F.linear(output, out_proj_weight, out_proj_bias).view(length, batch, width)
    if not batched:
        output = output.squeeze(1)
    if not need_weights:
        return output, None
    shown = attention.view(batch, num_heads, length, -1)
    if average_attn_weights:
        shown = shown.mean(dim=1)
    return output, shown if batched else shown.squeeze(0)


def _starts(sample, size, out, kernel):
    """Where the windows of an axis begin: steps of α = (size − kernel) / (out − 1), shifted at random."""
    if out == 1:
        return [size - kernel]
    alpha = (size - kernel) / (out - 1)
    return [int((i + sample) * alpha) - int(sample * alpha) for i in range(out - 1)] + [size - kernel]


def _fractional_max_pool(input, kernel, output_size, output_ratio, return_indices, samples, axes):
    name = f"fractional_max_pool{axes}d"
    if output_size is None and output_ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    kernel = _tuple(kernel, axes)
    sizes = input.shape[-axes:]
    if output_size is None:
        output_size = [int(size * ratio) for size, ratio in zip(sizes, _tuple(output_ratio, axes))]
    output_size = _tuple(output_size, axes)
    batched = input.dim() == axes + 2
    x = input if batched else input.unsqueeze(0)
    if samples is None:
        samples = torch.rand(x.shape[0], x.shape[1], axes, dtype=input.dtype)
    places = torch.zeros(x.shape[:2] + tuple(output_size) + tuple(kernel), dtype=torch.long)
    drawn = samples.tolist()
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            index = torch.zeros((1,) * (2 * axes), dtype=torch.long)
            for i in range(axes):
                # The last axis takes the first sample.
                starts = torch.tensor(_starts(drawn[n][c][axes - 1 - i], sizes[i], output_size[i], kernel[i]))
                along = (starts.unsqueeze(1) + torch.arange(kernel[i]))
                shape = [1] * (2 * axes)
                shape[i], shape[axes + i] = output_size[i], kernel[i]
                index = index * sizes[i] + along.view(shape)
            places[n, c] = index
    flat = places.flatten(2)
    windows = x.flatten(2).gather(2, flat).view(places.shape[:2 + axes] + (-1,))
    values, chosen = windows.max(-1)
    if not batched:
        values = values.squeeze(0)
    if not return_indices:
        return values
    indices = places.flatten(2 + axes).gather(-1, chosen.unsqueeze(-1)).squeeze(-1)
    return values, indices if batched else indices.squeeze(0)


def fractional_max_pool2d_with_indices(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None,
):
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, True, _random_samples, 2)


def fractional_max_pool3d_with_indices(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None,
):
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, True, _random_samples, 3)


def fractional_max_pool2d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None,
):
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, return_indices, _random_samples, 2)


def fractional_max_pool3d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None,
):
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, return_indices, _random_samples, 3)
