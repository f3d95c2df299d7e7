"""Encode rendered PNGs into what the app loads, and print sizes.

  python encode.py loop  IN_DIR NAME OUT.webp [--fps 24]      animated WebP (and sizes of the alternatives)
  python encode.py sheet IN_DIR NAME OUT_DIR                  what the app loads: half-loop sheet NAME.webp + NAME.json
  python encode.py sizes IN_DIR PREFIX                        size table for a set of stills
"""
import glob, io, sys, os
import numpy as np
from PIL import Image


def webp(im, q=82, aq=90, method=6):
    b = io.BytesIO(); im.save(b, "WEBP", quality=q, alpha_quality=aq, method=method); return b.getvalue()


def webp_lossless(im):
    b = io.BytesIO(); im.save(b, "WEBP", lossless=True, method=6); return b.getvalue()


def png(im):
    b = io.BytesIO(); im.save(b, "PNG", optimize=True); return b.getvalue()


def png8(im, n=255):
    """palette PNG with alpha"""
    b = io.BytesIO(); im.quantize(n, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.FLOYDSTEINBERG).save(b, "PNG", optimize=True); return b.getvalue()


def sheet(ims, cols=6):
    w, h = ims[0].size; rows = -(-len(ims) // cols)
    S = Image.new("RGBA", (w * cols, h * rows))
    for k, i in enumerate(ims):
        S.paste(i, ((k % cols) * w, (k // cols) * h))
    return S


def crop_box(ims):
    a = np.max([np.asarray(i)[..., 3] for i in ims], 0)
    ys, xs = np.where(a > 2)
    return xs.min(), ys.min(), xs.max() + 1, ys.max() + 1


# ------------------------------------------------------------------ exercise pictures
PAPER = (246, 243, 238, 255)


def columns(n):
    """columns of a frame sheet"""
    return 1 if n == 1 else 6 if n > 16 else min(n, 5)


def save_sheet(ims, cols, path):
    """all frames on one transparent sheet"""
    path.write_bytes(webp(sheet(ims, cols), 88))


def page(items, path, width=1500, quality=None):
    """labelled pictures on paper colour, laid out like words in lines: [(label, image)]"""
    from PIL import ImageDraw
    spots, x, y, row = [], 0, 0, 0
    for _, im in items:
        if x and x + im.width > width:
            x, y, row = 0, y + row, 0
        spots.append((x, y)); x += im.width; row = max(row, im.height + 12)
    P = Image.new("RGBA", (width, y + row), PAPER); d = ImageDraw.Draw(P)
    for (label, im), (x, y) in zip(items, spots):
        P.alpha_composite(im, (x, y + 12)); d.text((x + 4, y + 2), label, fill=(70, 70, 80))
    P.convert("RGB").save(path, **({"quality": quality} if quality else {}))


def cells(path):
    """the frames of a finished sheet"""
    import json
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    S = Image.open(path).convert("RGBA"); w, h = about["cell"]; c = about["columns"]
    return [S.crop((k % c * w, k // c * h, k % c * w + w, k // c * h + h)) for k in range(about["frames"])]


def contact(folder, path, height=110):
    """start and end (a cycle: its half) of every finished exercise"""
    import json
    items = []
    for f in sorted(folder.glob("*.webp")):
        ims = cells(f)
        half = json.loads(f.with_suffix(".json").read_text(encoding="utf-8"))["loop"] == "cycle"
        for label, im in zip((f.stem, ""), (ims[0], ims[len(ims) // 2 if half else -1])):
            items.append((label, im.resize((round(im.width * height / im.height), height), Image.LANCZOS)))
    path.parent.mkdir(parents=True, exist_ok=True)
    page(items, path, 1560, 80)
    print(path, os.path.getsize(path) // 1024, "KB,", len(items) // 2, "exercises")


if __name__ == "__main__":
    mode = sys.argv[1]
    if mode == "sheet":
        import json
        d, name, out = sys.argv[2:5]; os.makedirs(out, exist_ok=True)
        ims = [Image.open(f).convert("RGBA") for f in sorted(glob.glob(f"{d}/{name}_[0-9][0-9].png"))]
        box = crop_box(ims); half = [i.crop(box) for i in ims[:len(ims) // 2 + 1]]
        cols = 5; open(f"{out}/{name}.webp", "wb").write(webp(sheet(half, cols), 88))
        json.dump(dict(frames=len(half), cols=cols, cell=half[0].size, full_size=ims[0].size, offset=[int(b) for b in box[:2]],
                       loop="pingpong", play_frames=len(ims), seconds=3.6), open(f"{out}/{name}.json", "w"))
        print(name, os.path.getsize(f"{out}/{name}.webp") // 1024, "KB", half[0].size); sys.exit()
    if mode == "loop":
        d, name, out = sys.argv[2:5]
        fs = sorted(glob.glob(f"{d}/{name}_[0-9][0-9].png")); ims = [Image.open(f).convert("RGBA") for f in fs]
        half = ims[:len(ims) // 2 + 1]                         # ping-pong loops need only the way there
        fps = 24 if "--fps" not in sys.argv else int(sys.argv[sys.argv.index("--fps") + 1])
        ims[0].save(out, "WEBP", save_all=True, append_images=ims[1:], duration=int(3600 / len(ims)), loop=0, quality=80, alpha_quality=90, method=4)
        box = crop_box(ims)
        print(name, "n", len(ims), "png", sum(os.path.getsize(f) for f in fs) // 1024, "KB | png8", sum(len(png8(i)) for i in ims) // 1024,
              "| webp82 stills", sum(len(webp(i)) for i in ims) // 1024, "| webp sheet", len(webp(sheet(ims))) // 1024,
              "| half sheet (pingpong)", len(webp(sheet(half))) // 1024, "| animated webp", os.path.getsize(out) // 1024, "KB | crop", box)
    else:
        d, pre = sys.argv[2:4]
        fs = sorted(glob.glob(f"{d}/{pre}_[0-9][0-9].png")); ims = [Image.open(f) for f in fs]
        n = len(fs)
        row = dict(png=sum(os.path.getsize(f) for f in fs) / n / 1024)
        if ims[0].mode == "RGBA":
            row.update(png8=np.mean([len(png8(i)) for i in ims]) / 1024, webp90=np.mean([len(webp(i, 90)) for i in ims]) / 1024,
                       webp82=np.mean([len(webp(i)) for i in ims]) / 1024)
        else:
            if ims[0].mode == "L":
                row.update(webp_ll=np.mean([len(webp_lossless(i.convert("RGB"))) for i in ims]) / 1024)
            else:
                hl = [Image.fromarray(np.asarray(i)[::2, ::2]) for i in ims]
                row.update(half=np.mean([len(png(i)) for i in hl]) / 1024)
        print(pre, n, {k: round(float(v), 1) for k, v in row.items()}, "KB per picture")
