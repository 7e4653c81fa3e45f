# %% Loop
for i in range(3):
    print(i)
    # %% in the middle
    print(-i)
