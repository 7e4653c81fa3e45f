# %% [markdown]
# # Heading
#
# A list:
# * a
#   * indented
#
#     code in text
#no space
# 한국어 글
