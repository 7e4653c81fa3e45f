for i in range(3):
    if i == 5: break
else:
    print("no break", i)
for i in range(3):
    if i == 1: break
else:
    print("never")
while i < 3:
    i += 1
    if i == 2: continue
else:
    print("while else", i)
for i in []:
    pass
else:
    print("empty else")
for i in range(2):
    for j in range(2):
        if j: break
    else:
        continue
    print("inner break", i, j)
def f():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("never")
    while True:
        try:
            return "returned"
        finally:
            print("cleanup")
print(f())
for x.y in []: pass
class T: pass
t = T()
for t.attr in range(3): pass
for d in [{}]:
    for d["k"] in "ab": pass
print(t.attr, d)
