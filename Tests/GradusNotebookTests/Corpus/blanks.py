# %% One


x = 1


# %% Empty

# %% Also empty
# %% Last



y = 2
