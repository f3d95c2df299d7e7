"""The signs a check asks about, as the short nouns a clinician reads; the gravest first."""

from __future__ import annotations

WARNING = {
    "chest_pain_or_breathless": "chest pain or breathlessness",
    "very_unwell": "very unwell",
    "deformity": "deformity",
    "deep_wound": "deep wound",
    "cold_or_pale_foot": "cold or pale foot",
    "saddle_numbness_or_bladder": "saddle numbness or bladder trouble",
    "hard_tight_lower_leg": "hard and tight lower leg",
    "kneecap_still_out": "kneecap out of place",
    "major_accident": "major accident",
    "cannot_bear_weight": "unable to take 4 steps",
    "cannot_straighten": "unable to straighten",
    "cannot_raise_straight_leg": "unable to raise the straight leg",
    "tendon_gap": "dip above or below the kneecap",
    "redness_warmth": "warmth or redness",
    "fever": "fever",
    "calf_swelling_or_pain": "calf swelling or pain",
    "skin_wound": "wound",
    "foot_weakness": "foot weakness",
    "severe_pain": "severe pain",
}
"""What the first two lists of a check ask: signs that need help now or today."""

OTHER = {
    "cannot_bend_90": "unable to bend to 90°",
    "swelling": "swelling",
    "swelling_within_2h": "swelling within hours",
    "popping_sound_at_injury": "pop at the injury",
    "kneecap_slipped": "kneecap slipped out and back",
    "locking": "locking",
    "catching": "catching",
    "giving_way": "giving way",
    "limp": "limp",
    "night_pain": "night pain",
    "rest_pain": "pain at rest",
    "bone_point_tender": "tender point on bone",
    "earlier_and_worse_each_run": "earlier and worse on each run",
    "exertional_only": "pain only with effort",
    "stairs_one_at_a_time": "stairs one at a time",
    "clicking": "clicking",
    "lump_or_bump": "lump",
    "lump_behind_knee": "lump behind the knee",
    "numbness": "numbness or tingling",
    "leg_weakness": "leg weakness",
    "hip_or_groin_pain": "hip or groin pain",
    "back_pain": "back pain",
    "other_joints": "other joints sore",
    "rash": "rash",
    "eye_or_urinary": "sore eyes or urinary trouble",
    "weight_loss": "weight loss",
}
"""Everything else that is asked."""
