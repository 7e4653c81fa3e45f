"""Records an example of each operation, layer, optimiser and built-in function, with what PyTorch (or CPython) answers,
for help and the op reference.

Run with PyTorch installed: `python3 scripts/record_examples.py`. Writes the tables `OpExamples.swift`,
`LayerExamples.swift` and `BuiltinExamples.swift`, and the programs that run the same lines in the tests.
"""

import contextlib
import io
import warnings

import torch
import torch.nn.functional as F
from torch import nn

TABLE = "Sources/GradusTensor/Table/OpExamples.swift"
LAYER_TABLE = "Sources/GradusNN/Table/LayerExamples.swift"
BUILTIN_TABLE = "Sources/GradusVM/Builtins/Functions/BuiltinExamples.swift"
PROGRAM = "Tests/GradusEngineTests/Training/op_examples.py"
BUILTIN_PROGRAM = "Tests/GradusVMTests/programs/functions/builtin_examples.py"

EXAMPLES = {
    "rand": "torch.rand(2, 3).shape",
    "randn": "torch.randn(2, 3).shape",
    "randint": "torch.randint(0, 10, (3,)).dtype",
    "randperm": "torch.randperm(5).sort().values",
    "zeros": "torch.zeros(2, 3)",
    "ones": "torch.ones(2, 2, dtype=torch.int64)",
    "full": "torch.full((2, 2), 7.)",
    "eye": "torch.eye(2)",
    "empty": "torch.empty(2, 3).shape",
    "arange": "torch.arange(0, 1, 0.25)",
    "linspace": "torch.linspace(0, 1, 5)",
    "zeros_like": "torch.zeros_like(torch.tensor([[1., 2.]]))",
    "ones_like": "torch.ones_like(torch.tensor([1, 2]))",
    "rand_like": "torch.rand_like(torch.zeros(2, 2)).shape",
    "sum": "torch.sum(torch.tensor([[1., 2.], [3., 4.]]), dim=0)",
    "mean": "torch.mean(torch.tensor([[1., 2.], [3., 4.]]), dim=1, keepdim=True)",
    "prod": "torch.prod(torch.tensor([2., 3., 4.]))",
    "max": "torch.max(torch.tensor([[1., 5.], [7., 2.]]), dim=1)",
    "min": "torch.min(torch.tensor([3., 1., 2.]))",
    "argmax": "torch.argmax(torch.tensor([[1., 5.], [7., 2.]]), dim=1)",
    "argmin": "torch.argmin(torch.tensor([3., 1., 2.]))",
    "std": "torch.std(torch.tensor([1., 2., 3., 4.]))",
    "var": "torch.var(torch.tensor([1., 2., 3., 4.]), correction=0)",
    "norm": "torch.norm(torch.tensor([3., 4.]))",
    "cumsum": "torch.cumsum(torch.tensor([1, 2, 3]), dim=0)",
    "topk": "torch.topk(torch.tensor([1., 4., 2., 3.]), 2)",
    "sort": "torch.sort(torch.tensor([3, 1, 2]))",
    "unique": "torch.unique(torch.tensor([3, 1, 1, 2]))",
    "matmul": "torch.matmul(torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([1., 1.]))",
    "mm": "torch.mm(torch.ones(2, 3), torch.ones(3, 2))",
    "bmm": "torch.bmm(torch.ones(5, 2, 3), torch.ones(5, 3, 4)).shape",
    "dot": "torch.dot(torch.tensor([1., 2.]), torch.tensor([3., 4.]))",
    "outer": "torch.outer(torch.tensor([1, 2]), torch.tensor([3, 4]))",
    "einsum": "torch.einsum('ij,jk->ik', torch.ones(2, 3), torch.ones(3, 4)).shape",
    "add": "torch.add(torch.tensor([1., 2.]), torch.tensor([10., 20.]), alpha=2)",
    "sub": "torch.sub(torch.tensor([5, 7]), 2)",
    "mul": "torch.mul(torch.tensor([[1.], [2.]]), torch.tensor([10., 20.]))",
    "div": "torch.div(torch.tensor([7, 8]), 2, rounding_mode='floor')",
    "pow": "torch.pow(torch.tensor([1., 2., 3.]), 2)",
    "exp": "torch.exp(torch.tensor([0., 1.]))",
    "log": "torch.log(torch.tensor([1., 10.]))",
    "sqrt": "torch.sqrt(torch.tensor([4., 9.]))",
    "abs": "torch.abs(torch.tensor([-1.5, 2.]))",
    "sin": "torch.sin(torch.tensor([0., 1.5708]))",
    "tanh": "torch.tanh(torch.tensor([-1., 0., 1.]))",
    "sigmoid": "torch.sigmoid(torch.tensor([-2., 0., 2.]))",
    "relu": "torch.relu(torch.tensor([-1., 0., 2.]))",
    "softmax": "torch.softmax(torch.tensor([1., 2., 3.]), dim=0)",
    "log_softmax": "torch.log_softmax(torch.tensor([1., 2., 3.]), dim=0)",
    "clamp": "torch.clamp(torch.tensor([-2., 0.5, 3.]), min=-1, max=1)",
    "where": "torch.where(torch.tensor([1., -1.]) > 0, 1, 0)",
    "eq": "torch.eq(torch.tensor([1, 2]), torch.tensor([1, 3]))",
    "cat": "torch.cat([torch.tensor([1, 2]), torch.tensor([3])])",
    "stack": "torch.stack([torch.tensor([1, 2]), torch.tensor([3, 4])], dim=1)",
    "reshape": "torch.reshape(torch.arange(6), (2, -1))",
    "flatten": "torch.flatten(torch.zeros(4, 3, 2), start_dim=1).shape",
    "transpose": "torch.transpose(torch.zeros(2, 3), 0, 1).shape",
    "permute": "torch.permute(torch.zeros(2, 3, 4), (2, 0, 1)).shape",
    "squeeze": "torch.squeeze(torch.zeros(1, 3, 1)).shape",
    "unsqueeze": "torch.unsqueeze(torch.tensor([1, 2]), 1)",
    "split": "torch.split(torch.arange(5), 2)",
    "gather": "torch.gather(torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([[1], [0]]))",
    "multinomial": "torch.multinomial(torch.tensor([0., 1., 0.]), 2, replacement=True)",
    "conv2d": "torch.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))",
    "bincount": "torch.bincount(torch.tensor([0, 1, 1, 3]))",
    "tril": "torch.tril(torch.ones(2, 2))",
    "one_hot": "F.one_hot(torch.tensor([0, 2]), num_classes=3)",
    "cross_entropy": "F.cross_entropy(torch.tensor([[2., 0., 0.]]), torch.tensor([0]))",
    "nll_loss": "F.nll_loss(torch.tensor([[-0.2, -1.7]]), torch.tensor([1]))",
    "mse_loss": "F.mse_loss(torch.tensor([1., 2.]), torch.tensor([0., 4.]))",
    "binary_cross_entropy": "F.binary_cross_entropy(torch.tensor([0.9, 0.2]), torch.tensor([1., 0.]))",
    "max_pool2d": "F.max_pool2d(torch.arange(16.).reshape(1, 1, 4, 4), 2)",
    "avg_pool2d": "F.avg_pool2d(torch.arange(16.).reshape(1, 1, 4, 4), 2)",
    "linear": "F.linear(torch.tensor([1., 2.]), torch.tensor([[3., 4.]]), torch.tensor([0.5]))",
    "embedding": "F.embedding(torch.tensor([1]), torch.tensor([[0., 0.], [1., 2.]]))",
    "pad": "F.pad(torch.tensor([1, 2]), (1, 1))",
    "interpolate": "F.interpolate(torch.tensor([[[1., 2.]]]), scale_factor=2)",
    "normalize": "F.normalize(torch.tensor([[3., 4.]]), dim=1)",
}

