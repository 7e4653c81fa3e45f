# %% Load the data
x = 1
# %% One sample: 1 × 28 × 28, so far
x
# %% A title with "quotes" and [brackets]
x
# %% Titled text [markdown]
# words
# %% title tags=["a", "b"]
x
