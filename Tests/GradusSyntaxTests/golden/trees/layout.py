# a comment

x = 1  # after code


if x:
  # odd comment
      # deeper comment
  a

# at the margin
  b
	
else:
	c
	if d:
		e
        # spaces
	f
x = (1,  # one

     2,
)
y = a + \
    b \
    + c
if a and \
   b:
    pass
z = [
  1,
    2,
# margin
]

def f():


    return {
        'a': 1,
    }
class A: 
    x = """
text
  more
"""; y = 1
    z = 2
if a: b
if a:
    b
