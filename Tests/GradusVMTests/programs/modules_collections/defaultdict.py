from collections import defaultdict


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: defaultdict(list))
show(lambda: defaultdict(int, {'a': 1}, b=2))
show(lambda: defaultdict(int)['x'])
show(lambda: defaultdict(None)['x'])
show(lambda: defaultdict(3))
show(lambda: defaultdict(int, a=1) | {'b': 2})
show(lambda: {'b': 2} | defaultdict(int, a=1))
show(lambda: defaultdict(lambda: 5)['q'])
show(lambda: defaultdict(list).get('a'))
show(lambda: 'a' in defaultdict(list))
