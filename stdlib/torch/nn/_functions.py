"""Functions of torch.nn.functional that are compositions of others."""

import math as _math

import torch
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


# In-place activations: the result takes the input's place.


def elu_(input, alpha=1.0):
    return _F.elu(input, alpha, True)


def celu_(input, alpha=1.0):
    return _F.celu(input, alpha, True)


def selu_(input):
    return _F.selu(input, True)


def hardtanh_(input, min_val=-1.0, max_val=1.0):
    return _F.hardtanh(input, min_val, max_val, True)


def threshold_(input, threshold, value):
    return _F.threshold(input, threshold, value, True)


def rrelu_(input, lower=1.0 / 8, upper=1.0 / 3, training=False):
    return _F.rrelu(input, lower, upper, training, True)


# Windows.


def _windows(input, axes, kernel, stride, padding, dilation, ceil_mode, fill):
    """The windows of the last axes, as one more axis each: (…, out…, kernel…). A dilated window has gaps."""
    kernel = _tuple(kernel, axes)
    stride = kernel if stride is None or stride == () else _tuple(stride, axes)
    padding, dilation = _tuple(padding, axes), _tuple(dilation, axes)
    pads = []
    sizes = []
    for i in range(axes):
        n = input.shape[input.dim() - axes + i]
        span = dilation[i] * (kernel[i] - 1) + 1
        room = n + 2 * padding[i] - span
        count = (room + (stride[i] - 1 if ceil_mode else 0)) // stride[i] + 1
        if ceil_mode and (count - 1) * stride[i] >= n + padding[i]:
            count -= 1
        sizes.append(count)
        right = max((count - 1) * stride[i] + span - n - padding[i], 0)
        pads = [padding[i], right] + pads
    if any(size < 1 for size in sizes):
        shape = "x".join(str(s) for s in input.shape[input.dim() - axes - 1:])
        out = "x".join(str(s) for s in [input.shape[input.dim() - axes - 1]] + sizes)
        raise RuntimeError(
            f"Given input size: ({shape}). Calculated output size: ({out}). Output size is too small")
    x = _F.pad(input, pads, value=fill) if any(pads) else input
    first = input.dim() - axes
    for i in range(axes):
        x = x.unfold(first + i, dilation[i] * (kernel[i] - 1) + 1, stride[i]).narrow(first + i, 0, sizes[i])
    if any(d != 1 for d in dilation):
        for i in range(axes):
            x = x[(Ellipsis, slice(None, None, dilation[i])) + (slice(None),) * (axes - 1 - i)]
    return x, sizes, kernel, stride, padding


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    """The windows of an image as columns: (N, C·kernel, positions)."""
    if input.dim() not in (3, 4):
        raise NotImplementedError(
            f"Expected 3D or 4D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for "
            f"input, but got: {list(input.shape)}")
    batched = input.dim() == 4
    x = input if batched else input.unsqueeze(0)
    windows, sizes, kernel, *_ = _windows(x, 2, kernel_size, stride, padding, dilation, False, 0.0)
    n, c = x.shape[0], x.shape[1]
    columns = windows.permute(0, 1, 4, 5, 2, 3).reshape(n, c * kernel[0] * kernel[1], sizes[0] * sizes[1])
    return columns if batched else columns.squeeze(0)


