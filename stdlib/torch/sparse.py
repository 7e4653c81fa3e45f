"""Matrices of few elements in coordinate form: places [axes, nnz] and a value for each of them."""

import builtins as _builtins
import math as _math

import torch

_KINDS = {torch.float32: "Float", torch.float64: "Double", torch.int64: "Long", torch.int32: "Int", torch.float16: "Half",
          torch.bool: "Bool", torch.uint8: "Byte"}


class _Sparse:
    """A tensor whose elements are zero but for the given ones; several values of one place are added up."""

    is_sparse, layout, is_cuda, is_leaf = True, "torch.sparse_coo", False, True

    def __init__(self, indices, values, shape, is_coalesced=False):
        self._places, self._entries, self.shape, self._coalesced = indices, values, shape, is_coalesced

    # What it is.

    dtype = property(lambda self: self._entries.dtype)
    device = property(lambda self: self._entries.device)
    ndim = property(lambda self: len(self.shape))
    requires_grad = property(lambda self: self._entries.requires_grad)
    grad_fn = property(lambda self: self._entries.grad_fn)
    T = property(lambda self: self.t())

    def size(self, dim=None):
        return self.shape if dim is None else self.shape[dim]

    def dim(self):
        return len(self.shape)

    def sparse_dim(self):
        return self._places.shape[0]

    def dense_dim(self):
        return len(self.shape) - self._places.shape[0]

    def numel(self):
        return _math.prod(self.shape)

    def _nnz(self):
        return self._places.shape[1]

    def is_coalesced(self):
        return self._coalesced

    def is_floating_point(self):
        return self._entries.is_floating_point()

    def _indices(self):
        return self._places

    def _values(self):
        return self._entries

    def _checked(self, what):
        if not self._coalesced:
            raise RuntimeError(f"Cannot get {what} on an uncoalesced tensor, please call .coalesce() first")
        return self

    def indices(self):
        return self._checked("indices")._places

    def values(self):
        return self._checked("values")._entries

    def type(self, dtype=None):
        if dtype is None:
            return f"torch.sparse.{_KINDS.get(self.dtype, 'Float')}Tensor"
        return self.to(dtype)

    def __len__(self):
        return self.shape[0]

    def __repr__(self):
        indent = " " * len("tensor(indices=")
        def shown(tensor):
            text = str(tensor) if tensor.numel() else f"tensor([], size={tuple(tensor.shape)})"
            return text.replace(f", dtype={tensor.dtype}", "")

        places = shown(self._places).replace("\n", "\n" + indent)
        entries = shown(self._entries.detach()).replace("\n", "\n" + " " * len("       values="))
        text = f"tensor(indices={places},\n       values={entries},\n       size={tuple(self.shape)}, nnz={self._nnz()}"
        if self.dtype not in (torch.get_default_dtype(), torch.int64, torch.bool):
            text += f", dtype={self.dtype}"
        text += ", layout=torch.sparse_coo"
        if self.grad_fn is not None:
            text += f", grad_fn=<{type(self.grad_fn).__name__}>"
        elif self.requires_grad:
            text += ", requires_grad=True"
        return text + ")"

    # Other forms.

    def _with(self, values):
        return _Sparse(self._places, values, self.shape, self._coalesced)

    def coalesce(self):
        """The places in order, each of them once."""
        if self._coalesced:
            return self
        weights = [_math.prod(self.shape[axis + 1:self.sparse_dim()]) for axis in range(self.sparse_dim())]
        flat = _builtins.sum((row * weight for row, weight in zip(self._places, weights)), torch.zeros(self._nnz(), dtype=torch.int64))
        kept, turns = torch.unique(flat, return_inverse=True)
        values = torch.zeros((len(kept),) + tuple(self._entries.shape[1:]), dtype=self.dtype)
        rows = [torch.div(kept, weight, rounding_mode="floor") % size for weight, size in zip(weights, self.shape)]
        places = torch.stack(rows) if rows else self._places
        return _Sparse(places, values.index_add(0, turns, self._entries), self.shape, True)

    def to_dense(self, dtype=None, *, masked_grad=None):
        count = _math.prod(self.shape[:self.sparse_dim()])
        weights = [_math.prod(self.shape[axis + 1:self.sparse_dim()]) for axis in range(self.sparse_dim())]
        flat = _builtins.sum((row * weight for row, weight in zip(self._places, weights)), torch.zeros(self._nnz(), dtype=torch.int64))
        dense = torch.zeros((count,) + tuple(self._entries.shape[1:]), dtype=self.dtype)
        dense = dense.index_add(0, flat, self._entries).reshape(self.shape)
        return dense if dtype is None else dense.to(dtype)

    def to_sparse(self, *args, **kwargs):
        return self

    def t(self):
        if self.dim() > 2:
            raise RuntimeError(f"t() expects a tensor with <= 2 sparse and 0 dense dimensions, but got "
                               f"{self.sparse_dim()} sparse and {self.dense_dim()} dense dimensions")
        return self.transpose(0, 1) if self.dim() == 2 else self

    def transpose(self, dim0, dim1):
        order = list(range(self.dim()))
        order[dim0], order[dim1] = order[dim1], order[dim0]
        shape = torch.Size([self.shape[axis] for axis in order])
        return _Sparse(self._places[torch.tensor(order)], self._entries, shape)

    def to(self, *args, **kwargs):
        return self._with(self._entries.to(*args, **kwargs))

    def cuda(self, *args, **kwargs):
        return self._with(self._entries.cuda(*args, **kwargs))

    def cpu(self):
        return self

    def float(self):
        return self.to(torch.float32)

    def double(self):
        return self.to(torch.float64)

    def long(self):
        return self.to(torch.int64)

    def int(self):
        return self.to(torch.int32)

    def clone(self):
        return _Sparse(self._places.clone(), self._entries.clone(), self.shape, self._coalesced)

    def detach(self):
        return self._with(self._entries.detach())

    def requires_grad_(self, requires_grad=True):
        self._entries.requires_grad_(requires_grad)
        return self

    # Arithmetic.

    def _product(self, other):
        if isinstance(other, _Sparse):
            if self.shape[1] != other.shape[0]:
                raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({self.shape[0]}x{self.shape[1]} and "
                                   f"{other.shape[0]}x{other.shape[1]})")
            return _from_dense(self._product(other.to_dense()))
        if self.dim() != 2 or not isinstance(other, torch.Tensor):
            return NotImplemented
        if other.dim() == 1:
            return self._product(other.unsqueeze(1)).squeeze(1)
        if self.shape[1] != other.shape[0]:
            raise RuntimeError(f"addmm: Argument #3 (dense): Expected dim 0 size {self.shape[1]}, got {other.shape[0]}")
        if self.dtype != other.dtype:
            raise RuntimeError(f"expected scalar type {_KINDS.get(self.dtype, self.dtype)} but found "
                               f"{_KINDS.get(other.dtype, other.dtype)}")
        rows, columns = self._places
        found = torch.zeros(self.shape[0], other.shape[1], dtype=other.dtype)
        return found.index_add(0, rows, self._entries.unsqueeze(1) * other.index_select(0, columns))

    __matmul__ = _product

    def __rmatmul__(self, other):
        return self.t()._product(other.t()).t()

    def mm(self, other):
        return self._product(other)

    matmul = spmm = smm = mv = mm

    def _same_shape(self, other):
        if self.shape != other.shape:
            raise RuntimeError(f"add: expected sizes of 'self' and 'other' to match, but {list(self.shape)} != "
                               f"{list(other.shape)}")

    def __add__(self, other):
        if isinstance(other, _Sparse):
            self._same_shape(other)
            places = torch.cat([self._places, other._places], 1)
            return _Sparse(places, torch.cat([self._entries, other._entries]), self.shape)
        return self.to_dense() + other if isinstance(other, torch.Tensor) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other if isinstance(other, _Sparse) else NotImplemented

    def __neg__(self):
        return self._with(-self._entries)

    def __mul__(self, other):
        if isinstance(other, _Sparse):
            return _from_dense(self.to_dense() * other.to_dense())
        if isinstance(other, torch.Tensor) and other.dim():
            kept = self.coalesce()
            return kept._with(kept._entries * other.expand(self.shape)[tuple(kept._places)])
        return self._with(self._entries * other)

    __rmul__ = mul = __mul__

    def __truediv__(self, other):
        return self._with(self._entries / other)

    div = __truediv__

    def __pow__(self, other):
        kept = self.coalesce()
        return kept._with(kept._entries ** other)

    def sum(self, dim=None):
        return self._entries.sum() if dim is None else sum(self, dim)


