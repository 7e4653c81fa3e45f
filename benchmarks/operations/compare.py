"""Ratios of two outputs of grid.py, the worst first, with their geometric mean."""
import sys, math
def load(p):
    d = {}
    for l in open(p):
        a = l.rsplit(' ', 1)
        try: d[a[0]] = float(a[1])
        except ValueError: print('!', l.strip())
    return d
a, b = load(sys.argv[1]), load(sys.argv[2])
rows = sorted((b[k] / a[k], k, a[k], b[k]) for k in a if k in b)
print(len(rows), 'geomean', math.exp(sum(math.log(r[0]) for r in rows) / len(rows)), 'under 1:', sum(r[0] < 1 for r in rows))
for r, k, x, y in rows[: int(sys.argv[3]) if len(sys.argv) > 3 else 80]: print(f'{r:6.2f} {k:28s} {x:12.0f} {y:12.0f}')
