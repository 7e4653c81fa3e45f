"""Eigenvalues of general matrices: Hessenberg form, then the shifted QR algorithm (Golub and Van Loan, chapter 7)."""

from math import copysign, hypot, sqrt

__all__ = []


def _complex():
    raise NotImplementedError("Gradus has no complex numbers in arrays: this matrix has complex eigenvalues")


def eigen(a):
    """Eigenvalues, and eigenvectors of length 1 as columns; lists in, lists out."""
    n = len(a)
    h = [list(row) for row in a]
    order, low, high = _isolate(h, n)
    v = [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]
    _hessenberg(h, v, n)
    _schur(h, v, n, low, high)
    values = [h[i][i] for i in range(n)]
    vectors = _back_substitute(h, v, values, n)
    placed = [None] * n
    for row, place in zip(vectors, order):
        placed[place] = row
    return values, placed


def _isolate(h, n):
    """Moves rows and columns that isolate an eigenvalue to the ends; the order of the rows, and what is between."""
    order = list(range(n))

    def swap(i, j):
        if i != j:
            order[i], order[j] = order[j], order[i]
            h[i], h[j] = h[j], h[i]
            for row in h:
                row[i], row[j] = row[j], row[i]
    high, found = n - 1, True
    while found and high > 0:
        found = False
        for i in range(high, -1, -1):
            if all(h[i][j] == 0.0 for j in range(high + 1) if j != i):
                swap(i, high)
                found = True
                high -= 1
                if high <= 0:
                    return order, 0, 0
    low, found = 0, True
    while found and low < high:
        found = False
        for j in range(low, high + 1):
            if all(h[i][j] == 0.0 for i in range(low, high + 1) if i != j):
                swap(j, low)
                found = True
                low += 1
    return order, low, high


def _hessenberg(h, v, n):
    for k in range(n - 2):
        scale = sqrt(sum(h[i][k] ** 2 for i in range(k + 1, n)))
        if all(h[i][k] == 0.0 for i in range(k + 2, n)):
            continue
        alpha = h[k + 1][k]
        beta = -copysign(scale, alpha)
        w = [0.0] * n
        w[k + 1] = 1.0
        for i in range(k + 2, n):
            w[i] = h[i][k] / (alpha - beta)
        tau = (beta - alpha) / beta
        for j in range(n):
            s = tau * sum(w[i] * h[i][j] for i in range(k + 1, n))
            for i in range(k + 1, n):
                h[i][j] -= s * w[i]
        for m in (h, v):
            for i in range(n):
                s = tau * sum(m[i][j] * w[j] for j in range(k + 1, n))
                for j in range(k + 1, n):
                    m[i][j] -= s * w[j]


def _rotate(h, v, n, i, c, s):
    """A rotation of the planes i and i + 1 from both sides."""
    for j in range(n):
        x, y = h[i][j], h[i + 1][j]
        h[i][j], h[i + 1][j] = c * x + s * y, c * y - s * x
    for m in (h, v):
        for k in range(n):
            x, y = m[k][i], m[k][i + 1]
            m[k][i], m[k][i + 1] = c * x + s * y, c * y - s * x


def _split(a, b, c, d):
    """The rotation that makes a block of two triangular, as its cosine and sine."""
    eps = 2.0 ** -53
    if c == 0.0:
        return 1.0, 0.0
    if b == 0.0:
        return 0.0, 1.0
    if a - d == 0.0 and (b > 0) != (c > 0):
        _complex()
    temp = a - d
    p = 0.5 * temp
    largest = max(abs(b), abs(c))
    least = min(abs(b), abs(c)) * copysign(1.0, b) * copysign(1.0, c)
    scale = max(abs(p), largest)
    z = p / scale * p + largest / scale * least
    if z >= 4.0 * eps:
        z = p + copysign(sqrt(scale) * sqrt(z), p)
        tau = hypot(c, z)
        return z / tau, c / tau
    sigma = b + c
    tau = hypot(sigma, temp)
    cs = sqrt(0.5 * (1.0 + abs(sigma) / tau))
    sn = -(p / (tau * cs)) * copysign(1.0, sigma)
    aa, bb, cc, dd = a * cs + b * sn, -a * sn + b * cs, c * cs + d * sn, -c * sn + d * cs
    b, c = bb * cs + dd * sn, -aa * sn + cc * cs
    if c != 0.0 and b != 0.0:
        if (b > 0) == (c > 0):
            p = 0.5 * ((aa * cs + cc * sn) - (-bb * sn + dd * cs))
            sab, sac = sqrt(abs(b)), sqrt(abs(c))
            tau = 1.0 / sqrt(abs(b + c))
            cs1, sn1 = sab * tau, sac * tau
            return cs * cs1 - sn * sn1, cs * sn1 + sn * cs1
        if abs(c) > 1e-14 * scale:
            _complex()
    elif b == 0.0 and c != 0.0:
        return -sn, cs
    return cs, sn


def _reflect(x):
    """The reflection of a vector onto its first axis: the new first element, the vector's tail, the factor."""
    tail = sqrt(sum(t * t for t in x[1:]))
    if tail == 0.0:
        return x[0], [0.0] * (len(x) - 1), 0.0
    beta = -copysign(hypot(x[0], tail), x[0])
    return beta, [t / (x[0] - beta) for t in x[1:]], (beta - x[0]) / beta


