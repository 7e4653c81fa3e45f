for f in (lambda: {[]: 1}, lambda: {{}: 1}, lambda: {1: 2}[[]], lambda: {set(): 1}):
    try:
        f()
    except TypeError as e:
        print(e)
