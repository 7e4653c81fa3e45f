# What patches tell of themselves, and what can be set.
import matplotlib.patches as p
import numpy as np

r = p.Rectangle((1, 2), 3, 4, angle=10)
e = p.Ellipse((1, 2), 3, 4, angle=20)
c = p.Circle((0, 1), radius=2)
w = p.Wedge((0, 0), 1, 30, 60, width=0.3)
g = p.Polygon([[0, 0], [1, 0], [1, 1]])
n = p.RegularPolygon((0, 0), 5, radius=2)
a = p.Arc((0, 0), 1, 2, theta1=10, theta2=80)
for patch, names in (
    (r, "xy angle rotation_point"), (e, "center width height angle"), (c, "center radius width height angle"),
    (w, "center r theta1 theta2 width"), (g, "xy"), (n, "xy numvertices radius orientation"),
    (a, "theta1 theta2 center width"),
):
    print(patch, {name: np.asarray(getattr(patch, name)).tolist() for name in names.split()})
r.xy = (5, 6)
e.center, e.width, e.angle = (3, 3), 9, 3
c.radius = 4
g.xy = [[0, 0], [2, 2]]
print(r.get_x(), r.get_y(), r.get_bbox(), np.round(r.get_corners(), 4).tolist())
print(e.get_center(), e.get_width(), e.get_height(), e.get_angle(), np.round(e.get_corners(), 4).tolist())
print(np.round(e.get_vertices(), 4).tolist(), np.round(e.get_co_vertices(), 4).tolist())
print(c.get_radius(), c.width, g.get_xy().tolist(), g.get_closed())
f = p.FancyBboxPatch((0, 0), 1, 2)
print(f.get_x(), f.get_y(), f.get_width(), f.get_height(), f.get_bbox(), f.get_mutation_scale())
f.set_bounds(1, 2, 3, 4)
f.set_x(0)
print(f.get_bbox())
