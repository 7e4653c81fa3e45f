# Strings: formatting, joining, splitting, replacing.
import time


def run(count):
    parts = []
    for i in range(count):
        parts.append(f"{i:05d}:{i % 7}-{i * 0.5:.2f}")
    text = ",".join(parts)
    text = text.replace("-", "+")
    total = 0
    for piece in text.split(","):
        if piece.endswith("0"):
            total += len(piece.upper())
    tail = ""
    for i in range(count // 10):
        tail += "x"
    return total + len(tail)


start = time.perf_counter()
print("check", run(200000))
print("seconds", time.perf_counter() - start)
