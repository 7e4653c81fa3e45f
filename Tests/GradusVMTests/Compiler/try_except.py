def f(a):
    try:
        a()
    except ValueError:
        return 1
    except (TypeError, KeyError) as error:
        print(error)
        raise
    except:
        pass
    else:
        a = 2
    return a
