"""The turntable's cameras, as plain numbers: the one place that knows how the knee is framed.

Knee frame, millimetres: x medial, y back, z up (see knee.py).  The camera looks at CENTRE from
DISTANCE; azimuth 0 = front, 90 = outer, 180 = back, 270 = inner side of a right knee.

    right . up . forward   unit vectors of the picture, all in the knee frame
    pixel -> point         p = eye + z * (forward + (x - cx) / f * right - (y - cy) / f * up)
    point -> pixel         q = p - eye;  z = q.forward;  x = cx + f * q.right / z;  y = cy - f * q.up / z
x, y are continuous (the middle of pixel column i is i + 0.5); z is the depth along the view axis.
"""
import math

CENTRE = (0.0, -3.0, 22.0)
DISTANCE = 1600.0
HEIGHT_MM = 300.0                     # height of the picture in the plane of CENTRE
NEAR_MM, STEP_MM = 1400.0, 0.1        # depth value d > 0 means z = NEAR_MM + (d - 1) * STEP_MM
DEPTH_SCALE = 2                       # the depth map is this many times smaller than the picture


def field_of_view():
    """vertical, degrees"""
    return 2 * math.degrees(math.atan(HEIGHT_MM / 2 / DISTANCE))


def camera(azimuth, size):
    """the numbers of one frame, ready for turntable.json"""
    a = math.radians(azimuth)
    away = (-math.sin(a), -math.cos(a), 0.0)              # from CENTRE towards the camera
    return {
        "eye": [round(c + DISTANCE * d, 4) for c, d in zip(CENTRE, away)],
        "right": [round(math.cos(a), 9), round(-math.sin(a), 9), 0.0],
        "up": [0.0, 0.0, 1.0],
        "forward": [round(-d, 9) + 0.0 for d in away],
        "f_px": round(size[1] / 2 / math.tan(math.radians(field_of_view()) / 2), 4),
        "cx": size[0] / 2,
        "cy": size[1] / 2,
    }