def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    """Adds columns of windows back into an image: the transpose of unfold."""
    if input.dim() not in (2, 3):
        raise RuntimeError(
            f"Input Error: Only unbatched (2D) or batched (3D) input Tensors are supported (got {input.dim()}D)")
    height, width = _tuple(output_size, 2)
    (kh, kw), (sh, sw) = _tuple(kernel_size, 2), _tuple(stride, 2)
    (ph, pw), (dh, dw) = _tuple(padding, 2), _tuple(dilation, 2)
    batched = input.dim() == 3
    x = input if batched else input.unsqueeze(0)
    n = x.shape[0]
    if x.shape[1] % (kh * kw) != 0:
        raise RuntimeError(
            "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
            f"input.size(1)={x.shape[1]} and kernel_size=({kh}, {kw}).")
    oh = (height + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (width + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    if x.shape[2] != oh * ow:
        raise RuntimeError(
            f"Given output_size=({height}, {width}), kernel_size=({kh}, {kw}), dilation=({dh}, {dw}), "
            f"padding=({ph}, {pw}), stride=({sh}, {sw}), expected size of input's dimension 2 to match the calculated "
            f"number of sliding blocks {oh} * {ow} = {oh * ow}, but got input.size(2)={x.shape[2]}.")
    c = x.shape[1] // (kh * kw)
    rows = (torch.arange(kh) * dh).view(kh, 1, 1, 1) + (torch.arange(oh) * sh).view(1, 1, oh, 1)
    columns = (torch.arange(kw) * dw).view(1, kw, 1, 1) + (torch.arange(ow) * sw).view(1, 1, 1, ow)
    full = (width + 2 * pw) * (height + 2 * ph)
    places = (rows * (width + 2 * pw) + columns).reshape(-1)
    out = torch.zeros(n * c, full, dtype=x.dtype)
    out = out.index_add(1, places, x.reshape(n * c, -1))
    out = out.view(n, c, height + 2 * ph, width + 2 * pw)[:, :, ph:ph + height, pw:pw + width]
    return out if batched else out.squeeze(0)


def avg_pool3d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None,
):
    """The mean of each window of three axes."""
    x, _, kernel, stride, padding = _windows(input, 3, kernel_size, stride, padding, 1, ceil_mode, 0.0)
    total = x.flatten(-3).sum(-1)
    if divisor_override:
        return total / divisor_override
    if count_include_pad and not ceil_mode:
        return total / (kernel[0] * kernel[1] * kernel[2])
    ones = torch.ones(input.shape[-3:], dtype=input.dtype)
    if count_include_pad:
        ones = _F.pad(ones, [padding[2]] * 2 + [padding[1]] * 2 + [padding[0]] * 2, value=1.0)
        padding = (0, 0, 0)
    counts, *_ = _windows(ones[None], 3, kernel, stride, padding, 1, ceil_mode, 0.0)
    return total / counts.flatten(-3).sum(-1)[0]


def _places(windows, input, axes, sizes, stride, padding, dilation, chosen, kernel):
    """Positions in the input of chosen places of the windows, counted over the last axes."""
    dilation = _tuple(dilation, axes)
    place = torch.zeros_like(chosen)
    rest = chosen
    steps = []
    for i in reversed(range(axes)):
        steps.insert(0, rest % kernel[i])
        rest = rest // kernel[i]
    for i in range(axes):
        shape = [1] * chosen.dim()
        shape[chosen.dim() - axes + i] = sizes[i]
        origin = (torch.arange(sizes[i]) * stride[i] - padding[i]).view(shape)
        place = place * input.shape[input.dim() - axes + i] + origin + steps[i] * dilation[i]
    return place


def max_pool3d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False,
):
    x, sizes, kernel, stride, padding = _windows(
        input, 3, kernel_size, stride, padding, dilation, ceil_mode, -_math.inf)
    values, chosen = x.flatten(-3).max(-1)
    return values, _places(x, input, 3, sizes, stride, padding, dilation, chosen, kernel)


def max_pool3d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False,
):
    """The largest element of each window of three axes."""
    found = max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)
    return found if return_indices else found[0]


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


def _adaptive(input, output_size, reduce):
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
                cells.append(reduce(input[(Ellipsis, bounds(0, a), bounds(1, b), bounds(2, c))]))
            rows.append(torch.stack(cells, -1))
        planes.append(torch.stack(rows, -2))
    return torch.stack(planes, -3)


def adaptive_avg_pool3d(input, output_size):
    """The means of windows that cover the volume evenly."""
    return _adaptive(input, output_size, lambda x: x.mean((-3, -2, -1)))


def adaptive_max_pool3d(input, output_size, return_indices=False):
    """The largest elements of windows that cover the volume evenly."""
    return _adaptive(input, output_size, lambda x: x.amax((-3, -2, -1)))


def _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, axes):
    if axes == 1:
        powered = _F.avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _tuple(kernel_size, 1)[0]
    elif axes == 2:
        powered = _F.avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _math.prod(_tuple(kernel_size, 2))
    else:
        powered = avg_pool3d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        count = _math.prod(_tuple(kernel_size, 3))
    return (torch.sign(powered) * _F.relu(torch.abs(powered))).mul(count).pow(1.0 / norm_type)


