"""Singular values by random projections (Halko et al. 2009), and principal components."""

import torch as _torch


def _basis(A, q, niter, M):
    """Orthonormal columns that span most of the range of A − M."""

    def times(matrix, mean, X):
        product = matrix @ X
        return product if mean is None else product - mean @ X

    Q = _torch.linalg.qr(times(A, M, _torch.randn(A.shape[-1], q, dtype=A.dtype))).Q
    for _ in range(2 if niter is None else niter):
        Q = _torch.linalg.qr(times(A.mT, None if M is None else M.mT, Q)).Q
        Q = _torch.linalg.qr(times(A, M, Q)).Q
    return Q


def svd_lowrank(A, q=6, niter=2, M=None):
    """About the q largest singular values of A (or of A − M) with their vectors: U, S, V."""
    q = 6 if q is None else q
    m, n = A.shape[-2:]
    if M is not None:
        M = M.broadcast_to(A.size())
    if m < n:
        A = A.mT
        M = None if M is None else M.mT
    Q = _basis(A, q, niter, M)
    B = Q.mT @ A
    if M is not None:
        B = B - Q.mT @ M
    U, S, Vh = _torch.linalg.svd(B, full_matrices=False)
    U, V = Q @ U, Vh.mT
    return (V, S, U) if m < n else (U, S, V)


def pca_lowrank(A, q=None, center=True, niter=2):
    """Principal components of the rows of A: U, S, V, where A @ V are the coordinates."""
    m, n = A.shape[-2:]
    if q is None:
        q = min(6, m, n)
    elif not 0 <= q <= min(m, n):
        raise ValueError(f"q(={q}) must be non-negative integer and not greater than min(m, n)={min(m, n)}")
    if not niter >= 0:
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    if center:
        A = A - A.mean(dim=-2, keepdim=True)
    return svd_lowrank(A, q, niter=niter)
