"""Which parts stand in which see-through layer, and which of them are named there."""
from . import anatomy as An
from . import bellies as B

LAYER = {
    "muscles": {*An.BONES, *An.SOFT, *B.BANDS, *B.MUSCLES},
    "bones": {*An.BONES, *An.SOFT, "quad_tendon", "popliteus"} - {"fat_pad"},
}
NAMED = {
    "muscles": LAYER["muscles"] - {"femur", "tibia", "fibula", "meniscus_m", "meniscus_l", "acl", "pcl", "mcl", "lcl"},
    "bones": LAYER["bones"],
}
