"""torch.nn.attention.flex_attention: attention whose scores a function changes. Everything is computed at once here."""

import math as _math

import torch

__all__ = ["BlockMask", "flex_attention", "create_block_mask", "create_mask", "or_masks", "and_masks", "noop_mask"]


def _places(batch, heads, rows, columns):
    """The four indices of scores, each along its own axis."""
    sizes = (batch, heads, rows, columns)
    return [torch.arange(size).reshape([-1 if i == axis else 1 for i in range(4)]) for axis, size in enumerate(sizes)]


def noop_mask(batch, head, token_q, token_kv):
    """A mask that lets everything through."""
    return torch.ones((), dtype=torch.bool)


def and_masks(*mask_mods):
    """True where all masks are."""

    def and_mask(b, h, q_idx, kv_idx):
        result = torch.ones((), dtype=torch.bool)
        for mask in mask_mods:
            result = result & mask(b, h, q_idx, kv_idx)
        return result

    return and_mask


def or_masks(*mask_mods):
    """True where any mask is."""

    def or_mask(b, h, q_idx, kv_idx):
        result = torch.zeros((), dtype=torch.bool)
        for mask in mask_mods:
            result = result | mask(b, h, q_idx, kv_idx)
        return result

    return or_mask


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device=None):
    """What a mask function, or a function of scores, gives for every place."""
    import inspect

    sizes = (B or 1, H or 1, Q_LEN, KV_LEN)
    places = _places(*sizes)
    if len(inspect.signature(mod_fn).parameters) == 5:
        return mod_fn(torch.zeros(sizes), *places).expand(sizes).contiguous()
    return mod_fn(*places).expand(sizes).contiguous()


class BlockMask:
    """A mask by blocks: which of them hold places to look at."""

    def __init__(self, mask_mod, sizes, block_size):
        self.mask_mod = mask_mod
        self.shape = sizes
        self.seq_lengths = sizes[2:]
        self.BLOCK_SIZE = block_size
        mask = create_mask(mask_mod, *sizes)
        rows, columns = block_size
        padded = torch.nn.functional.pad(mask, (0, -sizes[3] % columns, 0, -sizes[2] % rows))
        blocks = padded.reshape(
            sizes[0], sizes[1], padded.shape[2] // rows, rows, padded.shape[3] // columns, columns)
        counts = blocks.sum((3, 5))
        self._blocks = counts > 0
        self._full = counts == rows * columns
        self.kv_num_blocks = (self._blocks & ~self._full).sum(-1).to(torch.int32)
        self.full_kv_num_blocks = self._full.sum(-1).to(torch.int32)

    def to_dense(self):
        """1 for each block that holds places to look at."""
        return self._blocks.to(torch.int32)

    def sparsity(self):
        """The share of blocks that are left out, in per cent."""
        return 100 * (1 - self._blocks.sum().item() / self._blocks.numel())

    def to(self, device):
        return self

    def numel(self):
        return _math.prod(self.shape)

    def __str__(self):
        rows = ["".join("█" if full else "░" if some else " " for some, full in zip(*pair) for _ in range(2))
                for pair in zip(self._blocks[0, 0].tolist(), self._full[0, 0].tolist())]
        return f"BlockMask(shape={self.shape}, sparsity={self.sparsity():.2f}%, \n(0, 0)\n" + "\n".join(rows) + "\n)"

    __repr__ = __str__


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=128, _compile=False, **settings):
    """The mask of a function of four indices, by blocks."""
    size = (BLOCK_SIZE, BLOCK_SIZE) if isinstance(BLOCK_SIZE, int) else tuple(BLOCK_SIZE)
    return BlockMask(mask_mod, (B or 1, H or 1, Q_LEN, KV_LEN), size)


def flex_attention(
    query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False, return_lse=False,
    kernel_options=None, *, return_aux=None,
):
    """softmax(score_mod(query · keyᵀ · scale)) · value, where the block mask lets it look."""
    if enable_gqa and key.shape[1] != query.shape[1]:
        times = query.shape[1] // key.shape[1]
        key, value = key.repeat_interleave(times, 1), value.repeat_interleave(times, 1)
    scale = 1 / _math.sqrt(query.shape[-1]) if scale is None else scale
    scores = query @ key.transpose(-2, -1) * scale
    places = _places(*scores.shape)
    if score_mod is not None:
        scores = score_mod(scores, *places)
    if block_mask is not None:
        scores = scores.masked_fill(~block_mask.mask_mod(*places), float("-inf"))
    lowest = scores.amax(-1, keepdim=True).detach()
    empty = lowest == float("-inf")
    weights = (scores - lowest.masked_fill(empty, 0.0)).exp()
    total = weights.sum(-1, keepdim=True)
    output = (weights / total.masked_fill(empty, 1.0)) @ value
    if return_lse:
        return output, (total.log() + lowest).squeeze(-1)
    return output
