"""The words a case file may use, and the words an answer uses.

The lists are a contract with other people's files: words are added, never renamed or removed.
"""

from __future__ import annotations

import difflib
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Urgency(StrEnum):
    """How soon somebody should look at the knee, most urgent first."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    CLINICIAN_SOON = "clinician_soon"
    SELF_CARE = "self_care"
    NORMAL = "normal"


class Exercise(StrEnum):
    """How much of the guided exercise is open."""

    NO = "no"
    GENTLE = "gentle"
    YES = "yes"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNEE_PLACES = _set("""
    lower_thigh quadriceps_tendon superolateral superomedial patella lateral_patella
    medial_patella inferior_pole patellar_tendon tibial_tuberosity anterolateral_joint
    anteromedial_joint vastus_medialis medial_epicondyle medial_hamstring medial_joint_line
    posteromedial_joint medial_tibial_plateau pes_anserinus medial_calf iliotibial_band
    lateral_epicondyle biceps_tendon lateral_joint_line posterolateral_joint gerdy_tubercle
    fibular_head fibular_neck hamstrings popliteal_fossa medial_popliteal lateral_calf
""")
BODY_PLACES = _set(
    "low_back hip_groin thigh_front thigh_back shin_inner shin_outer calf ankle foot"
)
PLACES = KNEE_PLACES | BODY_PLACES

# From very_unwell on: what the window also asks; a case file may use it too.
SYMPTOMS = _set("""
    swelling swelling_within_2h redness_warmth fever locking catching giving_way
    cannot_bear_weight cannot_bend_90 cannot_straighten cannot_raise_straight_leg night_pain
    rest_pain clicking numbness calf_swelling_or_pain chest_pain_or_breathless deformity
    popping_sound_at_injury weight_loss hip_or_groin_pain back_pain other_joints limp rash
    leg_weakness foot_weakness cold_or_pale_foot skin_wound lump_or_bump lump_behind_knee
    bone_point_tender earlier_and_worse_each_run exertional_only eye_or_urinary kneecap_slipped
    saddle_numbness_or_bladder

    very_unwell major_accident deep_wound kneecap_still_out hard_tight_lower_leg tendon_gap
    severe_pain stairs_one_at_a_time
""")
STIFFNESS = "morning_stiffness_min"

HISTORY = _set("""
    beginner sudden_mileage_increase sudden_training_increase return_after_break recent_race
    growing_adolescent previous_injury previous_knee_surgery knee_replacement
    previous_dislocation high_bmi smoker diabetes immunosuppressed rheumatoid_arthritis
    osteoarthritis gout psoriasis cancer anticoagulants bleeding_disorder heart_disease
    long_journey recent_hospital_stay recent_surgery_or_injection hormonal_contraception
    pregnant_or_postpartum varicose_veins tick_area steroids quinolone kneeling_work flat_feet
    worn_shoes new_shoes surface_change high_mileage missed_periods
    previous_stress_fracture
    past_clot
""")

SIDES = frozenset({"left", "right", "both"})
SEXES = frozenset({"female", "male"})
SPREADS = _set("one_finger hand all_over ring deep moves")
QUALITIES = _set("sharp dull aching burning throbbing stabbing stiff tight sore tearing constant")
ONSETS = _set("sudden_injury sudden_no_injury after_run gradual repeated")
TRENDS = frozenset({"better", "same", "worse"})
# A later look at a story that was assessed before: on a day after it, or before running again.
LOOKS = _set("day_1 day_3 day_7 day_14 day_42 run")
# What must be true before running again. Source: clinical content 6.4.
READY = _set("""
    walks_30_min no_limp dry_7_days easy_stairs heel_raises chair_squats no_night_pain
    no_bone_pain bone_cleared
""")
WORSE_WITH = _set("""
    running start_of_run long_run downhill hills stairs_up stairs_down squatting kneeling
    jumping hopping walking standing sitting rising bending straightening twisting touch morning
    day_after rest weight_bearing
""")
BETTER_WITH = _set("rest stopping ice painkillers moving warming_up massage")

FAMILIES = _set("""
    patellofemoral iliotibial_band patellar_tendon quadriceps_tendon hamstring_tendon
    popliteus pes_anserine plica fat_pad bursitis meniscus ligament osteoarthritis
    osteochondritis growth_plate growing_pains cyst bone_stress fracture dislocation
    extensor_rupture locked_knee joint_bleed infection inflammatory_arthritis crystal_arthritis
    clot_or_vessel compartment tumour hip_referred back_referred nerve muscle_strain
    normal_soreness overload_unspecific painless_noise
""")
LOADS = _set("""
    deep_squat deep_bend impact kneeling single_leg full_straightening twist long_sitting
    running downhill
""")


def closest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them when none is near."""
    candidates = sorted(known)
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known words: {', '.join(candidates)}."
