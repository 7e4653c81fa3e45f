for f in (lambda: [0] * 10**12, lambda: [0] * 2**63):
    try:
        f()
    except (MemoryError, OverflowError) as e:
        print("refused")