DIFFERENCES = {
    "gelu": "PyTorch computes the exact form with a coarse error function where oneDNN is built in; results differ from "
    "it by up to 1e-6.",
    "det": "The last digits of the determinant of a singular matrix depend on the order of rounding.",
    "empty": "The elements are whatever the memory holds, as in PyTorch, and so not the same.",
    "svd": "Vectors are found up to their signs; for tall and square matrices they are those of PyTorch.",
    "eig": "Refused where eigenvalues are complex: there are no complex tensors.",
    "eigvals": "Refused where eigenvalues are complex: there are no complex tensors.",
    "_standard_gamma": "The gradient is a central difference of the incomplete gamma function.",
}

# Operations that are shown alike: the call, and whose it is.
FAMILIES = [
    ("torch.{}(torch.tensor([0.25, 0.5, 0.75]))",
     "acos asin atanh erfinv logit sinc"),
    ("torch.{}(torch.tensor([0.5, 1., 2.]))",
     "asinh atan cos cosh digamma erf erfc exp2 expm1 i0 lgamma log10 log1p log2 reciprocal rsqrt sinh square tan selu "
     "celu"),
    ("torch.{}(torch.tensor([1., 2., 3.]))", "acosh"),
    ("torch.{}(torch.tensor([-1.5, 0.5, 2.5]))", "ceil floor frac round sgn sign signbit trunc neg positive"),
    ("torch.{}(torch.tensor([1., float('inf'), float('nan')]))",
     "isfinite isinf isnan isneginf isposinf nan_to_num isreal"),
    ("torch.{}(torch.tensor([1., float('nan'), 3.]))", "nanmean nanmedian nansum"),
    ("torch.{}(torch.tensor([180., 90.]))", "deg2rad"),
    ("torch.{}(torch.tensor([3.1416, 1.5708]))", "rad2deg"),
    ("torch.{}(torch.tensor([5., 2.]), torch.tensor([3., 4.]))",
     "atan2 copysign fmax fmin fmod maximum minimum hypot logaddexp logaddexp2 ge gt le lt ne remainder xlogy dist "
     "true_divide inner vdot float_power floor_divide igamma igammac nextafter rsub heaviside ldexp"),
    ("torch.{}(torch.tensor([6, 5]), torch.tensor([3, 1]))",
     "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift gcd lcm"),
    ("torch.{}(torch.tensor([True, False]), torch.tensor([True, True]))", "logical_and logical_or logical_xor"),
    ("torch.{}(torch.tensor([True, False]))", "all any logical_not bitwise_not"),
    ("torch.{}(torch.tensor([3., 1., 2.]))",
     "amax amin aminmax argsort median msort mode count_nonzero diff clone detach real conj angle ravel diagflat"),
    ("torch.{}(torch.tensor([3., 1., 2.]), dim=0)",
     "cummax cummin cumprod logcumsumexp logsumexp std_mean var_mean"),
    ("torch.{}(torch.tensor([[1., 2.], [3., 4.]]))",
     "adjoint corrcoef cov det fliplr flipud inverse pinverse rot90 slogdet t trace triu "
     "argwhere nonzero atleast_3d linalg.cond linalg.inv linalg.inv_ex linalg.pinv linalg.svdvals linalg.matrix_norm "
     "linalg.vector_norm lu diag diagonal"),
    ("torch.{}(torch.tensor(5.))", "atleast_1d atleast_2d"),
    ("torch.{}(torch.tensor([[2., 1.], [1., 2.]]))",
     "logdet cholesky linalg.eigh linalg.eigvalsh linalg.cholesky_ex linalg.lu_factor linalg.lu_factor_ex "
     "cholesky_inverse"),
    ("torch.{}(torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([[1., 0.], [0., 2.]]))",
     "kron cdist chain_matmul linalg.vecdot"),
    ("torch.{}((torch.tensor([1, 2]), torch.tensor([3, 4])))", "column_stack dstack hstack vstack"),
    ("torch.{}(torch.tensor([1, 2]), torch.tensor([3, 4]))",
     "broadcast_tensors cartesian_prod meshgrid"),
    ("torch.{}(4)", "bartlett_window blackman_window hamming_window hann_window kaiser_window"),
    ("torch.{}(2, 3)", "tril_indices triu_indices"),
    ("torch.{}(torch.ones(1, 1, 4), torch.ones(1, 1, 2))", "conv1d conv_transpose1d"),
    ("torch.{}(torch.ones(1, 3, 8, 8), torch.ones(3, 3, 2, 2)).shape", "conv_transpose2d"),
    ("torch.{}(torch.ones(1, 1, 3, 3, 3), torch.ones(1, 1, 2, 2, 2)).shape", "conv3d conv_transpose3d"),
    ("torch.{}(torch.tensor([[[1., 3., 2., 4.]]]), 2)", "adaptive_avg_pool1d avg_pool1d max_pool1d"),
    ("torch.{}(torch.zeros(1, 1, 4, 4, 4), 2).shape", "max_pool3d"),
    ("torch.special.{}(torch.tensor([0.5, 1., 2.]))",
     "bessel_j0 bessel_j1 bessel_y0 bessel_y1 entr erfcx gammaln i0e i1 i1e log_ndtr modified_bessel_i0 "
     "modified_bessel_i1 ndtr spherical_bessel_j0"),
    ("torch.special.{}(torch.tensor([0.25, 0.5, 0.75]))", "ndtri"),
    ("torch.special.{}(torch.tensor([1., 2.]), torch.tensor([3., 4.]))", "gammainc gammaincc xlog1py zeta"),
    ("F.{}(torch.tensor([-1., 0.5, 2.]))",
     "elu gelu hardsigmoid hardswish hardtanh leaky_relu leaky_relu_ logsigmoid mish relu6 relu_ silu softplus softshrink "
     "softsign tanhshrink hardshrink"),
    ("F.{}(torch.tensor([1., 2., 3.]), dim=0)", "softmin"),
    ("F.{}(torch.tensor([1., 2., 3., 4.]))", "glu"),
    ("F.{}(torch.tensor([0.5, 2.]), torch.tensor([1., -1.]))",
     "hinge_embedding_loss huber_loss l1_loss smooth_l1_loss soft_margin_loss poisson_nll_loss"),
    ("F.{}(torch.tensor([0.5, -2.]), torch.tensor([1., 0.]))",
     "binary_cross_entropy_with_logits"),
    ("F.{}(torch.zeros(1, 2, 4, 4), 2).shape", "adaptive_avg_pool2d adaptive_max_pool2d unfold"),
    ("F.{}(torch.zeros(1, 2, 4, 4, 4), 2).shape", "adaptive_avg_pool3d avg_pool3d"),
    ("F.{}(torch.ones(2, 3, 4), training=False).shape", "alpha_dropout dropout1d feature_alpha_dropout"),
    ("F.{}(torch.ones(2, 3, 4, 4), training=False).shape", "dropout2d"),
    ("F.{}(torch.ones(2, 3, 4, 4, 4), training=False).shape", "dropout3d"),
    ("torch.tensor([1.5, 0.]).{}()", "bfloat16 bool byte char contiguous double float half int long short"),
    ("torch.tensor([[1, 2], [3, 4]]).{}", "T mT H"),
    ("torch.tensor([1., 2.]).{}((2,)).shape", "new_empty"),
    ("torch.tensor([1., 2.]).{}(2, 2)", "new_ones new_zeros"),
    ("torch.nn.init.{}(torch.empty(2, 2))", "eye_ ones_ zeros_"),
    ("torch.nn.init.{}(torch.empty(3, 5)).shape",
     "kaiming_normal_ kaiming_uniform_ normal_ orthogonal_ trunc_normal_ uniform_ xavier_normal_ xavier_uniform_"),
    ("torch.{}(torch.zeros(2, 2)).shape", "empty_like randn_like"),
]

