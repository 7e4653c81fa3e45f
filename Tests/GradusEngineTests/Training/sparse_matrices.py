# Matrices of few elements: products, gradients, forms and texts.
import torch
i = torch.tensor([[0, 1, 1], [2, 0, 2]]); v = torch.tensor([3., 4., 5.])
s = torch.sparse_coo_tensor(i, v, (2, 3)); print(s, s.shape, s.size(1), s.dtype, s.is_sparse, s.layout, s._nnz(), s.dim())
print(s.to_dense(), s.coalesce(), s.t().to_dense()); x = torch.arange(6.).view(3, 2).requires_grad_()
y = torch.sparse.mm(s, x); print(y.detach(), torch.spmm(s, x).detach(), (s @ x).detach(), s.mm(x).detach(), s.matmul(x).detach()); y.sum().backward(); print(x.grad)
w = v.clone().requires_grad_(); s2 = torch.sparse_coo_tensor(i, w, (2, 3)); (s2 @ torch.ones(3, 2)).sum().backward(); print(w.grad)
d = torch.sparse_coo_tensor([[0, 0, 1], [1, 1, 0]], [1., 2., 3.]); print(d, d.coalesce(), d.is_coalesced(), d.coalesce().indices(), d.coalesce().values(), d.to_dense())
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).splitlines()[0])
t(lambda: d.indices()); t(lambda: torch.sparse_coo_tensor(i, v[:2], (2, 3))); t(lambda: s @ torch.ones(4, 2)); t(lambda: s @ torch.ones(3, 2).double()); t(lambda: torch.sparse_coo_tensor(i, v, (2, 3, 1)))
print((s * 2).to_dense(), (s + s).coalesce(), (-s).to_dense(), (s / 2).to_dense(), s.double(), torch.sparse.sum(s), torch.sparse.sum(s, 0), torch.sparse.sum(s, dim=1).to_dense(), s.type())
e = torch.eye(3).to_sparse(); print(e, e._indices(), e._values()); print(torch.sparse_coo_tensor((2, 2)), (e @ torch.ones(3)), torch.sparse.FloatTensor(i, v, torch.Size([2, 3])).to_dense())
