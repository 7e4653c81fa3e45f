# %% One
x = 1

# %% [markdown]
# text
# more
