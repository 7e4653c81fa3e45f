# %% no newline at the end
x = 1