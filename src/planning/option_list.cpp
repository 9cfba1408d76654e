// The options of design, check and bound, in the order in which help shows them.
#include "planning/design_options.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kInput = "What is divided";
constexpr std::string_view kAsked = "What is asked";
constexpr std::string_view kRules = "Rules for single units and territories";
constexpr std::string_view kToday = "The plan of today";
constexpr std::string_view kSearch = "How long to search";
constexpr std::string_view kOutput = "What comes out";

std::vector<OptionSpec> input_options() {
  return {
      {"units", "FILE", kInput,
       "CSV with a row a unit: an id, lon and lat in degrees, and a column a measure. Delimiter, "
       "decimal comma and "
       "encoding are recognised."},
      {"edges", "FILE", kInput,
       "CSV with two unit ids a line: who borders whom. Without it, and without --shapes, "
       "neighbours come from a triangulation of the places."},
      {"shapes", "FILE", kInput,
       "GeoJSON or TopoJSON with the units' areas: neighbours are those that share a "
       "border. May stand without --units; its properties are then the measures."},
      {"shape-id", "PROPERTY", kInput,
       "The property of the shapes that holds the unit's id (recognised otherwise)."},
      {"id-column", "COLUMN", kInput, "The column with the unit's id (recognised otherwise)."},
      {"lon-column", "COLUMN", kInput, "The column with the longitude (recognised otherwise)."},
      {"lat-column", "COLUMN", kInput, "The column with the latitude (recognised otherwise)."},
      {"planar", "", kInput, "Coordinates are x and y in kilometres on a plane, not degrees."},
      {"problem", "FILE", kInput,
       "A JSON file that says all of this and more (docs/spec/design-problem-file.md). "
       "Options given beside it win."},
  };
}

std::vector<OptionSpec> asked_options() {
  return {
      {"territories", "N or N-M", kAsked,
       "How many territories; a range lets the program choose, see "
       "--territory-cost."},
      {"balance", "COLUMN=SHARE", kAsked,
       "Every territory's amount of this measure lies within SHARE of an equal part: "
       "population=2%. May be given for "
       "several measures.",
       true},
      {"soft", "COLUMN=KM", kAsked,
       "A wish, not a demand: being off balance by 100% costs as much as every unit lying KM "
       "further away.",
       true},
      {"weight", "COLUMN|none", kAsked,
       "The measure that weighs distance. Default: the first balanced one."},
      {"objective", "inertia|distance", kAsked,
       "Least squared distance to the centre (default; no remote corners), or "
       "least distance (least travel)."},
      {"centre", "centroid|unit", kAsked,
       "Distance to the centre of gravity (default) or to the best unit."},
      {"not-contiguous", "", kAsked, "Territories need not be connected."},
      {"radius", "KM", kAsked, "No unit is further than KM from its territory's centre."},
      {"territory-cost", "KM", kAsked,
       "With a range of territories: what one territory more has to save, as a "
       "distance."},
  };
}

std::vector<OptionSpec> rule_options() {
  return {
      {"lock", "UNIT=TERRITORY|FILE", kRules,
       "The unit belongs to the territory; or a CSV file unit,territory.", true},
      {"forbid", "UNIT=TERRITORY|FILE", kRules,
       "The unit never belongs to the territory; or a CSV file.", true},
      {"must-link", "UNIT,UNIT,...|FILE", kRules,
       "Units that go together; or a CSV file group,unit.", true},
      {"barrier", "UNIT,UNIT|FILE", kRules,
       "A border not to cross (a river, a ridge); or a CSV file of pairs.", true},
      {"centers", "FILE", kRules,
       "CSV of people or places: territory (or name), unit or lon and lat, and kind: pinned (the "
       "centre stands here) "
       "or preferred (a wish)."},
      {"preference", "WEIGHT", kRules,
       "How much preferred centres count beside compactness. Default 1."},
  };
}

std::vector<OptionSpec> today_options() {
  return {
      {"keep", "FILE", kToday, "The plan of today, unit,territory. Its names stay."},
      {"vacate", "TERRITORY", kToday, "A territory of today that ends; its units are free.", true},
      {"disruption", "COLUMN=SHARE", kToday,
       "At most SHARE of this measure changes hands; COLUMN alone counts it "
       "without a cap."},
      {"disruption-penalty", "KM", kToday,
       "Handing over everything costs as much as every unit lying KM further away. Default with "
       "--keep: 20km."},
  };
}

}  // namespace

std::vector<OptionSpec> problem_options() {
  std::vector<OptionSpec> all = input_options();
  for (const auto& group : {asked_options(), rule_options(), today_options()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

std::vector<OptionSpec> search_options() {
  return {
      {"seconds", "TIME", kSearch,
       "Time for the whole command: 10 (default), 90s, 5m. A fifth of it goes to the "
       "proof."},
      {"iterations", "N", kSearch,
       "Instead of a time: this many rounds of search. The same plan on every machine."},
      {"bound-seconds", "TIME", kSearch,
       "Time for the proof of quality, beside --seconds or --iterations."},
      {"no-bound", "", kSearch, "No proof of quality."},
      {"seed", "N", kSearch, "Another number, another search. Default 1."},
      {"threads", "N", kSearch, "1 to 64. Default 2."},
  };
}

std::vector<OptionSpec> output_options() {
  return {
      {"out", "DIR", kOutput,
       "Folder for plan.csv, territories.csv, territories.geojson, report.json and report.html; "
       "all or none are written."},
      {"force", "", kOutput,
       "Write into DIR though it holds other files. Files of the same names are replaced."},
      {"write-edges", "FILE", kOutput,
       "Also write who borders whom, as used here (barriers left out): the lines unit,neighbour."},
      {"json", "", kOutput, "Print report.json, or a list of errors, instead of text."},
      {"borders", "FILE", kOutput, "GeoJSON or TopoJSON of states or provinces, drawn on the map."},
      {"credit", "TEXT", kOutput, "A line of credit shown on the map, such as \"GeoNames CC-BY\".",
       true},
  };
}

}  // namespace bailiwick::planning
