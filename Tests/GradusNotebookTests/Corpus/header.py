#!/usr/bin/env python
# -*- coding: utf-8 -*-
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Gradus
#     language: gradus
#     name: gradus
# ---

# %% [markdown]
# # Title
#
# text

# %%
1
