@decorate(1)
@other
def f(a: int, b: str = "x", /, c=1, *d: float, e, g: "q" = 2, **h) -> None:
    """Doc."""
    x: int = 1
    y: f.z
    return None