MORE = {
    "matrix_exp": "torch.matrix_exp(torch.tensor([[0., 1.], [0., 0.]]))",
    "multi_dot": "torch.linalg.multi_dot([torch.ones(2, 3), torch.ones(3, 4), torch.ones(4, 2)])",
    "matrix_rank": "torch.linalg.matrix_rank(torch.tensor([[1., 2.], [2., 4.]]))",
    "lstsq": "torch.linalg.lstsq(torch.tensor([[1., 0.], [0., 2.]]), torch.tensor([[1.], [4.]])).solution",
    "eig": "torch.linalg.eigh(torch.tensor([[2., 0.], [0., 3.]])).eigenvalues",
    "solve": "torch.linalg.solve(torch.tensor([[2., 0.], [0., 4.]]), torch.tensor([2., 8.]))",
    "symeig": "torch.linalg.eigvalsh(torch.tensor([[2., 1.], [1., 2.]]))",
    "_standard_gamma": "torch._standard_gamma(torch.tensor([2., 3.])).shape",
    "addbmm": "torch.addbmm(torch.zeros(2, 2), torch.ones(5, 2, 3), torch.ones(5, 3, 2))",
    "baddbmm": "torch.baddbmm(torch.zeros(1, 2, 2), torch.ones(1, 2, 3), torch.ones(1, 3, 2))",
    "addcdiv": "torch.addcdiv(torch.tensor([1.]), torch.tensor([6.]), torch.tensor([3.]), value=10)",
    "addcmul": "torch.addcmul(torch.tensor([1.]), torch.tensor([6.]), torch.tensor([3.]), value=10)",
    "addmm": "torch.addmm(torch.ones(2, 2), torch.ones(2, 3), torch.ones(3, 2))",
    "addmv": "torch.addmv(torch.tensor([1., 1.]), torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([1., 1.]))",
    "addr": "torch.addr(torch.zeros(2, 2), torch.tensor([1., 2.]), torch.tensor([3., 4.]))",
    "allclose": "torch.allclose(torch.tensor([1.]), torch.tensor([1. + 1e-7]))",
    "as_strided": "torch.as_strided(torch.arange(6), (2, 2), (3, 1))",
    "bernoulli": "torch.bernoulli(torch.tensor([0., 1.]))",
    "bilinear": "torch.bilinear(torch.ones(1, 2), torch.ones(1, 3), torch.ones(1, 2, 3), None)",
    "binomial": "torch.binomial(torch.tensor([5., 5.]), torch.tensor([0., 1.]))",
    "block_diag": "torch.block_diag(torch.tensor([[1]]), torch.tensor([[2, 3]]))",
    "broadcast_to": "torch.broadcast_to(torch.tensor([1, 2]), (2, 2))",
    "bucketize": "torch.bucketize(torch.tensor([0.5, 3.]), torch.tensor([1., 2., 4.]))",
    "channel_shuffle": "torch.channel_shuffle(torch.arange(4.).reshape(1, 4, 1, 1), 2).flatten()",
    "cholesky_solve": "torch.cholesky_solve(torch.tensor([[2.], [4.]]), torch.tensor([[2., 0.], [0., 2.]]))",
    "chunk": "torch.chunk(torch.arange(5), 2)",
    "clamp_max": "torch.clamp_max(torch.tensor([1., 5.]), 2)",
    "clamp_min": "torch.clamp_min(torch.tensor([1., 5.]), 2)",
    "combinations": "torch.combinations(torch.tensor([1, 2, 3]))",
    "cosine_similarity": "torch.cosine_similarity(torch.tensor([[1., 0.]]), torch.tensor([[1., 1.]]))",
    "cross": "torch.cross(torch.tensor([1., 0., 0.]), torch.tensor([0., 1., 0.]), dim=0)",
    "cumulative_trapezoid": "torch.cumulative_trapezoid(torch.tensor([1., 2., 3.]))",
    "trapezoid": "torch.trapezoid(torch.tensor([1., 2., 3.]))",
    "diag_embed": "torch.diag_embed(torch.tensor([1, 2]))",
    "diagonal_scatter": "torch.diagonal_scatter(torch.zeros(2, 2), torch.tensor([1., 2.]))",
    "dropout": "torch.dropout(torch.ones(3), 0.5, train=False)",
    "dsplit": "torch.dsplit(torch.arange(4).reshape(1, 1, 4), 2)",
    "hsplit": "torch.hsplit(torch.arange(4), 2)",
    "vsplit": "torch.vsplit(torch.arange(4).reshape(2, 2), 2)",
    "equal": "torch.equal(torch.tensor([1, 2]), torch.tensor([1, 2]))",
    "embedding_renorm_": "torch.embedding_renorm_(torch.tensor([[3., 4.]]), torch.tensor([0]), 1., 2.)",
    "fill": "torch.fill(torch.zeros(2), 7.)",
    "flip": "torch.flip(torch.tensor([1, 2, 3]), (0,))",
    "frexp": "torch.frexp(torch.tensor([8., 3.]))",
    "full_like": "torch.full_like(torch.zeros(2), 7.)",
    "gradient": "torch.gradient(torch.tensor([1., 4., 9.]))",
    "group_norm": "torch.group_norm(torch.tensor([[1., 3., 2., 6.]]), 2)",
    "layer_norm": "torch.layer_norm(torch.tensor([1., 2., 3.]), (3,))",
    "rms_norm": "torch.rms_norm(torch.tensor([3., 4.]), (2,))",
    "histc": "torch.histc(torch.tensor([1., 2., 2., 4.]), bins=4, min=0, max=4)",
    "histogram": "torch.histogram(torch.tensor([1., 2., 2., 4.]), bins=2, range=(0., 4.))",
    "index_add": "torch.index_add(torch.zeros(3), 0, torch.tensor([0, 2]), torch.tensor([1., 2.]))",
    "index_copy": "torch.index_copy(torch.zeros(3), 0, torch.tensor([0, 2]), torch.tensor([1., 2.]))",
    "index_fill": "torch.index_fill(torch.zeros(3), 0, torch.tensor([0, 2]), 5.)",
    "index_put": "torch.index_put(torch.zeros(3), (torch.tensor([1]),), torch.tensor(5.))",
    "index_reduce": "torch.index_reduce(torch.ones(2), 0, torch.tensor([0, 0]), torch.tensor([2., 3.]), 'prod')",
    "index_select": "torch.index_select(torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([1]))",
    "isclose": "torch.isclose(torch.tensor([1., 2.]), torch.tensor([1. + 1e-7, 2.1]))",
    "isin": "torch.isin(torch.tensor([1, 2, 3]), torch.tensor([2, 3]))",
    "kthvalue": "torch.kthvalue(torch.tensor([3., 1., 2.]), 2)",
    "lerp": "torch.lerp(torch.tensor([0., 10.]), torch.tensor([10., 20.]), 0.5)",
    "logspace": "torch.logspace(0, 2, 3)",
    "lu_solve": "torch.lu_solve(torch.tensor([[2.], [6.]]), torch.tensor([[2., 0.], [0., 3.]]), "
                "torch.tensor([1, 2], dtype=torch.int32))",
    "lu_unpack": "torch.lu_unpack(torch.tensor([[2., 1.], [0.5, 3.]]), torch.tensor([1, 2], dtype=torch.int32)).L",
    "masked_fill": "torch.masked_fill(torch.tensor([1., -1.]), torch.tensor([False, True]), 0.)",
    "masked_scatter": "torch.masked_scatter(torch.zeros(3), torch.tensor([True, False, True]), torch.tensor([1., 2.]))",
    "masked_select": "torch.masked_select(torch.tensor([1, -1, 2]), torch.tensor([True, False, True]))",
    "matrix_power": "torch.matrix_power(torch.tensor([[1., 1.], [0., 1.]]), 3)",
    "movedim": "torch.movedim(torch.zeros(2, 3, 4), 0, -1).shape",
    "mv": "torch.mv(torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([1., 1.]))",
    "mvlgamma": "torch.mvlgamma(torch.tensor([2., 3.]), p=2)",
    "nanquantile": "torch.nanquantile(torch.tensor([1., float('nan'), 3.]), 0.5)",
    "quantile": "torch.quantile(torch.tensor([1., 2., 4.]), 0.5)",
    "narrow": "torch.narrow(torch.tensor([1, 2, 3, 4]), 0, 1, 2)",
    "normal": "torch.normal(0., 1., (2, 3)).shape",
    "pairwise_distance": "torch.pairwise_distance(torch.tensor([[0., 0.]]), torch.tensor([[3., 4.]]))",
    "pdist": "torch.pdist(torch.tensor([[0., 0.], [3., 4.], [0., 4.]]))",
    "pixel_shuffle": "torch.pixel_shuffle(torch.arange(4.).reshape(1, 4, 1, 1), 2)",
    "pixel_unshuffle": "torch.pixel_unshuffle(torch.arange(4.).reshape(1, 1, 2, 2), 2).flatten()",
    "poisson": "torch.poisson(torch.tensor([0., 0.]))",
    "polygamma": "torch.polygamma(1, torch.tensor([1., 2.]))",
    "prelu": "torch.prelu(torch.tensor([-2., 3.]), torch.tensor([0.25]))",
    "put": "torch.put(torch.zeros(2, 2), torch.tensor([3]), torch.tensor([5.]))",
    "qr": "torch.qr(torch.tensor([[3., 0.], [4., 5.]])).R.abs()",
    "randint_like": "torch.randint_like(torch.zeros(2, 2), 10).shape",
    "range": "torch.range(0, 2)",
    "renorm": "torch.renorm(torch.tensor([[3., 4.], [0.3, 0.4]]), 2, 0, 1.)",
    "repeat_interleave": "torch.repeat_interleave(torch.tensor([1, 2]), 2)",
    "roll": "torch.roll(torch.tensor([1, 2, 3]), 1)",
    "rrelu": "torch.rrelu(torch.tensor([-6., 2.]), 0.5, 0.5)",
    "scalar_tensor": "torch.scalar_tensor(3.)",
    "scatter": "torch.scatter(torch.zeros(3), 0, torch.tensor([2]), torch.tensor([5.]))",
    "scatter_add": "torch.scatter_add(torch.zeros(2), 0, torch.tensor([1, 1]), torch.tensor([2., 3.]))",
    "scatter_reduce": "torch.scatter_reduce(torch.zeros(2), 0, torch.tensor([1, 1]), torch.tensor([2., 3.]), 'amax')",
    "searchsorted": "torch.searchsorted(torch.tensor([1., 3., 5.]), torch.tensor([2., 5.]))",
    "select": "torch.select(torch.tensor([[1, 2], [3, 4]]), 0, 1)",
    "select_scatter": "torch.select_scatter(torch.zeros(2, 2), torch.ones(2), 0, 1)",
    "slice_scatter": "torch.slice_scatter(torch.zeros(4), torch.ones(2), start=1, end=3)",
    "split_with_sizes": "torch.split_with_sizes(torch.arange(3), [1, 2])",
    "svd": "torch.svd(torch.tensor([[3., 0.], [0., 4.]])).S",
    "take": "torch.take(torch.tensor([[1, 2], [3, 4]]), torch.tensor([0, 3]))",
    "take_along_dim": "torch.take_along_dim(torch.tensor([[1, 2], [3, 4]]), torch.tensor([[1], [0]]), dim=1)",
    "tensor_split": "torch.tensor_split(torch.arange(5), 2)",
    "tensordot": "torch.tensordot(torch.ones(2, 3), torch.ones(3, 4), dims=1).shape",
    "threshold": "torch.threshold(torch.tensor([0.5, 2.]), 1., 0.)",
    "hardshrink": "torch.hardshrink(torch.tensor([-1., 0.25, 2.]))",
    "tile": "torch.tile(torch.tensor([1, 2]), (2,))",
    "triangular_solve": "torch.triangular_solve(torch.tensor([[2.], [6.]]), torch.tensor([[2., 0.], [0., 3.]])).solution",
    "unbind": "torch.unbind(torch.tensor([[1, 2], [3, 4]]))",
    "unflatten": "torch.unflatten(torch.arange(4), 0, (2, 2))",
    "unique_consecutive": "torch.unique_consecutive(torch.tensor([1, 1, 2, 1]))",
    "unravel_index": "torch.unravel_index(torch.tensor(5), (2, 3))",
    "unsafe_chunk": "torch.unsafe_chunk(torch.arange(4), 2)",
    "vander": "torch.vander(torch.tensor([2, 3]), 3)",
    "affine_grid": "F.affine_grid(torch.tensor([[[1., 0., 0.], [0., 1., 0.]]]), (1, 1, 4, 4)).shape",
    "adaptive_max_pool1d": "F.adaptive_max_pool1d(torch.tensor([[[1., 3., 2., 4.]]]), 2)",
    "batch_norm": "F.batch_norm(torch.tensor([[1.], [3.]]), None, None, training=True)",
    "instance_norm": "F.instance_norm(torch.tensor([[[1., 3.]]]))",
    "cosine_embedding_loss": "F.cosine_embedding_loss(torch.tensor([[1., 0.]]), torch.tensor([[0., 1.]]), "
                             "torch.tensor([1.]))",
    "embedding_bag": "F.embedding_bag(torch.tensor([[0, 1]]), torch.tensor([[1., 2.], [3., 4.]]))",
    "fold": "F.fold(torch.ones(1, 4, 4), (3, 3), 2)",
    "gaussian_nll_loss": "F.gaussian_nll_loss(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))",
    "grid_sample": "F.grid_sample(torch.tensor([[[[1., 2.], [3., 4.]]]]), torch.zeros(1, 1, 1, 2), align_corners=False)",
    "gumbel_softmax": "F.gumbel_softmax(torch.zeros(1, 3)).shape",
    "kl_div": "F.kl_div(torch.tensor([0.5, 0.5]).log(), torch.tensor([0.9, 0.1]), reduction='sum')",
    "local_response_norm": "F.local_response_norm(torch.ones(1, 2, 1), 2)",
    "lp_pool1d": "F.lp_pool1d(torch.tensor([[[3., 4.]]]), 2, 2)",
    "lp_pool2d": "F.lp_pool2d(torch.tensor([[[[3., 4.], [0., 0.]]]]), 2, 2)",
    "margin_ranking_loss": "F.margin_ranking_loss(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))",
    "max_unpool1d": "F.max_unpool1d(torch.tensor([[[3., 4.]]]), torch.tensor([[[1, 3]]]), 2)",
    "max_unpool2d": "F.max_unpool2d(torch.tensor([[[[4.]]]]), torch.tensor([[[[3]]]]), 2)",
    "max_unpool3d": "F.max_unpool3d(torch.tensor([[[[[4.]]]]]), torch.tensor([[[[[3]]]]]), 2).shape",
    "multi_margin_loss": "F.multi_margin_loss(torch.tensor([[0.1, 0.2, 0.7]]), torch.tensor([2]))",
    "multilabel_soft_margin_loss": "F.multilabel_soft_margin_loss(torch.tensor([[1., -1.]]), torch.tensor([[1., 0.]]))",
    "scaled_dot_product_attention": "F.scaled_dot_product_attention(torch.ones(1, 2, 4), torch.ones(1, 3, 4), "
                                    "torch.ones(1, 3, 4)).shape",
    "triplet_margin_loss": "F.triplet_margin_loss(torch.tensor([[0., 0.]]), torch.tensor([[0., 1.]]), "
                           "torch.tensor([[3., 4.]]))",
    "solve_triangular": "torch.linalg.solve_triangular(torch.tensor([[2., 0.], [0., 3.]]), torch.tensor([[2.], [6.]]), "
                        "upper=True)",
    "tensorinv": "torch.linalg.tensorinv(torch.eye(4).reshape(2, 2, 4), ind=2).shape",
    "tensorsolve": "torch.linalg.tensorsolve(torch.eye(4).reshape(2, 2, 4), torch.ones(2, 2))",
    "multigammaln": "torch.special.multigammaln(torch.tensor([2., 3.]), 2)",
    "expand": "torch.tensor([[1], [2]]).expand(2, 3)",
    "expand_as": "torch.tensor([1, 2]).expand_as(torch.zeros(2, 2))",
    "new_full": "torch.tensor([1., 2.]).new_full((2, 2), 7.)",
    "repeat": "torch.tensor([1, 2]).repeat(2, 2)",
    "reshape_as": "torch.arange(4).reshape_as(torch.zeros(2, 2))",
    "sum_to_size": "torch.ones(2, 3).sum_to_size(1, 3)",
    "type_as": "torch.tensor([1, 2]).type_as(torch.tensor([1.5]))",
    "view": "torch.arange(6).view(2, -1)",
    "view_as": "torch.arange(4).view_as(torch.zeros(2, 2))",
    "calculate_gain": "torch.nn.init.calculate_gain('relu')",
    "constant_": "torch.nn.init.constant_(torch.empty(2), 0.5)",
    "dirac_": "torch.nn.init.dirac_(torch.empty(1, 1, 3))",
    "sparse_": "torch.nn.init.sparse_(torch.empty(4, 2), sparsity=0.5).eq(0).sum()",
    "std": "torch.std(torch.tensor([1., 2., 3., 4.]))",
}

