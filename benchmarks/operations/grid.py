"""Times single operations at several sizes: `name nanoseconds` lines, best of several runs, in processor time.

Run it under Gradus and under PyTorch with one thread each, then compare:

    GRADUS_THREADS=1 gradus benchmarks/operations/grid.py > ours
    OMP_NUM_THREADS=1 python benchmarks/operations/grid.py > theirs
    python benchmarks/operations/compare.py ours theirs
"""
import sys, time, torch
import torch.nn.functional as F
only = sys.argv[1] if len(sys.argv) > 1 else ''
torch.manual_seed(0)
def bench(name, f, budget=0.06):
    if only and only not in name: return
    try:
        f()
    except Exception as e:
        print(name, 'ERR', type(e).__name__, str(e)[:80]); return
    t0 = time.process_time(); f(); once = time.process_time() - t0
    n = max(1, int(0.004 / max(once, 1e-7)))
    best = 1e9
    end = time.process_time() + budget
    k = 0
    while time.process_time() < end or k < 3:
        t0 = time.process_time()
        for _ in range(n): f()
        d = (time.process_time() - t0) / n
        if d < best: best = d
        k += 1
    print(name, best * 1e9)
sizes = [4, 1000, 100_000, 4_000_000]
with torch.no_grad():
    for n in sizes:
        x = torch.rand(n) + 0.1; y = torch.rand(n)
        xi = (x * 100).long()
        for op in ['exp','log','tanh','sigmoid','sqrt','sin','cos','abs','neg','relu','round','floor','reciprocal','square','erf','log1p','rsqrt','sign','isnan','log2','expm1','tan','atan']:
            g = getattr(torch, op)
            bench(f'{op} {n}', lambda: g(x))
        for nm, f in [('gelu', F.gelu), ('silu', F.silu), ('leaky_relu', F.leaky_relu), ('elu', F.elu), ('softplus', F.softplus), ('hardtanh', F.hardtanh), ('logsigmoid', F.logsigmoid)]:
            bench(f'{nm} {n}', lambda: f(x))
        bench(f'add {n}', lambda: x + y); bench(f'mul {n}', lambda: x * y); bench(f'div {n}', lambda: x / y)
        bench(f'add_scalar {n}', lambda: x + 1.5); bench(f'pow2 {n}', lambda: x ** 2); bench(f'pow3 {n}', lambda: x ** 3); bench(f'pow.7 {n}', lambda: x ** 0.7); bench(f'powt {n}', lambda: x ** y)
        bench(f'add_ {n}', lambda: x.add_(0.0)); bench(f'cmp {n}', lambda: x > y); bench(f'eq_int {n}', lambda: xi == 3); bench(f'where {n}', lambda: torch.where(x > y, x, y))
        bench(f'clamp {n}', lambda: x.clamp(0.2, 0.8)); bench(f'maximum {n}', lambda: torch.maximum(x, y)); bench(f'to_double {n}', lambda: x.double()); bench(f'to_long {n}', lambda: x.long()); bench(f'int_to_float {n}', lambda: xi.float())
        bench(f'int_add {n}', lambda: xi + xi); bench(f'int_mul {n}', lambda: xi * 3); bench(f'clone {n}', lambda: x.clone()); bench(f'zeros {n}', lambda: torch.zeros(n)); bench(f'rand {n}', lambda: torch.rand(n)); bench(f'randn {n}', lambda: torch.randn(n)); bench(f'randperm {n}', lambda: torch.randperm(n)); bench(f'randint {n}', lambda: torch.randint(0, 10, (n,))); bench(f'bernoulli {n}', lambda: torch.bernoulli(y)); bench(f'dropout {n}', lambda: F.dropout(x, 0.5)); bench(f'arange {n}', lambda: torch.arange(n))
        bench(f'sum {n}', lambda: x.sum()); bench(f'mean {n}', lambda: x.mean()); bench(f'max {n}', lambda: x.max()); bench(f'argmax {n}', lambda: x.argmax()); bench(f'std {n}', lambda: x.std()); bench(f'var {n}', lambda: x.var()); bench(f'prod {n}', lambda: x.prod()); bench(f'cumsum {n}', lambda: x.cumsum(0)); bench(f'isum {n}', lambda: xi.sum()); bench(f'bool_sum {n}', lambda: (x > y).sum()); bench(f'any {n}', lambda: (x > 5).any())
        if n <= 1_000_000:
            bench(f'sort {n}', lambda: x.sort()); bench(f'argsort {n}', lambda: x.argsort()); bench(f'topk {n}', lambda: x.topk(min(n, 5))); bench(f'unique {n}', lambda: xi.unique()); bench(f'median {n}', lambda: x.median()); bench(f'kthvalue {n}', lambda: x.kthvalue(2)); bench(f'bincount {n}', lambda: xi.bincount())
        bench(f'mask_select {n}', lambda: x[x > 0.6]); bench(f'nonzero {n}', lambda: (x > 0.6).nonzero()); bench(f'flip {n}', lambda: x.flip(0)); bench(f'roll {n}', lambda: x.roll(1)); bench(f'cat {n}', lambda: torch.cat([x, y])); bench(f'stack {n}', lambda: torch.stack([x, y])); bench(f'item {n}', lambda: x[0].item()) ; bench(f'masked_fill {n}', lambda: x.masked_fill(x > 0.5, 0.0))
        if n <= 1000: bench(f'tolist {n}', lambda: x.tolist())
        bench(f'norm {n}', lambda: x.norm()); bench(f'dot {n}', lambda: torch.dot(x, y)); bench(f'allclose {n}', lambda: torch.allclose(x, x)); bench(f'logsumexp {n}', lambda: x.logsumexp(0)); bench(f'isclose {n}', lambda: torch.isclose(x, y)); bench(f'lerp {n}', lambda: torch.lerp(x, y, 0.3)); bench(f'addcmul {n}', lambda: torch.addcmul(x, x, y))
        d = x.double(); e = y.double()
        bench(f'dadd {n}', lambda: d + e); bench(f'dexp {n}', lambda: d.exp()); bench(f'dsum {n}', lambda: d.sum()); bench(f'dtanh {n}', lambda: d.tanh()); bench(f'dlog {n}', lambda: d.log()); bench(f'dsin {n}', lambda: d.sin())
    for (r, c) in [(8, 10), (64, 1000), (1000, 1000), (20000, 32)]:
        m = torch.randn(r, c); k = torch.randn(r, c); idx = torch.randint(0, c, (r, 5)); rows = torch.randint(0, r, (r,)); tgt = torch.randint(0, c, (r,)); v = torch.randn(c); u = torch.randn(r, 1)
        s = f'{r}x{c}'
        for dim in (0, 1):
            bench(f'sum{dim} {s}', lambda: m.sum(dim)); bench(f'mean{dim} {s}', lambda: m.mean(dim)); bench(f'max{dim} {s}', lambda: m.max(dim)); bench(f'argmax{dim} {s}', lambda: m.argmax(dim)); bench(f'softmax{dim} {s}', lambda: m.softmax(dim)); bench(f'log_softmax{dim} {s}', lambda: m.log_softmax(dim)); bench(f'std{dim} {s}', lambda: m.std(dim)); bench(f'cumsum{dim} {s}', lambda: m.cumsum(dim)); bench(f'sort{dim} {s}', lambda: m.sort(dim)); bench(f'topk{dim} {s}', lambda: m.topk(3, dim)); bench(f'prod{dim} {s}', lambda: m.prod(dim)); bench(f'norm{dim} {s}', lambda: m.norm(dim=dim)); bench(f'logsumexp{dim} {s}', lambda: m.logsumexp(dim)); bench(f'cat{dim} {s}', lambda: torch.cat([m, k], dim)); bench(f'flip{dim} {s}', lambda: m.flip(dim)); bench(f'any{dim} {s}', lambda: (m > 3).any(dim)); bench(f'amax{dim} {s}', lambda: m.amax(dim))
        bench(f'transpose_copy {s}', lambda: m.t().contiguous()); bench(f'add_row {s}', lambda: m + v); bench(f'add_col {s}', lambda: m + u); bench(f'add_t {s}', lambda: m.t() + k.t()); bench(f'mul_row {s}', lambda: m * v); bench(f'gather {s}', lambda: m.gather(1, idx)); bench(f'index_rows {s}', lambda: m[rows]); bench(f'index_select {s}', lambda: m.index_select(0, rows)); bench(f'embedding {s}', lambda: F.embedding(rows, m)); bench(f'cross_entropy {s}', lambda: F.cross_entropy(m, tgt)); bench(f'layer_norm {s}', lambda: F.layer_norm(m, (c,))); bench(f'batch_norm {s}', lambda: F.batch_norm(m, None, None, training=True)); bench(f'mse {s}', lambda: F.mse_loss(m, k)); bench(f'one_hot {s}', lambda: F.one_hot(tgt, c)); bench(f'scatter {s}', lambda: torch.zeros(r, c).scatter_(1, idx, 1.0)); bench(f'triu {s}', lambda: m.triu()); bench(f'mv {s}', lambda: m @ v); bench(f'slice_copy {s}', lambda: m[:, 1:].contiguous()); bench(f'step_slice {s}', lambda: m[:, ::2].contiguous()); bench(f'expand_copy {s}', lambda: v.expand(r, c).contiguous()); bench(f'repeat {s}', lambda: m.repeat(2, 1)); bench(f'bce {s}', lambda: F.binary_cross_entropy_with_logits(m, (k > 0).float())); bench(f'pad {s}', lambda: F.pad(m, (1, 1, 1, 1)))
    for (b, c, h) in [(1, 1, 28), (50, 6, 24), (32, 32, 32)]:
        m = torch.randn(b, c, h, h); s = f'{b}x{c}x{h}'
        bench(f'maxpool {s}', lambda: F.max_pool2d(m, 2)); bench(f'avgpool {s}', lambda: F.avg_pool2d(m, 2)); bench(f'adaptive {s}', lambda: F.adaptive_avg_pool2d(m, 1)); bench(f'bn2d {s}', lambda: F.batch_norm(m, None, None, training=True)); bench(f'interp {s}', lambda: F.interpolate(m, scale_factor=2)); bench(f'bilinear {s}', lambda: F.interpolate(m, scale_factor=2, mode='bilinear')); bench(f'permute_copy {s}', lambda: m.permute(0, 2, 3, 1).contiguous()); bench(f'pad2d {s}', lambda: F.pad(m, (1, 1, 1, 1))); bench(f'mean23 {s}', lambda: m.mean((2, 3))); bench(f'sum0 {s}', lambda: m.sum(0)); bench(f'unfold {s}', lambda: F.unfold(m, 3)); bench(f'flatten {s}', lambda: m.flatten(1)); bench(f'groupnorm {s}', lambda: F.group_norm(m, 1)); bench(f'maxpool3 {s}', lambda: F.max_pool2d(m, 3, 2, 1))
    for (m, k, n) in [(4,4,4),(64,64,64),(50,256,10),(128,784,256),(256,256,256),(512,512,512),(1024,1024,1024),(1,1024,1024),(1024,1024,1),(2000,16,2000),(16,4000,16),(33,77,129)]:
        a = torch.randn(m, k); b_ = torch.randn(k, n)
        bench(f'mm {m},{k},{n}', lambda: a @ b_, 0.2); bt = torch.randn(n, k)
        bench(f'mmT {m},{k},{n}', lambda: a @ bt.t(), 0.2)
        ad = a.double(); bd = b_.double(); bench(f'dmm {m},{k},{n}', lambda: ad @ bd, 0.2)
    q = torch.randn(16, 4, 64, 32); kk = torch.randn(16, 4, 64, 32)
    bench('bmm4', lambda: q @ kk.transpose(-1, -2)); bench('bmm3', lambda: torch.bmm(q.view(64, 64, 32), kk.view(64, 64, 32).transpose(1, 2)))
a = torch.ones(4, requires_grad=True); b = torch.ones(4)
bench('add4 grad', lambda: a + b); bench('mul4 grad', lambda: a * b); bench('view grad', lambda: a.view(2, 2)); bench('backward tiny', lambda: (a * b).sum().backward())
