"""From a box in space to the page: a camera at an elevation and an azimuth, with perspective."""
import math

# Sides of the box: 4 to 4 to 3.
ASPECT = (1.1904761904761905, 1.1904761904761905, 0.8928571428571429)
DISTANCE = 10.0


class Camera:
    def __init__(self, elev, azim, limits, box, aspect=ASPECT):
        self._limits, self._box, self._aspect = limits, box, aspect
        e, a = math.radians(elev), math.radians(azim)
        self.direction = (math.cos(e) * math.cos(a), math.cos(e) * math.sin(a), math.sin(e))
        w = self.direction
        up = (0.0, 0.0, 1.0 if abs(elev % 360) <= 90 or elev % 360 >= 270 else -1.0)
        u = (up[1] * w[2] - up[2] * w[1], up[2] * w[0] - up[0] * w[2], up[0] * w[1] - up[1] * w[0])
        size = math.sqrt(sum(c * c for c in u)) or 1.0
        self._u = tuple(c / size for c in u) if size > 1e-9 else (-math.sin(a), math.cos(a), 0.0)
        u = self._u
        self._v = (w[1] * u[2] - w[2] * u[1], w[2] * u[0] - w[0] * u[2], w[0] * u[1] - w[1] * u[0])
        self._eye = tuple(0.5 * aspect[i] + DISTANCE * w[i] for i in range(3))

    def project(self, xs, ys, zs):
        """Pixels, and how near each point is (greater is nearer)."""
        (x0, x1), (y0, y1), (z0, z1) = self._limits
        ax, ay, az = self._aspect
        ex, ey, ez = self._eye
        (ux, uy, uz), (vx, vy, vz), (wx, wy, wz) = self._u, self._v, self.direction
        left, bottom, right, top = self._box
        sx, sy = (right - left) / 0.185, (top - bottom) / 0.185
        kx, ky, kz = ax / (x1 - x0), ay / (y1 - y0), az / (z1 - z0)
        px, py, near = [], [], []
        for x, y, z in zip(xs, ys, zs):
            dx, dy, dz = (x - x0) * kx - ex, (y - y0) * ky - ey, (z - z0) * kz - ez
            depth = dx * wx + dy * wy + dz * wz
            u = (dx * ux + dy * uy + dz * uz) / -depth
            v = (dx * vx + dy * vy + dz * vz) / -depth
            px.append(left + (u + 0.095) * sx)
            py.append(bottom + (v + 0.095) * sy)
            near.append(depth)
        return px, py, near
