# %%
x = 1

# %%
x + 1


# %%
def f():
    return x


# %%
f()
