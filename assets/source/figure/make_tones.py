"""Other skin tones of the knee, from the rendered one: the light stays, the skin's own colour is changed.

  python make_tones.py ../../knee
Reads skin_kk.webp, writes tone-N/skin_kk.webp, in linear light.  The six tones go evenly through the
range of the Monk scale; the rendered one is the third.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image

RENDERED = "#d2a688"
TONES = {
    "tone-1": "#ecd0bd",
    "tone-2": "#dfb99c",
    "tone-4": "#a97c58",
    "tone-5": "#7b533b",
    "tone-6": "#573d30",
}


def linear(c):
    return np.where(c <= .04045, c / 12.92, ((c + .055) / 1.055) ** 2.4)


def display(c):
    return np.where(c <= .0031308, c * 12.92, 1.055 * np.clip(c, 0, None) ** (1 / 2.4) - .055)


def colour(text):
    return linear(np.array([int(text[i:i + 2], 16) for i in (1, 3, 5)]) / 255)


def brightness(light):
    return (light @ np.array([.2126, .7152, .0722]))[..., None]


def toned(picture, tone):
    a = np.asarray(picture.convert("RGBA")).astype(np.float32) / 255
    light, old, new = linear(a[..., :3]), colour(RENDERED), colour(tone)
    if brightness(new) > brightness(old):
        # a power takes the old colour to the new one and keeps black and white where they are
        light = light ** (np.log(new) / np.log(old))
    else:
        # dark skin: the shading between product and power, the blush softer, the gloss kept
        bright = brightness(light)
        power = bright ** (np.log(brightness(new)) / np.log(brightness(old)))
        shade = .6 * bright * brightness(new) / brightness(old) + .4 * power
        own = new / brightness(new)
        tint = (light / np.maximum(bright, 1e-4)) * (own / (old / brightness(old)))
        light = shade * (.55 * tint + .45 * own)
    a[..., :3] = display(light)
    return Image.fromarray((np.clip(a, 0, 1) * 255 + .5).astype(np.uint8), "RGBA")


def main():
    folder = Path(sys.argv[1])
    for name, tone in TONES.items():
        (folder / name).mkdir(exist_ok=True)
        for skin in sorted(folder.glob("skin_*.webp")):
            toned(Image.open(skin), tone).save(folder / name / skin.name, quality=92, method=5)


if __name__ == "__main__":
    main()
