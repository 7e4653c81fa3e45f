match range(2**70, 2**70 + 3):
    case [first, *rest]:
        print(first, rest)
