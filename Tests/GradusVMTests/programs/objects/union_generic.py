print(int | str, list[int], dict[str, list[int]], tuple[int, ...], int | None, list[int] == list[int], list[int]([1, 2]), (int | str) == (str | int))
