"""Thin layer over bpy: scene, studio light, materials, cameras, mesh upload, output.

Works with the PyPI wheel `bpy` (4.5, has OpenImageDenoise) and with Debian's
`blender -b` (3.4, no denoiser).  Import it only inside a Blender Python.
"""
import math, os
import bpy, mathutils
import numpy as np


def reset(threads=2, engine="CYCLES"):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    s = bpy.context.scene
    s.render.engine = engine
    s.render.threads_mode = "FIXED"; s.render.threads = threads
    s.render.film_transparent = True
    s.render.use_persistent_data = True
    s.render.image_settings.file_format = "PNG"
    s.render.image_settings.color_mode = "RGBA"
    s.render.image_settings.compression = 15
    s.view_settings.view_transform = "Standard"
    s.view_settings.look = "None"
    if engine == "CYCLES":
        c = s.cycles
        c.device = "CPU"
        c.max_bounces = 4; c.diffuse_bounces = 2; c.glossy_bounces = 1
        c.transparent_max_bounces = 8; c.transmission_bounces = 2
        c.caustics_reflective = c.caustics_refractive = False
        c.use_adaptive_sampling = True; c.adaptive_threshold = 0.02
        c.sample_clamp_indirect = 4
    return s


def quality(samples, denoise=True, prefilter="FAST"):
    s = bpy.context.scene
    s.cycles.samples = samples
    try:
        s.cycles.use_denoising = denoise
        if denoise:
            s.cycles.denoiser = "OPENIMAGEDENOISE"
            s.cycles.denoising_prefilter = prefilter
    except Exception as e:              # Debian build: no OIDN
        s.cycles.use_denoising = False