def _schur(h, v, n, first, last):
    """Triangular form by implicit double shifts, in LAPACK's order of steps (dlahqr)."""
    ulp, tiny = 2.0 ** -52, 2.2250738585072014e-308 * (n / 2.0 ** -52)
    i = last
    while i >= first:
        low, steps = first, 0
        while True:
            k = i
            while k > low and not _is_small(h, k, first, last, ulp, tiny):
                k -= 1
            low = k
            if low > first:
                h[low][low - 1] = 0.0
            if low >= i - 1:
                break
            steps += 1
            if steps > 300:
                from numpy.linalg import LinAlgError
                raise LinAlgError("Eigenvalues did not converge")
            _double_step(h, v, n, low, i, steps, ulp)
        if low == i - 1:
            c, s = _split(h[low][low], h[low][i], h[i][low], h[i][i])
            _rotate(h, v, n, low, c, s)
            h[i][low] = 0.0
        i = low - 1


def _is_small(h, k, first, last, ulp, tiny):
    """Whether the element left of the diagonal in row k may be taken for zero."""
    size = abs(h[k][k - 1])
    if size <= tiny:
        return True
    test = abs(h[k - 1][k - 1]) + abs(h[k][k])
    if test == 0.0:
        if k - 2 >= first:
            test += abs(h[k - 1][k - 2])
        if k + 1 <= last:
            test += abs(h[k + 1][k])
    if size > ulp * test:
        return False
    other, difference = abs(h[k - 1][k]), abs(h[k - 1][k - 1] - h[k][k])
    ab, ba = max(size, other), min(size, other)
    aa, bb = max(abs(h[k][k]), difference), min(abs(h[k][k]), difference)
    s = aa + ab
    return ba * (ab / s) <= max(tiny, ulp * (bb * (aa / s)))


def _shifts(h, low, i, steps):
    """The two shifts as (real, imaginary) pairs."""
    if steps % 20 == 0:
        s = abs(h[i][i - 1]) + abs(h[i - 1][i - 2])
        a = d = 0.75 * s + h[i][i]
        b, c = -0.4375 * s, s
    elif steps % 10 == 0:
        s = abs(h[low + 1][low]) + abs(h[low + 2][low + 1])
        a = d = 0.75 * s + h[low][low]
        b, c = -0.4375 * s, s
    else:
        a, b, c, d = h[i - 1][i - 1], h[i - 1][i], h[i][i - 1], h[i][i]
    s = abs(a) + abs(b) + abs(c) + abs(d)
    if s == 0.0:
        return 0.0, 0.0, 0.0, 0.0
    a, b, c, d = a / s, b / s, c / s, d / s
    half = (a + d) / 2.0
    product = (a - half) * (d - half) - b * c
    root = sqrt(abs(product))
    if product >= 0.0:
        return half * s, root * s, half * s, -root * s
    one, two = half + root, half - root
    real = (one if abs(one - d) <= abs(two - d) else two) * s
    return real, 0.0, real, 0.0


def _double_step(h, v, n, low, i, steps, ulp):
    """One implicit double shift (Francis), from where two small elements follow one another."""
    r1, i1, r2, i2 = _shifts(h, low, i, steps)
    m = i - 2
    while True:
        s = abs(h[m][m] - r2) + abs(i2) + abs(h[m + 1][m])
        scaled = h[m + 1][m] / s
        x = [scaled * h[m][m + 1] + (h[m][m] - r1) * ((h[m][m] - r2) / s) - i1 * (i2 / s),
             scaled * (h[m][m] + h[m + 1][m + 1] - r1 - r2), scaled * h[m + 2][m + 1]]
        s = abs(x[0]) + abs(x[1]) + abs(x[2])
        x = [t / s for t in x]
        if m == low:
            break
        around = abs(h[m - 1][m - 1]) + abs(h[m][m]) + abs(h[m + 1][m + 1])
        if abs(h[m][m - 1]) * (abs(x[1]) + abs(x[2])) <= ulp * abs(x[0]) * around:
            break
        m -= 1
    for k in range(m, i):
        size = min(3, i - k + 1)
        if k > m:
            x = [h[k + t][k - 1] for t in range(size)]
        beta, tail, tau = _reflect(x[:size])
        if k > m:
            h[k][k - 1] = beta
            for t in range(1, size):
                h[k + t][k - 1] = 0.0
        elif m > low:
            h[k][k - 1] *= 1.0 - tau
        w = [1.0] + tail
        for j in range(k, n):
            s = sum(w[t] * h[k + t][j] for t in range(size))
            for t in range(size):
                h[k + t][j] -= s * tau * w[t]
        for matrix, end in ((h, min(k + 3, i) + 1), (v, n)):
            for j in range(end):
                row = matrix[j]
                s = sum(w[t] * row[k + t] for t in range(size))
                for t in range(size):
                    row[k + t] -= s * tau * w[t]


def _back_substitute(h, v, values, n):
    norm = max([abs(x) for row in h for x in row] + [1e-300])
    out = [[0.0] * n for _ in range(n)]
    for k in range(n):
        x = [0.0] * n
        x[k] = 1.0
        for i in range(k - 1, -1, -1):
            s = -sum(h[i][j] * x[j] for j in range(i + 1, k + 1))
            d = h[i][i] - values[k]
            if abs(d) < 2.0 ** -52 * norm:
                d = 2.0 ** -52 * norm
            x[i] = s / d
        column = [sum(v[i][j] * x[j] for j in range(k + 1)) for i in range(n)]
        length = sqrt(sum(t * t for t in column))
        for i in range(n):
            out[i][k] = column[i] / length
    return out
