"""Histories of answers with what the real Anki engine (26.9.3, fuzz off) offered at each, as read off it."""

from flashcards.core.schedule import AGAIN, EASY, GOOD, HARD, PARAMETERS, Rules

FSRS_5 = (
    *(0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192),
    *(1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621),
)
FSRS_45 = (
    *(0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474),
    *(0.1367, 1.0461, 2.1072, 0.0793, 0.3246, 1.587, 0.2272, 2.8755),
)
TRAINED = (
    *(0.8, 2.3, 6.1, 22.0, 5.5, 1.1, 3.2, 0.005, 2.1, 0.05, 1.1),
    *(1.4, 0.13, 0.2, 2.1, 0.7, 1.6, 0.3, 0.05, 0.2, 0.11),
)
SETS = (PARAMETERS, TRAINED, FSRS_5, FSRS_45)

USUAL = Rules(fuzz=False)
EAGER = Rules(desired_retention=0.95, fuzz=False)
RELAXED = Rules(desired_retention=0.8, learn_steps=(900,), relearn_steps=(420,), fuzz=False)
STEPLESS = Rules(parameters=TRAINED, learn_steps=(), relearn_steps=(), fuzz=False)
DAILY = Rules(learn_steps=(60, 86_400), relearn_steps=(86_400, 172_800), fuzz=False)
OLDER = Rules(parameters=FSRS_5, fuzz=False)
OLDEST = Rules(parameters=FSRS_45, learn_steps=(), relearn_steps=(), fuzz=False)

Asked = tuple[str, int, str, float, float]
"""One answer: days or minutes since the one before, the rating given, what is offered, the S and D that are kept.

Offered are Again, Hard, Good, Easy: a step in seconds, for a lapsed card with the interval that it has, or days.
"""

ANKI: dict[str, tuple[Rules, *tuple[Asked, ...]]] = {
    "usual": (
        USUAL,
        ("0d", GOOD, "60s 330s 600s 8d", 2.3065, 2.118),
        ("10m", GOOD, "60s 600s 2d 4d", 2.3065, 2.111),
        ("2d", GOOD, "600s/1d 8d 11d 19d", 10.9713, 2.104),
        ("8d", GOOD, "600s/1d 28d 39d 63d", 38.8974, 2.097),
        ("30d", AGAIN, "600s/3d 89d 123d 196d", 2.6593, 7.388),
        ("10m", GOOD, "600s/1d 900s/3d 3d 5d", 2.6593, 7.376),
        ("3d", GOOD, "600s/1d 6d 7d 12d", 7.4619, 7.364),
    ),
    "slips": (
        USUAL,
        ("0d", AGAIN, "60s 330s 600s 8d", 0.212, 6.413),
        ("1m", HARD, "60s 330s 600s 2d", 0.212, 7.604),
        ("6m", GOOD, "60s 330s 600s 2d", 0.2467, 7.592),
        ("10m", EASY, "60s 600s 1d 2d", 0.4889, 6.773),
        ("12d", HARD, "600s/1d 4d 6d 11d", 3.818, 7.843),
        ("20d", EASY, "600s/1d 12d 17d 29d", 28.9926, 7.107),
    ),
    "eager": (
        EAGER,
        ("0d", EASY, "60s 330s 600s 3d", 8.2956, 1.0),
        ("15d", GOOD, "600s/1d 15d 22d 38d", 54.8609, 1.0),
        ("40d", HARD, "600s/1d 51d 70d 113d", 127.0552, 4.011),
    ),
    "relaxed": (
        RELAXED,
        ("0d", HARD, "900s 1350s 8d 28d", 1.2931, 5.112),
        ("30m", AGAIN, "900s 1350s 4d 8d", 0.4514, 8.379),
        ("15m", GOOD, "900s 1350s 2d 3d", 0.4998, 8.366),
        ("9d", GOOD, "420s/1d 8d 12d 22d", 3.7204, 8.353),
        ("1d", AGAIN, "420s/2d 15d 17d 21d", 0.6955, 9.444),
        ("7m", HARD, "420s/1d 630s/2d 2d 4d", 0.6955, 9.616),
        ("2d", GOOD, "420s/1d 630s/2d 6d 9d", 1.7608, 9.602),
        ("20d", GOOD, "420s/2d 14d 20d 32d", 5.9789, 9.588),
    ),
    "stepless": (
        STEPLESS,
        ("0d", AGAIN, "1d 2d 6d 22d", 0.8, 5.5),
        ("3d", AGAIN, "18130s/1d 7d 9d 15d", 0.2098, 8.553),
        ("300m", AGAIN, "13800s/1d 18628s/1d 25146s/1d 2d", 0.1597, 9.431),
        ("1d", GOOD, "4425s/1d 1d 1d 2d", 0.8126, 9.281),
        ("10d", AGAIN, "20751s/1d 4d 5d 8d", 0.2402, 9.64),
        ("10m", EASY, "15378s/1d 20758s/1d 28021s/1d 2d", 0.4378, 9.361),
    ),
    "daily": (
        DAILY,
        ("0d", GOOD, "60s 43230s 86400s 8d", 2.3065, 2.118),
        ("1d", GOOD, "60s 86400s 7d 12d", 7.3154, 2.111),
        ("4d", AGAIN, "86400s/1d 17d 23d 37d", 1.1734, 7.392),
        ("1d", HARD, "86400s/1d 172800s/1d 172800s/1d 5d", 2.3623, 8.254),
        ("2d", GOOD, "86400s/1d 172800s/1d 172800s/1d 7d", 5.045, 8.241),
        ("2d", GOOD, "86400s/1d 172800s/1d 8d 10d", 7.8152, 8.228),
    ),
    "FSRS-5": (
        OLDER,
        ("0d", GOOD, "60s 330s 600s 16d", 3.173, 5.282),
        ("10m", GOOD, "60s 600s 4d 7d", 4.4669, 5.273),
        ("3d", EASY, "600s/1d 6d 12d 27d", 26.844, 4.5),
        ("30d", AGAIN, "600s/4d 42d 92d 223d", 3.5383, 6.271),
    ),
    "FSRS-4.5": (
        OLDEST,
        ("0d", AGAIN, "1d 1d 4d 14d", 0.4872, 7.621),
        ("1d", HARD, "1d 1d 2d 6d", 0.9269, 7.865),
        ("3d", GOOD, "1d 2d 5d 14d", 5.4032, 7.743),
        ("10m", GOOD, "5d 5d 6d 7d", 5.4032, 7.625),
    ),
}
