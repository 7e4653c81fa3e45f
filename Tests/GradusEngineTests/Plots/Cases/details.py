# Labels of bars with errors, edges of arrows, shadows, limits of colours, and files read back.
import io

import matplotlib

matplotlib.use("Agg")
import matplotlib.patches as patches
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.path import Path
from PIL import Image

fig, ax = plt.subplots()
for make, errors in ((ax.bar, "yerr"), (ax.barh, "xerr")):
    bars = make([0, 1, 2], [3, -5, 2], **{errors: [0.5, 1, 0.25]})
    print([tuple(round(float(v), 3) for v in a.xy) for a in ax.bar_label(bars, padding=3)])
    bars = make([0, 1], [3, 5])
    print([tuple(round(float(v), 3) for v in a.xy) for a in ax.bar_label(bars)], [t.get_text() for t in ax.bar_label(bars, ["x"])])
for patch in (ax.arrow(0, 0, 1, 1, head_width=0.1), patches.PathPatch(Path([(0, 0), (1, 1), (1, 0)])), patches.Rectangle((0, 0), 1, 1),
              patches.FancyBboxPatch((0, 0), 1, 1), patches.Circle((0, 0))):
    print(type(patch).__name__, tuple(round(float(v), 3) for v in patch.get_edgecolor()))
fig, ax = plt.subplots()
wedges = ax.pie([1, 2, 3], labels=["a", "b", "c"], shadow=True)[0]
print(len(wedges), [t.get_text() for t in ax.legend(["x", "y", "z"]).get_texts()])
fig, ax = plt.subplots()
points = ax.scatter([1, 2, 3], [1, 2, 3], c=[0, 0.5, 1])
bar = fig.colorbar(points)
points.set_clim(0, 0.8)
points.set_cmap("hot")
print(bar.vmin, bar.vmax, bar.cmap.name, points.get_clim())
plt.close("all")
fig = plt.figure(figsize=(2, 1), dpi=50)
stream = io.BytesIO()
fig.savefig(stream)
stream.seek(0)
print(Image.open(stream).mode, Image.open(stream).size)
stream.seek(0)
print(plt.imread(stream).shape)
stream = io.BytesIO()
plt.imsave(stream, np.zeros((4, 5, 3)), format="png")
stream.seek(0)
print(plt.imread(stream).shape)
fig, ax = plt.subplots()
ax.add_artist(patches.ConnectionPatch((0, 0), (1, 1), "data", "data"))
ax.add_artist(patches.ConnectionPatch((0, 0), (0.5, 0.5), "axes fraction", "figure fraction", axesA=ax, axesB=ax))
fig.savefig(io.BytesIO())
