def f(a):
    try:
        try:
            a()
        except E as e:
            return e
        finally:
            return 2
    except F:
        raise G from None
