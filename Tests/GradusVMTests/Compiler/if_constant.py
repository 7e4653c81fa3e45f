if True:
    x = 1
else:
    y = 2
if 0:
    z = 3
while 1:
    break
def f():
    return 1
    print(2)