LAYERS = {
    "AlphaDropout": "nn.AlphaDropout(0.2).eval()(torch.ones(3))",
    "Dropout": "nn.Dropout(0.5).eval()(torch.ones(3))",
    "BatchNorm1d": "nn.BatchNorm1d(2)(torch.tensor([[1., 2.], [3., 6.]]))",
    "BatchNorm2d": "nn.BatchNorm2d(3)(torch.randn(8, 3, 4, 4)).shape",
    "BatchNorm3d": "nn.BatchNorm3d(3)(torch.randn(2, 3, 4, 4, 4)).shape",
    "Bilinear": "nn.Bilinear(2, 3, 4)(torch.ones(5, 2), torch.ones(5, 3)).shape",
    "Conv1d": "nn.Conv1d(1, 4, 3)(torch.zeros(2, 1, 10)).shape",
    "Conv2d": "nn.Conv2d(1, 6, 5)(torch.zeros(1, 1, 28, 28)).shape",
    "Conv3d": "nn.Conv3d(1, 2, 3)(torch.zeros(1, 1, 8, 8, 8)).shape",
    "ConvTranspose1d": "nn.ConvTranspose1d(4, 1, 2, stride=2)(torch.zeros(2, 4, 5)).shape",
    "ConvTranspose2d": "nn.ConvTranspose2d(4, 1, 2, stride=2)(torch.zeros(1, 4, 7, 7)).shape",
    "ConvTranspose3d": "nn.ConvTranspose3d(2, 1, 2, stride=2)(torch.zeros(1, 2, 4, 4, 4)).shape",
    "CosineEmbeddingLoss": "nn.CosineEmbeddingLoss()(torch.tensor([[1., 0.]]), torch.tensor([[0., 1.]]), "
                           "torch.tensor([1.]))",
    "CosineSimilarity": "nn.CosineSimilarity(dim=1)(torch.tensor([[1., 0.]]), torch.tensor([[1., 1.]]))",
    "CrossEntropyLoss": "nn.CrossEntropyLoss()(torch.tensor([[2., 0., 0.]]), torch.tensor([0]))",
    "Embedding": "nn.Embedding(10, 3)(torch.tensor([[1, 2, 4]])).shape",
    "EmbeddingBag": "nn.EmbeddingBag(10, 3)(torch.tensor([[1, 2, 4]])).shape",
    "Flatten": "nn.Flatten()(torch.zeros(8, 1, 28, 28)).shape",
    "Unflatten": "nn.Unflatten(1, (1, 28, 28))(torch.zeros(8, 784)).shape",
    "GLU": "nn.GLU()(torch.tensor([1., 2., 3., 4.]))",
    "GRU": "nn.GRU(3, 5, batch_first=True)(torch.zeros(2, 7, 3))[0].shape",
    "LSTM": "nn.LSTM(3, 5, batch_first=True)(torch.zeros(2, 7, 3))[0].shape",
    "RNN": "nn.RNN(3, 5, batch_first=True)(torch.zeros(2, 7, 3))[0].shape",
    "GRUCell": "nn.GRUCell(3, 5)(torch.zeros(2, 3)).shape",
    "RNNCell": "nn.RNNCell(3, 5)(torch.zeros(2, 3)).shape",
    "LSTMCell": "nn.LSTMCell(3, 5)(torch.zeros(2, 3))[0].shape",
    "GaussianNLLLoss": "nn.GaussianNLLLoss()(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))",
    "GroupNorm": "nn.GroupNorm(2, 4)(torch.zeros(1, 4, 5)).shape",
    "Identity": "nn.Identity()(torch.tensor([1, 2]))",
    "InstanceNorm1d": "nn.InstanceNorm1d(1)(torch.tensor([[[1., 3.]]]))",
    "InstanceNorm2d": "nn.InstanceNorm2d(3)(torch.randn(1, 3, 4, 4)).shape",
    "InstanceNorm3d": "nn.InstanceNorm3d(3)(torch.randn(1, 3, 4, 4, 4)).shape",
    "KLDivLoss": "nn.KLDivLoss(reduction='sum')(torch.tensor([0.5, 0.5]).log(), torch.tensor([0.9, 0.1]))",
    "LayerNorm": "nn.LayerNorm(3)(torch.tensor([1., 2., 3.]))",
    "RMSNorm": "nn.RMSNorm(2)(torch.tensor([3., 4.]))",
    "LazyLinear": "nn.LazyLinear(4)(torch.zeros(2, 7)).shape",
    "Linear": "nn.Linear(784, 10)(torch.zeros(32, 784)).shape",
    "LocalResponseNorm": "nn.LocalResponseNorm(2)(torch.ones(1, 2, 1))",
    "LogSoftmax": "nn.LogSoftmax(dim=0)(torch.tensor([1., 2., 3.]))",
    "Softmax": "nn.Softmax(dim=0)(torch.tensor([1., 2., 3.]))",
    "Softmin": "nn.Softmin(dim=0)(torch.tensor([1., 2., 3.]))",
    "Softmax2d": "nn.Softmax2d()(torch.zeros(1, 2, 1, 1))",
    "MarginRankingLoss": "nn.MarginRankingLoss()(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))",
    "ModuleDict": "list(nn.ModuleDict({'a': nn.ReLU()}))",
    "ModuleList": "len(nn.ModuleList([nn.ReLU(), nn.Tanh()]))",
    "MultiLabelSoftMarginLoss": "nn.MultiLabelSoftMarginLoss()(torch.tensor([[1., -1.]]), torch.tensor([[1., 0.]]))",
    "MultiMarginLoss": "nn.MultiMarginLoss()(torch.tensor([[0.1, 0.2, 0.7]]), torch.tensor([2]))",
    "MultiheadAttention": "nn.MultiheadAttention(8, 2)(torch.zeros(5, 1, 8), torch.zeros(5, 1, 8), "
                          "torch.zeros(5, 1, 8))[0].shape",
    "NLLLoss": "nn.NLLLoss()(torch.tensor([[-0.2, -1.7]]), torch.tensor([1]))",
    "PReLU": "nn.PReLU()(torch.tensor([-2., 3.])).detach()",
    "PairwiseDistance": "nn.PairwiseDistance()(torch.tensor([[0., 0.]]), torch.tensor([[3., 4.]]))",
    "PixelShuffle": "nn.PixelShuffle(2)(torch.zeros(1, 4, 3, 3)).shape",
    "PixelUnshuffle": "nn.PixelUnshuffle(2)(torch.zeros(1, 1, 6, 6)).shape",
    "RReLU": "nn.RReLU(0.5, 0.5)(torch.tensor([-6., 2.]))",
    "Sequential": "nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))(torch.zeros(3, 4)).shape",
    "Threshold": "nn.Threshold(1., 0.)(torch.tensor([0.5, 2.]))",
    "TransformerEncoderLayer": "nn.TransformerEncoderLayer(8, 2)(torch.zeros(5, 1, 8)).shape",
    "TransformerEncoder": "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, batch_first=True), 2)"
                          "(torch.zeros(1, 5, 8)).shape",
    "TripletMarginLoss": "nn.TripletMarginLoss()(torch.tensor([[0., 0.]]), torch.tensor([[0., 1.]]), "
                         "torch.tensor([[3., 4.]]))",
    "Upsample": "nn.Upsample(scale_factor=2)(torch.tensor([[[1., 2.]]]))",
    "Parameter": "nn.Parameter(torch.zeros(2))",
    "Module": "nn.Module().training",
    "BCELoss": "nn.BCELoss()(torch.tensor([0.9, 0.2]), torch.tensor([1., 0.]))",
    "BCEWithLogitsLoss": "nn.BCEWithLogitsLoss()(torch.tensor([0.5, -2.]), torch.tensor([1., 0.]))",
}
LAYER_FAMILIES = [
    ("nn.{}(2)(torch.tensor([[[1., 3., 2., 4.]]]))", "AdaptiveAvgPool1d AdaptiveMaxPool1d AvgPool1d MaxPool1d"),
    ("nn.{}(2)(torch.arange(16.).reshape(1, 1, 4, 4))", "AdaptiveAvgPool2d AdaptiveMaxPool2d AvgPool2d MaxPool2d"),
    ("nn.{}(2)(torch.zeros(1, 1, 4, 4, 4)).shape", "AdaptiveAvgPool3d AdaptiveMaxPool3d AvgPool3d MaxPool3d"),
    ("nn.{}(0.5).eval()(torch.ones(2, 3, 4)).shape", "Dropout1d FeatureAlphaDropout"),
    ("nn.{}(0.5).eval()(torch.ones(2, 3, 4, 4)).shape", "Dropout2d"),
    ("nn.{}(0.5).eval()(torch.ones(2, 3, 4, 4, 4)).shape", "Dropout3d"),
    ("nn.{}(1)(torch.tensor([[[1., 2., 3.]]]))", "CircularPad1d ReflectionPad1d ReplicationPad1d ZeroPad1d"),
    ("nn.{}(1)(torch.zeros(1, 1, 3, 3)).shape", "CircularPad2d ReflectionPad2d ReplicationPad2d ZeroPad2d"),
    ("nn.{}(1)(torch.zeros(1, 1, 3, 3, 3)).shape", "CircularPad3d ReflectionPad3d ReplicationPad3d ZeroPad3d"),
    ("nn.{}(1, 7.)(torch.tensor([[[1., 2.]]]))", "ConstantPad1d"),
    ("nn.{}(1, 7.)(torch.zeros(1, 1, 2, 2)).shape", "ConstantPad2d"),
    ("nn.{}(1, 7.)(torch.zeros(1, 1, 2, 2, 2)).shape", "ConstantPad3d"),
    ("nn.{}()(torch.tensor([-1., 0.5, 2.]))",
     "CELU ELU GELU Hardshrink Hardsigmoid Hardswish Hardtanh LeakyReLU LogSigmoid Mish ReLU ReLU6 SELU SiLU Sigmoid "
     "Softplus Softshrink Softsign Tanh Tanhshrink"),
    ("nn.{}()(torch.tensor([0.5, 2.]), torch.tensor([1., -1.]))",
     "HingeEmbeddingLoss HuberLoss L1Loss MSELoss PoissonNLLLoss SmoothL1Loss SoftMarginLoss"),
]
OPTIMIZERS = {
    "SGD": "lr=0.1, momentum=0.9", "Adam": "lr=0.1", "AdamW": "lr=0.1", "Adamax": "lr=0.1", "Adadelta": "lr=0.1",
    "Adagrad": "lr=0.1", "NAdam": "lr=0.1", "RAdam": "lr=0.1", "RMSprop": "lr=0.1",
}

