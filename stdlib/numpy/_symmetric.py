"""Eigenvalues of small symmetric matrices: tridiagonal form, then implicit QL or QR, in LAPACK's order of steps (dsytd2,
dsteqr), so that the eigenvectors have its signs.
"""

from math import copysign, hypot, sqrt

__all__ = []

# LAPACK divides larger matrices.
largest = 25
_eps = 2.0 ** -53
_tiny = 2.2250738585072014e-308


def eigen(a):
    """Eigenvalues in order and eigenvectors as columns, of the lower triangle; lists in, lists out."""
    n = len(a)
    m = [[a[i][j] if i >= j else a[j][i] for j in range(n)] for i in range(n)]
    d, e, reflections = _tridiagonal(m, n)
    z = [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]
    _diagonal(d, e, z, n)
    for k, v, tau in reversed(reflections):
        for j in range(n):
            s = tau * sum(v[i] * z[k + i][j] for i in range(len(v)))
            for i in range(len(v)):
                z[k + i][j] -= s * v[i]
    for i in range(n - 1):
        least = i
        for j in range(i + 1, n):
            if d[j] < d[least]:
                least = j
        if least != i:
            d[i], d[least] = d[least], d[i]
            for row in z:
                row[i], row[least] = row[least], row[i]
    return d, z


def _tridiagonal(m, n):
    """The diagonal, the elements beside it, and the reflections (first row, vector, factor)."""
    d, e, reflections = [0.0] * n, [0.0] * (n - 1), []
    for k in range(n - 1):
        alpha = m[k + 1][k]
        tail = sqrt(sum(m[i][k] ** 2 for i in range(k + 2, n)))
        if tail == 0.0:
            e[k] = alpha
        else:
            beta = -copysign(hypot(alpha, tail), alpha)
            tau = (beta - alpha) / beta
            v = [1.0] + [m[i][k] / (alpha - beta) for i in range(k + 2, n)]
            e[k] = beta
            size = len(v)
            w = [tau * sum(m[k + 1 + i][k + 1 + j] * v[j] for j in range(size)) for i in range(size)]
            half = -0.5 * tau * sum(x * y for x, y in zip(w, v))
            w = [x + half * y for x, y in zip(w, v)]
            for i in range(size):
                for j in range(size):
                    m[k + 1 + i][k + 1 + j] -= v[i] * w[j] + w[i] * v[j]
            reflections.append((k + 1, v, tau))
        d[k] = m[k][k]
    if n:
        d[n - 1] = m[n - 1][n - 1]
    return d, e, reflections


def _turn(f, g):
    """The rotation that brings (f, g) to (r, 0): cosine, sine, r."""
    if g == 0.0:
        return 1.0, 0.0, f
    if f == 0.0:
        return 0.0, copysign(1.0, g), abs(g)
    size = sqrt(f * f + g * g)
    r = copysign(size, f)
    return abs(f) / size, g / r, r


def _pair(a, b, c):
    """Eigenvalues of [[a, b], [b, c]], the larger one first, and the vector of that one."""
    total, difference, twice = a + c, a - c, b + b
    size, ab = abs(difference), abs(twice)
    more, less = (a, c) if abs(a) > abs(c) else (c, a)
    if size > ab:
        root = size * sqrt(1.0 + (ab / size) ** 2)
    elif size < ab:
        root = ab * sqrt(1.0 + (size / ab) ** 2)
    else:
        root = ab * sqrt(2.0)
    sign = 1
    if total < 0.0:
        first, sign = 0.5 * (total - root), -1
        second = (more / first) * less - (b / first) * b
    elif total > 0.0:
        first = 0.5 * (total + root)
        second = (more / first) * less - (b / first) * b
    else:
        first, second = 0.5 * root, -0.5 * root
    if difference >= 0.0:
        cs, other = difference + root, 1
    else:
        cs, other = difference - root, -1
    if abs(cs) > ab:
        ratio = -twice / cs
        sine = 1.0 / sqrt(1.0 + ratio * ratio)
        cosine = ratio * sine
    elif ab == 0.0:
        cosine, sine = 1.0, 0.0
    else:
        ratio = -cs / twice
        cosine = 1.0 / sqrt(1.0 + ratio * ratio)
        sine = ratio * cosine
    if sign == other:
        cosine, sine = -sine, cosine
    return first, second, cosine, sine


