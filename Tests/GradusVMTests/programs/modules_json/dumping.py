import json


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: json.dumps({'b': [1, 2.5, None, True, 'é한'], 'a': {}}))
show(lambda: json.dumps([1, [2, {'a': 3}]], indent=2))
show(lambda: json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')))
show(lambda: json.dumps('é', ensure_ascii=False))
show(lambda: json.dumps({1: 2, None: 3, True: 4, 1.5: 5}))
show(lambda: json.dumps({(1, 2): 3}))
show(lambda: json.dumps({(1, 2): 3}, skipkeys=True))
show(lambda: json.dumps({1, 2}))
show(lambda: json.dumps(float('nan')))
show(lambda: json.dumps(float('inf'), allow_nan=False))
show(lambda: json.dumps(3j, default=str))
show(lambda: json.dumps([], indent=2))
show(lambda: json.dumps('a"\\\n\t\x01/'))
show(lambda: json.dumps([1, 2], indent='--'))
