# Dictionaries: counting words and looking them up.
import time


def run(count):
    words = ["w" + str(i * 7919 % 5003) for i in range(5003)]
    counts = {}
    for i in range(count):
        word = words[i * 31 % 5003]
        counts[word] = counts.get(word, 0) + 1
    total = 0
    for word, number in counts.items():
        if word in counts and number > 1:
            total += number * len(word)
    return total


start = time.perf_counter()
print("check", run(1000000))
print("seconds", time.perf_counter() - start)
