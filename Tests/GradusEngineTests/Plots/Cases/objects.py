"""Figures, axes, lines and legends as objects."""
import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
from matplotlib import cm, colors
from matplotlib.colors import LinearSegmentedColormap, ListedColormap


def L(x):
    return [format(float(v), '.6g') for v in x]


fig, axes = plt.subplots(2, 3, sharex=True)
print(axes.shape, axes.size, axes.ndim, len(axes), axes[1, 2] is axes.flat[5], axes.ravel()[3] is axes[1][0])
for ax in axes.flat:
    ax.plot([1, 2, 3])
for row in axes:
    for a in row:
        print(L(a.get_position().bounds))
axes[0, 0].set_xlim(0, 10)
print(L(axes[1, 2].get_xlim()))
fig, (a, b) = plt.subplots(1, 2, figsize=(8, 3), gridspec_kw={'width_ratios': [1, 2]})
print(L(b.get_position().bounds))
fig = plt.figure(figsize=(5, 4))
ax = fig.add_subplot(2, 2, 3)
print(L(ax.get_position().bounds))
ax2 = fig.add_axes([.1, .2, .3, .4])
print(L(ax2.get_position().bounds), fig.axes, fig.dpi, plt.gca() is ax2)
im = ax.imshow([[1, 2], [3, 4]])
print(im.get_extent(), im.get_clim(), im.norm.vmin)
cb = fig.colorbar(im)
print(L(cb.ax.get_position().bounds), L(cb.get_ticks()))
plt.close('all')
print(plt.get_fignums())
l, = plt.plot([1, 2, 3], 'ro--', lw=3, label='x')
print(l.get_color(), l.get_marker(), l.get_linestyle(), l.get_linewidth(), l.get_label())
l2, = plt.plot([1, 2])
print(l2.get_color(), l2.get_label(), l2)
l.set_data([1, 2], [3, 4])
l.set(color='g')
print(l.get_xdata(), l.get_c(), l.get_lw())
ax = plt.gca()
ax.relim()
ax.autoscale_view()
print(L(ax.get_ylim()))
leg = plt.legend()
print([x.get_text() for x in leg.get_texts()], leg.get_title().get_text())
print(ax.get_title(), ax.get_xlabel(), ax.get_xscale(), ax.lines[0] is l, len(ax.lines), ax.texts, ax.collections)
ax.set(title='T', xlabel='X', ylabel='Y', xlim=(0, 4))
print(repr(ax), ax.get_title())
h = ax.bar([1, 2], [3, 4])
print(h[0].get_height(), h.patches[1].get_x(), h[0].get_facecolor(), len(h))
print(matplotlib.rcParams['lines.linewidth'])
plt.rcParams.update({'figure.figsize': (3, 2), 'font.size': 12})
print(plt.figure(), plt.rcParams['figure.figsize'])
plt.rcdefaults()
with plt.rc_context({'lines.linewidth': 7}):
    print(plt.plot([1])[0].get_linewidth())
print(plt.plot([1])[0].get_linewidth())
with plt.style.context('ggplot'):
    print(plt.rcParams['axes.facecolor'])
print(plt.style.available[:3], len(plt.colormaps()))
for color in (cm.viridis(0), cm.viridis(1.0), cm.jet(0.3), cm.hot(200), cm.tab10(3), plt.cm.Blues(.5), plt.cm.coolwarm(.25),
              matplotlib.colormaps['plasma'](0.7), plt.get_cmap('gray_r')(0.2)):
    print([format(v, '.5f') for v in color])
print(colors.to_hex('C1'), colors.to_rgba('#12345678'), colors.to_rgb('tab:blue'), colors.to_rgba('0.5'),
      colors.to_rgba(('r', .3)), colors.is_color_like('foo'), colors.to_hex((.1, .2, .3)))
c = ListedColormap(['r', 'g'])
print(c.N, L(c(0)), L(c(1)), L(c(.9)), L(LinearSegmentedColormap.from_list('x', ['white', 'red'])(.5)))
for f in ['r-o', 'bo:', 'k.', '-.g^']:
    print(f, [(q.get_color(), q.get_marker(), q.get_linestyle()) for q in plt.plot([1], f)])
n, bins, patches = plt.hist([1, 2, 2, 3, 3, 3, 4, 9], bins=4, density=True)
print(L(n), L(bins), len(patches))
n, bins, patches = plt.hist([1, 2, 2, 3, 3, 3, 4, 9], bins='auto')
print(L(n), L(bins), len(patches))
n, bins, patches = plt.hist([.1, .2, .7], range=(0, 1), cumulative=True)
print(L(n), L(bins))
three = LinearSegmentedColormap.from_list('signed', ['red', 'white', 'green'])
print([L(three(place)) for place in (0.3, 0.7)], [float(v) for v in three(0.7)])
