import os

x = 1

# %% Then a cell
x
