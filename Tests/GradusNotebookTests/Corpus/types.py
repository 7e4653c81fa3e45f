# %% [markdown]
# words
# %% [md]
# more words
# %% [raw]
# .. note:: raw
# %% [markdown] tags=["intro"]
# tagged
# %% [raw] raw_mimetype="text/restructuredtext"
# body
# %%
# a comment is code
