# Where nothing is shown, figures stay open; markers keep clear of the box of three axes.
import matplotlib

matplotlib.use('Agg')
import warnings

import matplotlib.pyplot as plt
import numpy as np

warnings.simplefilter('ignore')
plt.plot([1, 2, 3])
plt.show()
print(plt.get_fignums(), len(plt.gca().lines))
plt.title('after')
print(plt.gca().get_title())
plt.figure()
print(plt.get_fignums())
plt.close('all')
print(plt.get_fignums())
X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
for has_marker in (False, True):
    axes = plt.figure().add_subplot(111, projection='3d')
    axes.plot_surface(X, Y, X ** 2 + Y ** 2)
    if has_marker:
        axes.scatter(0, 0, 0)
    print([round(float(v), 6) for v in (*axes.get_xlim(), *axes.get_zlim())])
print(matplotlib.ticker.LogLocator, matplotlib.ticker.ScalarFormatter, matplotlib.colors.LogNorm)
