#include "planning/help_topics.hpp"

#include <array>

namespace bailiwick::planning {
namespace {

constexpr std::array<command::Topic, 3> kTopics = {{
    {"files", "which files are read, and how they may look", R"(Files

  units      A CSV file with one unit (ZIP, county, postcode, account) a row: an id, its place and its
             measures.

                 zip,lon,lat,population,hospitals
                 01001,-72.6227,42.0702,16769,0

             The delimiter (comma, semicolon, tab), decimal commas, a byte order mark, CRLF and
             Latin-1 bytes are recognised and said. Ids may have lost their leading zeros in other
             files. Columns are found by their usual names, or named with --id-column,
             --lon-column and --lat-column.
  edges      Two unit ids a line: who borders whom.
  shapes     GeoJSON or TopoJSON of the units' areas. Those that share a border are neighbours.
  plan       unit,territory. What `design` writes, and what --keep, `check` and `compare` read.
  lock, forbid    unit,territory
  must-link  group,unit
  barrier    unit,unit
  centers    territory, then unit or lon,lat, and kind: pinned or preferred.

Without edges and shapes, neighbours come from a Delaunay triangulation of the places with over-long
edges cut and every part joined to the rest at its nearest pair of units.
)"},
    {"balance", "how demands and wishes are weighed", R"(Balance

  --balance population=2%   is a demand: every territory's population lies between 98% and 102% of an
                            equal part. Give it for several measures and all hold at once.
  --soft hospitals=20km     is a wish: being off by 100% on average costs as much as every unit lying
                            20 km further from its centre. Larger is stronger.
  --balance units=5%        balances the number of units.

Demands that no plan can meet are refused before any time is spent, each with its figures (exit code
4). 'Not found in the time' is never called impossible: then the nearest plan is written (exit code 1).
Targets, shares and caps a territory are said in a problem file (--problem).
)"},
    {"proof", "what the lower bound and the gap mean", R"(Proof

Every plan comes with a lower bound: no plan that meets the same demands can be better than that,
whatever program makes it. The gap says how far the plan is from the bound:

    gap = (cost of the plan - bound) / bound

A gap of 3% means that the plan is at most 3% worse than the best there can be; it may be the best.
More time (--bound-seconds, or `bailiwick bound`) raises the bound. Where nothing is proven for what
was asked, the report says "no proof" and why.
)"},
}};

}  // namespace

std::span<const command::Topic> help_topics() { return kTopics; }

}  // namespace bailiwick::planning
