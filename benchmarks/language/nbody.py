# Floats in lists: planets that attract each other.
import time


def advance(bodies, steps, dt):
    for _ in range(steps):
        for i in range(len(bodies)):
            a = bodies[i]
            for j in range(i + 1, len(bodies)):
                b = bodies[j]
                dx = a[0] - b[0]
                dy = a[1] - b[1]
                dz = a[2] - b[2]
                distance = dx * dx + dy * dy + dz * dz
                pull = dt / (distance * distance**0.5)
                a[3] -= dx * b[6] * pull
                a[4] -= dy * b[6] * pull
                a[5] -= dz * b[6] * pull
                b[3] += dx * a[6] * pull
                b[4] += dy * a[6] * pull
                b[5] += dz * a[6] * pull
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


bodies = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5],
    [4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.04],
    [8.3, 4.1, -0.4, -1.0, 1.8, 0.01, 0.01],
    [12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.002],
    [15.4, -25.9, 0.2, 0.9, 0.6, -0.03, 0.002],
]
start = time.perf_counter()
advance(bodies, 30000, 0.01)
print("check", f"{bodies[0][0]:.9f}")
print("seconds", time.perf_counter() - start)