def srgb(hexstr, a=1.0):
    h = hexstr.lstrip("#")
    c = [int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    lin = [x / 12.92 if x <= .04045 else ((x + .055) / 1.055) ** 2.4 for x in c]
    return (*lin, a)


def _set(bsdf, names, val):
    for n in names:
        if n in bsdf.inputs:
            bsdf.inputs[n].default_value = val
            return


def material(name, color, rough=.75, spec=.25, sss=0., sss_radius=(.012, .005, .003), attr=None,
             sheen=0., grain=0.):
    """matte principled material; attr = name of a per-vertex colour attribute that replaces color"""
    m = bpy.data.materials.new(name); m.use_nodes = True
    nt = m.node_tree; b = nt.nodes["Principled BSDF"]
    b.inputs["Base Color"].default_value = srgb(color) if isinstance(color, str) else color
    b.inputs["Roughness"].default_value = rough
    _set(b, ["Specular IOR Level", "Specular"], spec)
    if sss:
        _set(b, ["Subsurface Weight", "Subsurface"], sss)
        b.inputs["Subsurface Radius"].default_value = sss_radius
        if "Subsurface Scale" in b.inputs:
            b.inputs["Subsurface Scale"].default_value = 1.0
        elif "Subsurface Color" in b.inputs:
            b.inputs["Subsurface Color"].default_value = b.inputs["Base Color"].default_value
    if sheen:
        _set(b, ["Sheen Weight", "Sheen"], sheen)
    if grain:                                            # fine skin relief, object space, ~1.2 mm
        tc = nt.nodes.new("ShaderNodeTexCoord"); nz = nt.nodes.new("ShaderNodeTexNoise"); bp = nt.nodes.new("ShaderNodeBump")
        nz.inputs["Scale"].default_value = 520.; nz.inputs["Detail"].default_value = 3.
        bp.inputs["Strength"].default_value = grain; bp.inputs["Distance"].default_value = .0006
        nt.links.new(tc.outputs["Object"], nz.inputs["Vector"]); nt.links.new(nz.outputs["Fac"], bp.inputs["Height"])
        nt.links.new(bp.outputs["Normal"], b.inputs["Normal"])
    if attr:
        n = nt.nodes.new("ShaderNodeAttribute"); n.attribute_name = attr
        nt.links.new(n.outputs["Color"], b.inputs["Base Color"])
    return m


def mesh(name, v, faces, mats=(), face_mat=None, smooth=True, colors=None):
    """colors (nv,3 or 4) LINEAR rgb, stored as attribute 'col'"""
    me = bpy.data.meshes.new(name)
    me.from_pydata([], [], [])
    f = np.asarray(faces)
    nf, k = f.shape
    me.vertices.add(len(v)); me.vertices.foreach_set("co", np.asarray(v, np.float32).ravel())
    me.loops.add(nf * k); me.loops.foreach_set("vertex_index", f.astype(np.int32).ravel())
    me.polygons.add(nf)
    me.polygons.foreach_set("loop_start", np.arange(0, nf * k, k, dtype=np.int32))
    if bpy.app.version < (4, 1, 0):
        me.polygons.foreach_set("loop_total", np.full(nf, k, np.int32))
    for m in mats:
        me.materials.append(m)
    if face_mat is not None:
        me.polygons.foreach_set("material_index", np.asarray(face_mat, np.int32))
    me.polygons.foreach_set("use_smooth", np.full(nf, bool(smooth)))
    me.update(calc_edges=True); me.validate()
    if colors is not None:
        c = np.asarray(colors, np.float32)
        if c.shape[1] == 3:
            c = np.concatenate([c, np.ones((len(c), 1), np.float32)], 1)
        at = me.attributes.new("col", "FLOAT_COLOR", "POINT")
        at.data.foreach_set("color", c.ravel())
    ob = bpy.data.objects.new(name, me)
    bpy.context.scene.collection.objects.link(ob)
    return ob


def set_verts(ob, v):
    ob.data.vertices.foreach_set("co", np.asarray(v, np.float32).ravel())
    ob.data.update()


def look_at(ob, target):
    d = mathutils.Vector(target) - ob.location
    ob.rotation_euler = d.to_track_quat("-Z", "Y").to_euler()


def camera(az, el, target, dist, fov=None, ortho=None, res=(500, 1000), name="cam"):
    """az 0 = from the front (camera at -Y); az grows towards the figure's RIGHT side
    (az 90 = camera at -X, sees the right flank); el = elevation.  degrees."""
    s = bpy.context.scene
    cam = bpy.data.objects.get(name)
    if cam is None:
        cam = bpy.data.objects.new(name, bpy.data.cameras.new(name))
        s.collection.objects.link(cam)
    a, e = math.radians(az), math.radians(el)
    d = mathutils.Vector((-math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    cam.location = mathutils.Vector(target) + d * dist
    look_at(cam, target)
    cam.data.sensor_fit = "VERTICAL"                  # fov / ortho scale are always the picture HEIGHT
    if ortho:
        cam.data.type = "ORTHO"; cam.data.ortho_scale = ortho
    else:
        cam.data.type = "PERSP"; cam.data.angle = math.radians(fov)
    cam.data.clip_start = .01; cam.data.clip_end = 50
    s.camera = cam
    s.render.resolution_x, s.render.resolution_y = res
    s.render.resolution_percentage = 100
    return cam


def area(name, loc, target, size, power, color=(1, 1, 1), parent=None):
    l = bpy.data.lights.new(name, "AREA"); l.shape = "DISK"; l.size = size
    l.energy = power; l.color = color
    o = bpy.data.objects.new(name, l); o.location = loc
    bpy.context.scene.collection.objects.link(o); look_at(o, target)
    return o


def world(color=(1, 1, 1), strength=.5):
    w = bpy.data.worlds.new("w"); bpy.context.scene.world = w; w.use_nodes = True
    b = w.node_tree.nodes["Background"]
    b.inputs[0].default_value = (*color, 1); b.inputs[1].default_value = strength


def studio(az=0., centre=(0, 0, 0), scale=1., key=1., fill=1., rim=1., amb=.32):
    """three-point soft light that TURNS WITH THE CAMERA (az as in camera())."""
    for o in [o for o in bpy.data.objects if o.type == "LIGHT"]:
        bpy.data.objects.remove(o, do_unlink=True)
    if bpy.context.scene.world is None:
        world((1, .985, .97), amb)
    a = math.radians(az); c = mathutils.Vector(centre)
    R = mathutils.Matrix.Rotation(-a, 3, "Z")

    def at(x, y, z):                       # camera space: x right of camera, y towards scene
        return c + R @ mathutils.Vector((x, y, z)) * scale
    area("key", at(-1.9, -1.9, 2.3), c, 1.3 * scale, 125 * key * scale ** 2, (1, .965, .92))
    area("fill", at(2.4, -1.8, .3), c, 2.2 * scale, 22 * fill * scale ** 2, (.90, .95, 1))
    area("rim", at(1.7, 1.9, 1.6), c, 1.2 * scale, 85 * rim * scale ** 2, (1, 1, 1))
    area("rim2", at(-2.1, 1.7, .8), c, 1.2 * scale, 40 * rim * scale ** 2, (.95, .97, 1))


def studio_close(az=0., centre=(0, 0, 0), scale=.35, key=1., amb=.30):
    """close-up light: one big soft key high on the camera's left, weak fill, two rims, so that low
    relief (kneecap, tendons) throws soft gradients from every angle"""
    for o in [o for o in bpy.data.objects if o.type == "LIGHT"]:
        bpy.data.objects.remove(o, do_unlink=True)
    if bpy.context.scene.world is None:
        world((1, .955, .92), amb)
    a = math.radians(az); c = mathutils.Vector(centre)
    R = mathutils.Matrix.Rotation(-a, 3, "Z")

    def at(x, y, z):
        return c + R @ mathutils.Vector((x, y, z)) * scale
    area("key", at(-1.25, -2.2, 2.1), c, 1.7 * scale, 112 * key * scale ** 2, (1, .97, .93))
    area("fill", at(2.3, -2.0, .2), c, 2.4 * scale, 38 * key * scale ** 2, (1, .955, .91))
    area("rim", at(2.0, 1.6, 1.2), c, 1.5 * scale, 48 * key * scale ** 2, (1, 1, 1))
    area("rim2", at(-2.2, 1.4, .6), c, 1.5 * scale, 28 * key * scale ** 2, (.96, .98, 1))


def floor(z=0., size=6.):
    p = size / 2
    ob = mesh("floor", np.array([[-p, -p, z], [p, -p, z], [p, p, z], [-p, p, z]]),
              np.array([[0, 1, 2, 3]]), [material("floor", (.8, .8, .8, 1), 1., 0.)], smooth=False)
    ob.is_shadow_catcher = True
    return ob


def render(path):
    s = bpy.context.scene
    s.render.filepath = path
    bpy.ops.render.render(write_still=True)
