# %% Fine
x = 1

# %% Also fine
print(x)

# %% train
print("starting")
x / 0

# %% Never
print("not reached")
