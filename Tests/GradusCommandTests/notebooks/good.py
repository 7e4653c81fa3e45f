# %% [markdown]
# # A small notebook

# %% Numbers
x = 20
print("x is", x)
x + 1

# %% Nothing to see
y = x * 2

# %% A list
[x, y]
