# Linear algebra: what record_ops.py records. Vectors whose signs are arbitrary are recorded where LAPACK's are unique.
f32, f64 = torch.float32, torch.float64
whole = torch.tensor([[1, 2], [3, 4]])
half = torch.ones(2, 2, dtype=torch.float16)
vector = torch.tensor([1.0, 2.0, 3.0])
nothing = torch.zeros(0, 0)
singular = torch.tensor([[1.0, 2.0], [2.0, 4.0]])


def square(*batch, n=3, dtype=f64):
    t = rnd(*batch, n, n, dtype=f64, grad=False) + 3 * torch.eye(n, dtype=f64)
    return t.to(dtype).requires_grad_()


def positive(*batch, n=3, dtype=f64):
    t = rnd(*batch, n, n, dtype=f64, grad=False)
    return (t @ t.mT + torch.eye(n, dtype=f64)).mul(1000).round().div(1000).to(dtype).requires_grad_()


def wrong(place, name, *more):
    """The operands that most of linear algebra refuses."""
    for t in (whole, half, vector, rnd(2, 3), torch.tensor(1.0), nothing):
        case(place, name, t, *more)


for place, name in [("linalg", "inv"), ("function", "inverse"), ("linalg", "det"), ("method", "det"), ("function", "logdet"),
                    ("linalg", "slogdet"), ("function", "slogdet"), ("linalg", "matrix_exp"), ("linalg", "svdvals")]:
    case(place, name, square())
    case(place, name, square(2))
    case(place, name, square(dtype=f32).detach())
    case(place, name, square().detach().t().requires_grad_())
    wrong(place, name)
for name in ["inv", "det", "slogdet"]:
    case("linalg", name, singular)
    case("linalg", name, torch.zeros(0, 2, 2))