BUILTINS = {
    "abs": "abs(-3.5)", "all": "all([1, 2, 0])", "any": "any([0, '', 3])", "ascii": "ascii('한글')", "bin": "bin(10)",
    "bool": "bool([])", "bytearray": "bytearray(b'abc')", "bytes": "bytes([72, 105])", "callable": "callable(len)",
    "chr": "chr(44032)", "classmethod": "classmethod(len).__func__ is len", "complex": "complex(1, 2)",
    "delattr": "callable(delattr)", "dict": "dict(a=1, b=2)", "dir": "'append' in dir([])", "divmod": "divmod(17, 5)",
    "enumerate": "list(enumerate(['a', 'b'], start=1))", "filter": "list(filter(None, [0, 1, 2]))",
    "float": "float('2.5e3')", "format": "format(3.14159, '.2f')", "frozenset": "frozenset([1, 1])",
    "getattr": "getattr('abc', 'nothing', 0)", "globals": "'__name__' in globals()", "hasattr": "hasattr([], 'append')",
    "hash": "hash(1) == hash(1.0)", "hex": "hex(255)", "id": "id(None) == id(None)", "int": "int('ff', 16)",
    "isinstance": "isinstance(True, int)", "issubclass": "issubclass(bool, int)", "iter": "next(iter([7, 8]))",
    "len": "len([1, 2, 3])", "list": "list('abc')", "locals": "type(locals())", "map": "list(map(abs, [-1, 2]))",
    "max": "max('pear', 'fig', key=len)", "memoryview": "memoryview(b'abc')[1]", "min": "min([3, 1, 2])",
    "next": "next(iter([]), 'none left')", "object": "type(object())", "oct": "oct(8)", "ord": "ord('가')",
    "pow": "pow(3, 4, 5)", "print": "print('a', 'b', sep='-')", "property": "isinstance(property(), property)",
    "range": "list(range(0, 10, 3))", "repr": "repr('a\\n')", "reversed": "list(reversed([1, 2, 3]))",
    "round": "round(2.675, 2)", "set": "set('aab') == {'a', 'b'}", "setattr": "callable(setattr)",
    "slice": "[0, 1, 2, 3, 4][slice(1, 4)]", "sorted": "sorted(['b', 'A', 'c'], key=str.lower)",
    "staticmethod": "callable(staticmethod(len))", "str": "str(3.0)", "sum": "sum([1, 2, 3], start=10)",
    "super": "super(bool, True).__add__(1)", "tuple": "tuple('ab')", "type": "type(1.5)",
    "vars": "'append' in vars(list)", "zip": "list(zip('ab', [1, 2]))",
}