def _apply(z, turns):
    """Rotations of neighbouring columns: (column, cosine, sine)."""
    for row in z:
        for j, c, s in turns:
            x, y = row[j], row[j + 1]
            row[j + 1] = c * y - s * x
            row[j] = s * y + c * x


def _diagonal(d, e, z, n):
    steps, start = 0, 0
    while start < n:
        if start > 0:
            e[start - 1] = 0.0
        end = start
        while end < n - 1:
            size = abs(e[end])
            if size == 0.0:
                break
            if size <= sqrt(abs(d[end])) * sqrt(abs(d[end + 1])) * _eps:
                e[end] = 0.0
                break
            end += 1
        first, last = start, end
        start = end + 1
        if first == last:
            continue
        if abs(d[last]) < abs(d[first]):
            steps = _upwards(d, e, z, last, first, steps, n)
        else:
            steps = _downwards(d, e, z, first, last, steps, n)


def _check(steps, n):
    if steps > 30 * n:
        from numpy.linalg import LinAlgError
        raise LinAlgError("Eigenvalues did not converge")


def _downwards(d, e, z, l, last, steps, n):
    """QL: from the top."""
    while l <= last:
        m = l
        while m < last and not e[m] * e[m] <= (_eps * _eps * abs(d[m])) * abs(d[m + 1]) + _tiny:
            m += 1
        if m < last:
            e[m] = 0.0
        p = d[l]
        if m == l:
            l += 1
            continue
        if m == l + 1:
            d[l], d[l + 1], c, s = _pair(d[l], e[l], d[l + 1])
            _apply(z, [(l, c, s)])
            e[l] = 0.0
            l += 2
            continue
        steps += 1
        _check(steps, n)
        g = (d[l + 1] - p) / (2.0 * e[l])
        g = d[m] - p + e[l] / (g + copysign(hypot(g, 1.0), g))
        s, c, p = 1.0, 1.0, 0.0
        turns = []
        for i in range(m - 1, l - 1, -1):
            f, b = s * e[i], c * e[i]
            c, s, r = _turn(g, f)
            if i != m - 1:
                e[i + 1] = r
            g = d[i + 1] - p
            r = (d[i] - g) * s + 2.0 * c * b
            p = s * r
            d[i + 1] = g + p
            g = c * r - b
            turns.append((i, c, -s))
        _apply(z, turns)
        d[l] -= p
        e[l] = g
    return steps


def _upwards(d, e, z, l, last, steps, n):
    """QR: from the bottom."""
    while l >= last:
        m = l
        while m > last and not e[m - 1] * e[m - 1] <= (_eps * _eps * abs(d[m])) * abs(d[m - 1]) + _tiny:
            m -= 1
        if m > last:
            e[m - 1] = 0.0
        p = d[l]
        if m == l:
            l -= 1
            continue
        if m == l - 1:
            d[l - 1], d[l], c, s = _pair(d[l - 1], e[l - 1], d[l])
            _apply(z, [(l - 1, c, s)])
            e[l - 1] = 0.0
            l -= 2
            continue
        steps += 1
        _check(steps, n)
        g = (d[l - 1] - p) / (2.0 * e[l - 1])
        g = d[m] - p + e[l - 1] / (g + copysign(hypot(g, 1.0), g))
        s, c, p = 1.0, 1.0, 0.0
        turns = []
        for i in range(m, l):
            f, b = s * e[i], c * e[i]
            c, s, r = _turn(g, f)
            if i != m:
                e[i - 1] = r
            g = d[i] - p
            r = (d[i + 1] - g) * s + 2.0 * c * b
            p = s * r
            d[i] = g + p
            g = c * r - b
            turns.append((i, c, s))
        _apply(z, turns)
        d[l] -= p
        e[l - 1] = g
    return steps
