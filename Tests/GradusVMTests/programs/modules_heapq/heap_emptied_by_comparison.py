import heapq


class Bad:
    def __init__(self, heap):
        self.heap = heap

    def __lt__(self, other):
        self.heap.clear()
        return True


heap = []
heapq.heappush(heap, Bad(heap))
try:
    heapq.heappushpop(heap, Bad(heap))
except IndexError as error:
    print(error)
heap.extend([Bad(heap) for _ in range(5)])
try:
    heapq.heapify(heap)
except RuntimeError as error:
    print(error)