def _from_dense(tensor):
    places = tensor.nonzero().t()
    return _Sparse(places, tensor[tuple(places)], tensor.shape, True)


def sparse_coo_tensor(indices, values=None, size=None, *, dtype=None, device=None, pin_memory=False, requires_grad=False,
                      check_invariants=None, is_coalesced=None):
    """A tensor of the given values at the given places, a column of `indices` for each."""
    if values is None or isinstance(values, torch.Size) or isinstance(values, (list, tuple)) and size is None and not (
            isinstance(indices, (list, tuple, torch.Tensor)) and len(indices)):
        size = indices if values is None else values
        indices, values = torch.zeros(len(size), 0, dtype=torch.int64), torch.zeros(0)
    indices = torch.as_tensor(indices).long()
    values = torch.as_tensor(values, dtype=dtype, device=device)
    if indices.dim() != 2:
        raise RuntimeError(f"indices must be sparse_dim x nnz, but got: {list(indices.shape)}")
    if values.shape[:1] != indices.shape[1:]:
        raise RuntimeError(f"indices and values must have same nnz, but got nnz from indices: {indices.shape[1]}, "
                           f"nnz from values: {values.shape[0] if values.dim() else 1}")
    inner = tuple(values.shape[1:])
    if size is None:
        if indices.shape[1]:
            size = tuple(int(n) + 1 for n in indices.max(1).values) + inner
        else:
            size = (0,) * indices.shape[0] + inner
    size = torch.Size(size)
    if len(size) != indices.shape[0] + len(inner):
        raise RuntimeError("'len(size) == sparse_dim + dense_dim' is not satisfied: len(size) = "
                           f"{len(size)}, sparse_dim = {indices.shape[0]}, dense_dim = {len(inner)}")
    for axis in range(indices.shape[0] if indices.shape[1] else 0):
        if int(indices[axis].min()) < 0:
            raise RuntimeError(f"found negative index {int(indices[axis].min())} for dim {axis}")
        if int(indices[axis].max()) >= size[axis]:
            raise RuntimeError(f"size is inconsistent with indices: for dim {axis}, size is {size[axis]} but found index "
                               f"{int(indices[axis].max())}")
    if requires_grad:
        values = values.detach().requires_grad_(True)
    return _Sparse(indices, values, size, bool(is_coalesced))


