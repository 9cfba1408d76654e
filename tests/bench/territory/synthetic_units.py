#!/usr/bin/env python3
"""Writes synthetic units: synthetic_units.py COUNT FILE [SEED]

COUNT units with the columns unit,lon,lat,population, spread over a box of the size of the contiguous United States: two
fifths evenly, the rest around 400 towns whose sizes fall like 1/rank. Populations are log-normal. Standard library
only; the same COUNT and SEED give the same file.
"""
import math
import random
import sys

WEST, EAST, SOUTH, NORTH = -124.0, -68.0, 26.0, 49.0
TOWNS = 400


def units(count, seed):
    rng = random.Random(seed)
    towns = [(rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)) for _ in range(TOWNS)]
    weights = [1.0 / (rank + 5) for rank in range(TOWNS)]
    homes = rng.choices(range(TOWNS), weights, k=count)
    for number in range(count):
        if rng.random() < 0.4:
            lon, lat = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
        else:
            lon, lat = towns[homes[number]]
            spread = 0.9 * math.sqrt(-math.log(1.0 - rng.random()))
            angle = rng.uniform(0.0, 2.0 * math.pi)
            lon += spread * math.cos(angle)
            lat += 0.8 * spread * math.sin(angle)
        yield f"u{number:07d},{lon:.5f},{lat:.5f},{int(rng.lognormvariate(5.5, 0.9))}\n"


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    seed = int(sys.argv[3]) if len(sys.argv) == 4 else 1
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("unit,lon,lat,population\n")
        file.writelines(units(int(sys.argv[1]), seed))


if __name__ == "__main__":
    main()
