import heapq


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(heapq.merge([1, 4], [2, 3], [0])))
show(lambda: list(heapq.merge([4, 1], [3, 2], reverse=True)))
show(lambda: list(heapq.merge(['a', 'ccc'], ['bb'], key=len)))
show(lambda: heapq.nlargest(2, [3, 1, 2]))
show(lambda: heapq.nsmallest(2, 'banana'))
show(lambda: heapq.nlargest(2, [('a', 1), ('b', 3)], key=lambda p: p[1]))
show(lambda: heapq.nlargest(0, [1]))
show(lambda: heapq.heappop([]))
show(lambda: heapq.heappush((), 1))
show(lambda: heapq.heappushpop([3, 5], 4))
show(lambda: heapq.heapreplace([3, 5], 9))