case("function", "inverse", torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
case("function", "det", torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
case("function", "det", torch.tensor([[1.0, 2.0], [2.0, 4.0]], dtype=f64, requires_grad=True), second=False)
case("linalg", "inv_ex", singular)
case("linalg", "solve", square(), rnd(3, 2))
case("linalg", "solve", square(), rnd(3))
case("linalg", "solve", square(2), rnd(3, 2))
case("linalg", "solve", square(2), rnd(2, 3))
case("linalg", "solve", square(), rnd(2, 3), left=False)
for a, b in [(singular, singular), (rnd(2, 3), rnd(2, 3)), (square(), rnd(2)), (square(), rnd(2, 2)), (vector, vector), (square(), whole)]:
    case("linalg", "solve", a, b)
case("linalg", "solve_triangular", square(), rnd(3, 2), upper=True)
case("linalg", "solve_triangular", square(), rnd(3, 2), upper=False, unitriangular=True)
case("linalg", "solve_triangular", square(), rnd(2, 3), upper=True, left=False)
case("linalg", "solve_triangular", square(), rnd(3), upper=True)
case("function", "triangular_solve", rnd(3, 2), square(), second=False)
case("linalg", "cholesky", positive())
case("linalg", "cholesky", positive(2))
case("linalg", "cholesky", positive(), upper=True)
case("linalg", "cholesky", positive(dtype=f32).detach())
case("function", "cholesky", positive().detach())
case("linalg", "cholesky", -torch.eye(2))
case("linalg", "cholesky_ex", torch.stack([torch.eye(2), -torch.eye(2)]))
wrong("linalg", "cholesky")
lower = torch.tensor([[2.0, 0.0], [1.0, 3.0]], dtype=f64)
case("function", "cholesky_solve", rnd(2, 2, grad=False), lower)
case("function", "cholesky_inverse", lower)

for s in [(3, 3), (4, 3), (3, 5), (2, 3, 3), (6, 2), (2, 6)]:
    case("linalg", "qr", rnd(*s))
    case("linalg", "qr", rnd(*s, grad=False), "complete")
    case("linalg", "pinv", rnd(*s))
    case("linalg", "svdvals", rnd(*s))
    case("linalg", "matrix_rank", rnd(*s, grad=False))
case("function", "qr", rnd(4, 3))
case("linalg", "qr", rnd(3, 3, grad=False), "r")
case("linalg", "qr", rnd(3, 3), "x")
wrong("linalg", "qr")
wrong("linalg", "pinv")
wrong("linalg", "svd")
wrong("linalg", "matrix_rank")
case("linalg", "pinv", singular)
case("linalg", "matrix_rank", singular)
case("linalg", "svd", torch.full((2, 2), float("nan")))
for s in [(2, 2), (3, 2), (2, 3), (3, 3), (4, 4)]:
    case("linalg", "eigvalsh", positive(n=s[0]))
case("linalg", "eigvalsh", positive(n=3), UPLO="U")
for n in (2, 3, 4):
    case("linalg", "eigh", positive(n=n).detach())
wrong("linalg", "eigh")
case("linalg", "eigh", torch.tensor([[2.0, 1.0], [1.0, 3.0]]))
case("linalg", "svd", torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
case("function", "svd", torch.tensor([[3.0, 0.0], [4.0, 5.0]]))
case("linalg", "lu", square())
case("linalg", "lu", rnd(3, 2, grad=False))
case("linalg", "lu", whole)
case("linalg", "lu_factor", square().detach())
case("linalg", "lu_factor", singular)
case("linalg", "lstsq", rnd(4, 2, grad=False), rnd(4, 1, grad=False))
case("linalg", "lstsq", rnd(2, 3), rnd(3, 1))
case("linalg", "lstsq", vector, vector)

for n in (1, 2, 3, 5):
    case("linalg", "matrix_power", square(), n)
case("linalg", "matrix_power", square().detach(), 0)
case("linalg", "matrix_power", square(), -2)
case("method", "matrix_power", whole, 3)
case("linalg", "matrix_power", rnd(2, 3), 2)
case("linalg", "matrix_power", square(), 1.5)
case("linalg", "multi_dot", [rnd(2, 3), rnd(3, 4), rnd(4, 2)])
case("linalg", "multi_dot", [rnd(2, 3)])
case("linalg", "multi_dot", [rnd(2, 3), rnd(2, 3)])
case("function", "cross", rnd(3), rnd(3))
case("function", "cross", rnd(2, 3), rnd(2, 3), dim=1)
case("linalg", "cross", rnd(3, 2), rnd(3, 2), dim=0)
case("linalg", "cross", rnd(2), rnd(2))
case("function", "cross", rnd(2, 3), rnd(3))
case("function", "kron", rnd(2, 2), rnd(3))
case("function", "kron", whole, whole)
case("linalg", "vecdot", rnd(2, 3), rnd(2, 3))
case("function", "vdot", rnd(3), rnd(3))
case("function", "vander", vector)
case("function", "vander", vector, 2, True)
case("linalg", "vander", vector, N=4)
case("function", "addr", rnd(2, 3), rnd(2), rnd(3))
case("function", "addr", rnd(2, 3), rnd(2), rnd(3), beta=0.5, alpha=2.0)
case("inPlace", "addr", rnd(2, 3), rnd(2), rnd(3))
case("linalg", "tensorinv", rnd(2, 3, 6), ind=2)
case("linalg", "tensorsolve", rnd(2, 3, 6), rnd(2, 3))

x = lambda: rnd(2, 3)
for p in ("fro", "nuc", 1, 2, 3, 0, 1.5, -1.0, float("inf"), -float("inf")):
    case("method", "norm", x(), p)
for kw in [dict(dim=1), dict(p=1, dim=0, keepdim=True), dict(p="fro", dim=(0, 1)), dict(p="x"), dict(dim=5), dict(dtype=f32)]:
    case("function", "norm", x(), **kw)
case("function", "norm", torch.zeros(3, dtype=f64, requires_grad=True), second=False)
case("function", "norm", whole)
case("function", "norm", torch.tensor([3.0, 4.0]))
for p in ("fro", "nuc", 1, -1, 2, -2, float("inf"), -float("inf"), 3, "x"):
    case("linalg", "norm", x(), p)
    case("linalg", "matrix_norm", x(), p)
    case("linalg", "cond", square(), p)
case("linalg", "cond", square())
case("linalg", "norm", x(), 3, dim=1)
case("linalg", "norm", vector, 0)
case("linalg", "norm", rnd(2, 3, 4), dim=(1, 2))
case("linalg", "vector_norm", x(), 3.5, dim=0, keepdim=True)
case("linalg", "vector_norm", torch.zeros(0), float("inf"))
case("function", "dist", x(), x(), 3)
case("function", "renorm", x(), 2, 0, 0.5)
