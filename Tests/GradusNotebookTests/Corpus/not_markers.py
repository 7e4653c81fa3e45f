# %% Real
# 100 %% sure
#### %% no
x = 1  # %% trailing