def spread(families, table):
    """The table with the members of the families added that it does not have."""
    table = dict(table)
    for template, names in families:
        for name in names.split():
            table.setdefault(name.split(".")[-1], template.format(name))
    return table


def optimizer_code(name, settings):
    return f"torch.optim.{name}([nn.Parameter(torch.ones(1))], {settings}).defaults['lr']"


def answer(code, names):
    """What a prompt would show."""
    torch.manual_seed(0)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        value = eval(code, names)
    return printed.getvalue() + ("" if value is None else repr(value))


def swift(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def rows(table, names):
    return "\n".join(
        f"        {swift(name)}: ({swift(code)}, {swift(answer(code, names).rstrip(chr(10)))}),"
        for name, code in table.items())


def write_table(path, summary, kind, tables, names):
    """A Swift file with tables of examples, and what else is given as text."""
    parts = []
    for title, table in tables.items():
        if isinstance(table, str):
            parts.append(f"    {kind}static let {title}: [String: String] = [\n{table}\n    ]")
        else:
            parts.append(f"    {kind}static let {title}: [String: (code: String, answer: String)] = [\n"
                         f"{rows(table, names)}\n    ]")
    owner = path.rsplit("/", 1)[-1].removesuffix(".swift")
    with open(path, "w", encoding="utf-8") as file:
        file.write("// Recorded by scripts/record_examples.py.\n// swift-format-ignore-file\n\n"
                   f"/// {summary}\n{kind}enum {owner} {{\n" + "\n\n".join(parts) + "\n}\n")


def write_program(path, imports, codes):
    lines = [f"print({code!r}, {code}, sep=chr(10))" for code in codes]
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Written by scripts/record_examples.py: the examples of help() and of the op reference.\n"
                   + imports + "\n".join(lines) + "\n")


def main():
    warnings.simplefilter("ignore")
    names = {"torch": torch, "F": F, "nn": nn}
    ops = spread(FAMILIES, MORE | EXAMPLES)
    layers = spread(LAYER_FAMILIES, LAYERS)
    optimizers = {name: optimizer_code(name, settings) for name, settings in OPTIMIZERS.items()}
    differences = "\n".join(f"        {swift(name)}:\n            {swift(text)}," for name, text in DIFFERENCES.items())
    write_table(TABLE, "An example of each operation with PyTorch's answer, and where results differ from PyTorch's.", "",
                {"examples": ops, "differences": differences}, names)
    write_table(LAYER_TABLE, "An example of each layer and optimiser with PyTorch's answer.", "package ",
                {"layers": layers, "optimizers": optimizers}, names)
    write_table(BUILTIN_TABLE, "An example of each built-in function with CPython's answer.", "public ",
                {"examples": BUILTINS}, {})
    write_program(PROGRAM, "import warnings\n\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n"
                  "warnings.simplefilter('ignore')\n", [*ops.values(), *layers.values(), *optimizers.values()])
    write_program(BUILTIN_PROGRAM, "\n", BUILTINS.values())


main()
