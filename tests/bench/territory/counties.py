"""The figure on a problem that cannot be solved: counties of the contiguous states, one of them too populous.

Population is summed from the census' ZIP areas by each ZIP's county, as GeoNames gives it; the counties' shapes are
those of the atlas. A ZIP without a county of the atlas is left out, and counted.
"""
import json

from command import Failure, shared
from packages import ATLAS, ZIPS, package
from tables import Table, spread

ELSEWHERE = {"Alaska", "Hawaii", "Puerto Rico", "American Samoa", "Guam", "United States Virgin Islands",
             "Commonwealth of the Northern Mariana Islands"}
TERRITORIES, TOLERANCE = 50, 0.05
HEAVIEST = "06037"  # Los Angeles County
MILLISECONDS_MAX = 100


def zip_populations(text):
    """ZIP -> people of the census table; its first two columns are the area and the total."""
    rows = [line.split("\t") for line in text.splitlines()[1:] if line.strip()]
    return {row[0]: int(float(row[1])) for row in rows}


def zip_counties(text, states):
    """ZIP -> county code (state and county) of GeoNames' table, '' where it names none. A ZIP's first line counts."""
    found = {}
    for line in text.splitlines():
        columns = line.split("\t")
        if len(columns) > 6:
            code = states.get(columns[3], "") + columns[6]
            found.setdefault(columns[1], code if len(code) == 5 else "")
    return found


def county_populations(populations, counties, known):
    """(county -> people, people of ZIPs without a known county)."""
    totals, lost = dict.fromkeys(sorted(known), 0), 0
    for name, people in populations.items():
        county = counties.get(name, "")
        if county in totals:
            totals[county] += people
        else:
            lost += people
    return totals, lost


def contiguous(atlas):
    """Ids of the counties of the contiguous states."""
    away = {state["id"] for state in atlas["objects"]["states"]["geometries"]
            if state["properties"]["name"] in ELSEWHERE}
    if len(atlas["objects"]["states"]["geometries"]) - len(away) != 49:
        raise Failure("the atlas does not have the 48 contiguous states and the District of Columbia")
    return {county["id"] for county in atlas["objects"]["counties"]["geometries"] if county["id"][:2] not in away}


def make_shapes(path):
    """Writes the counties with their people; (county -> people, people left out)."""
    atlas = json.loads((package(ATLAS) / "counties-10m.json").read_text(encoding="utf-8"))
    states = {state["properties"]["name"]: state["id"] for state in atlas["objects"]["states"]["geometries"]}
    counties = zip_counties((package(ZIPS) / "data" / "US.txt").read_text(encoding="utf-8"), states)
    everyone = zip_populations(shared("data/us_zcta_population_2010.tsv").read_text(encoding="utf-8"))
    every_county = {county["id"] for county in atlas["objects"]["counties"]["geometries"]}
    totals, lost = county_populations(everyone, counties, every_county)
    kept = contiguous(atlas)
    geometries = [county for county in atlas["objects"]["counties"]["geometries"] if county["id"] in kept]
    for county in geometries:
        county["properties"].update(geoid=county["id"], population=totals[county["id"]])
    atlas["objects"] = {"counties": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps(atlas, separators=(",", ":")), encoding="utf-8")
    return {county: totals[county] for county in sorted(kept)}, lost


def refusal(bench):
    """Figure 6: the refusal, its words and its time."""
    shapes = bench.folder("counties") / "counties.json"
    people, lost = make_shapes(shapes)
    total = sum(people.values())
    most = int(total / TERRITORIES * (1 + TOLERANCE))
    asked = ["--shapes", shapes, "--shape-id", "geoid", "--territories", TERRITORIES, "--balance", "population=5%"]
    bench.commands["the refusal"] = "bailiwick design " + " ".join(getattr(part, "name", str(part)) for part in asked)
    runs = [bench.bailiwick("design", asked, bench.folder("counties")) for _ in bench.seeds]
    errors = [error["message"] for error in runs[0].report.get("errors", [])]
    said = " ".join(message for message in errors if HEAVIEST in message or "Los Angeles" in message)
    figures = [f"{people[HEAVIEST]:,}", f"{most:,}"]
    refused = all(run.code == 4 for run in runs) and not (bench.folder("counties") / "plan").exists()
    milliseconds = [1000 * run.seconds for run in runs]
    parts = [run.report["seconds"]["validate"] for run in runs if "validate" in run.report.get("seconds", {})]
    judged = [1000 * part for part in parts]
    row = [len(people), f"{total:,}", runs[0].code, spread(milliseconds, 0),
           spread(judged, 1) if judged else "not reported", f"{max(run.peak_mib for run in runs):.0f}"]
    floors = [("refused as impossible (exit code 4), nothing written", refused),
              (f"Los Angeles County is named: {figures[0]} people against the {figures[1]} a territory may hold",
               bool(said) and all(figure in said for figure in figures)),
              (f"in under {MILLISECONDS_MAX} ms, whole command (worst {max(milliseconds):.0f} ms)",
               max(milliseconds) < MILLISECONDS_MAX)]
    notes = [f"The program said: \"{said or ' '.join(errors)[:300]}\"",
             f"Left out are {lost:,} people, nearly all in Puerto Rico, whose ZIP has no county in GeoNames' "
             "table or in the atlas."]
    header = ["counties", "people", "exit code", "wall ms, median (worst)", "of which judging, ms", "peak MiB"]
    return Table(header, [row], floors, notes)
