# %% [markdown]
"""
# Heading

Some *text* with a blank line

- a
- b
"""

# %% [markdown]
'''One line'''

# %% [markdown]
r"""
\alpha is kept
"""

# %%
"""a docstring is code"""