def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """The power mean of each window, times the root of its size."""
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 1)


def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """The power mean of each window, times the root of its size."""
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 2)


def lp_pool3d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """The power mean of each window, times the root of its size."""
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 3)


def _max_unpool(input, indices, kernel_size, stride, padding, output_size, axes):
    kernel = _tuple(kernel_size, axes)
    stride = kernel if stride is None else _tuple(stride, axes)
    padding = _tuple(padding, axes)
    sizes = [
        (input.shape[i - axes] - 1) * stride[i] - 2 * padding[i] + kernel[i] for i in range(axes)]
    if output_size is not None:
        given = list(output_size)[-axes:]
        for i in range(axes):
            low, high = sizes[i] - stride[i], sizes[i] + stride[i]
            if not low < given[i] < high:
                raise ValueError(
                    f'invalid output_size "{output_size}" (dim {i} must be between {low} and {high})')
        sizes = given
    lead = tuple(input.shape[:-axes])
    out = torch.zeros(lead + (_math.prod(sizes),), dtype=input.dtype)
    out = out.scatter(-1, indices.flatten(-axes), input.flatten(-axes))
    return out.view(lead + tuple(sizes))


def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Puts the maxima back to their places; the rest is zero."""
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 1)


def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Puts the maxima back to their places; the rest is zero."""
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 2)


def max_unpool3d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Puts the maxima back to their places; the rest is zero."""
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 3)


def channel_shuffle(input, groups):
    """Mixes the channels of groups: channel g·k + i goes to i·groups + g."""
    n, c = input.shape[0], input.shape[1]
    if groups <= 0 or c % groups != 0:
        raise RuntimeError(
            f"Number of channels must be divisible by groups. Got {c} channels and {groups} groups.")
    rest = tuple(input.shape[2:])
    return input.reshape((n, groups, c // groups) + rest).transpose(1, 2).reshape((n, c) + rest)


native_channel_shuffle = channel_shuffle


def upsample_nearest(input, size=None, scale_factor=None):
    """An older name of interpolate(mode='nearest')."""
    return _F.interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    """An older name of interpolate(mode='bilinear', align_corners=True)."""
    return _F.interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


# Sampling on a grid.


def affine_grid(theta, size, align_corners=None):
    """The sampling positions of an affine map: (N, H, W, 2), coordinates in [−1, 1]."""
    n, _, height, width = size

    def line(count):
        if count == 1:
            return torch.zeros(1, dtype=theta.dtype)
        ends = torch.linspace(-1, 1, count, dtype=theta.dtype)
        return ends if align_corners else ends * ((count - 1) / count)

    x = line(width).view(1, width).expand(height, width)
    y = line(height).view(height, 1).expand(height, width)
    base = torch.stack([x, y, torch.ones_like(x)], -1).view(1, height * width, 3)
    return base.expand(n, -1, -1).bmm(theta.transpose(1, 2)).view(n, height, width, 2)


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    """The input's values at positions in [−1, 1] (x first)."""
    n, c, height, width = input.shape

    def pixels(coordinate, count):
        if align_corners:
            return (coordinate + 1) / 2 * (count - 1)
        return ((coordinate + 1) * count - 1) / 2

    def reflect(p, low, high):
        if low == high:
            return torch.zeros_like(p)
        least, span = low / 2, (high - low) / 2
        p = (p - least).abs()
        extra = torch.fmod(p, span)
        flips = torch.floor(p / span)
        return torch.where(flips % 2 == 0, extra + least, span - extra + least)

    def bounded(p, count):
        if padding_mode == "border":
            return p.clamp(0, count - 1)
        if padding_mode == "reflection":
            p = reflect(p, 0, 2 * (count - 1)) if align_corners else reflect(p, -1, 2 * count - 1)
            return p.clamp(0, count - 1)
        return p

    x = bounded(pixels(grid[..., 0], width), width)
    y = bounded(pixels(grid[..., 1], height), height)
    flat = input.reshape(n, c, height * width)
    shape = tuple(x.shape)

    def at(column, row):
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        place = (row.clamp(0, height - 1) * width + column.clamp(0, width - 1)).long().view(n, 1, -1)
        values = flat.gather(2, place.expand(n, c, place.shape[-1])).view((n, c) + shape[1:])
        return values * inside.unsqueeze(1).to(input.dtype)

    if mode == "nearest":
        return at(torch.round(x), torch.round(y))
    if mode != "bilinear":
        raise ValueError(
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'")
    left, top = torch.floor(x).detach(), torch.floor(y).detach()
    right, bottom = x - left, y - top
    weights = [(1 - right) * (1 - bottom), right * (1 - bottom), (1 - right) * bottom, right * bottom]
    corners = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)]
    return sum(corner * weight.unsqueeze(1) for corner, weight in zip(corners, weights))