def _legacy(name, kind):
    def make(indices=None, values=None, size=None):
        if values is None:
            return sparse_coo_tensor(torch.Size(indices or (0,))).to(kind)
        return sparse_coo_tensor(indices, values.to(kind), size)
    make.__name__ = make.__qualname__ = name
    return make


FloatTensor, DoubleTensor = _legacy("FloatTensor", torch.float32), _legacy("DoubleTensor", torch.float64)
LongTensor, IntTensor = _legacy("LongTensor", torch.int64), _legacy("IntTensor", torch.int32)


def mm(mat1, mat2, reduce=None):
    """The product of a sparse matrix and a matrix; of two matrices, either of them sparse."""
    return mat1 @ mat2


def addmm(mat, mat1, mat2, *, beta=1.0, alpha=1.0):
    """beta · mat + alpha · (mat1 @ mat2)"""
    return beta * mat + alpha * (mat1 @ mat2)


def sum(input, dim=None, dtype=None):
    """The sum of all values, or along axes: sparse again where an axis is left."""
    if dim is None:
        return input.sum()
    axes = [dim] if isinstance(dim, int) else list(dim)
    axes = [axis % input.dim() for axis in axes]
    kept = [axis for axis in range(input.dim()) if axis not in axes]
    if not kept:
        return input.sum()
    shape = torch.Size([input.shape[axis] for axis in kept])
    return _Sparse(input._places[torch.tensor(kept)], input._entries, shape).coalesce()
