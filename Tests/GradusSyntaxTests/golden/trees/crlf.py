if a:
    b
    c = """x
y"""

d = (1,
  2)
e = "a\
b"
f
