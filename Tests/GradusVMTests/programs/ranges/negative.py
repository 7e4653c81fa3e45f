print(list(range(10, 0, -3)), list(reversed(range(5))), list(range(5, 5)), range(10, 0, -1)[2:5], -1 in range(5), 3 in range(10, 0, -1))
for i in range(3, -1, -1):
    print(i, end=" ")
print(sum(range(1000001)), max(range(3, 9)), min(range(9, 3, -2)))