# Losses.


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """Hinge loss between all wrong and all right classes; a −1 ends a row of the target."""
    x = input if input.dim() == 2 else input.unsqueeze(0)
    t = target if target.dim() == 2 else target.unsqueeze(0)
    live = (t >= 0).long().cumprod(1).bool()
    places = t.clamp(min=0)
    is_target = torch.zeros_like(x).scatter_add(1, places, live.to(x.dtype)) > 0
    right = x.gather(1, places)
    margins = (1 - (right.unsqueeze(2) - x.unsqueeze(1))).clamp(min=0)
    kept = live.unsqueeze(2) & ~is_target.unsqueeze(1)
    loss = (margins * kept.to(x.dtype)).sum((1, 2)) / x.shape[1]
    return _reduced(loss if input.dim() == 2 else loss[0], reduction)


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


def pdist(input, p=2.0):
    """The distances of all pairs of rows, as one vector."""
    rows, columns = [], []
    for i in range(input.shape[0]):
        for j in range(i + 1, input.shape[0]):
            rows.append(i)
            columns.append(j)
    if not rows:
        return torch.zeros(0, dtype=input.dtype)
    difference = (input[torch.tensor(rows)] - input[torch.tensor(columns)]).abs()
    if p == 0:
        return (difference > 0).to(input.dtype).sum(1)
    if p == _math.inf:
        return difference.amax(1)
    return difference.pow(p).sum(1).pow(1.0 / p)


def embedding_bag(
    input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode="mean", sparse=False,
    per_sample_weights=None, include_last_offset=False, padding_idx=None,
):
    """Sums, means or maxima of bags of embedding rows."""
    if mode not in ("sum", "mean", "max"):
        raise ValueError("mode has to be one of sum, mean or max")
    if per_sample_weights is not None and input.size() != per_sample_weights.size():
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.shape}) is not None, then it must have the "
            f"same shape as the input ({input.shape})")
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' "
            f"(got mode='{mode}'). Please open a feature request on GitHub.")
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length "
                f"sequences. However, found offsets of type {type(offsets)}")
        sizes = [input.shape[1]] * input.shape[0]
    elif input.dim() == 1:
        if offsets is None:
            raise ValueError("offsets has to be a 1D Tensor but got None")
        if offsets.dim() != 1:
            raise ValueError("offsets has to be a 1D Tensor")
        edges = offsets.tolist()
        if not include_last_offset:
            edges = edges + [input.numel()]
        sizes = [b - a for a, b in zip(edges, edges[1:])]
    else:
        raise ValueError(f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}")
    flat = input.reshape(-1)
    weights = None if per_sample_weights is None else per_sample_weights.reshape(-1)
    bags = []
    start = 0
    for size in sizes:
        picked = flat[start:start + size]
        kept = None if weights is None else weights[start:start + size]
        start += size
        if padding_idx is not None:
            live = picked != (padding_idx if padding_idx >= 0 else padding_idx + weight.shape[0])
            picked = picked[live]
            kept = None if kept is None else kept[live]
        if picked.numel() == 0:
            bags.append(torch.zeros(weight.shape[1], dtype=weight.dtype))
            continue
        rows = _F.embedding(picked, weight, None, max_norm, norm_type)
        if kept is not None:
            rows = rows * kept.unsqueeze(1)
        bags.append(rows.sum(0) if mode == "sum" else rows.mean(0) if mode == "mean" else rows.max(0)[0])
    return torch.stack(bags) if bags else torch.zeros(0, weight.shape[1], dtype=weight.dtype)
