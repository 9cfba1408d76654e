// Colours for territories so that neighbours differ: greedy by saturation (DSATUR).
//
// Repeatedly the territory whose neighbours show the most different colours (then the one of most neighbours, then the
// lower index) takes the colour that is least used so far among those its neighbours do not show. D. Brelaz, "New
// Methods to Color the Vertices of a Graph", CACM 22(4), 1979, doi:10.1145/359094.359101; the choice of the least used
// colour is ours, for an even map. Where all of `colours` stand around a territory, the colour fewest neighbours have.
// Pure. O((V + E) (log V + colours)).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr.hpp"

namespace bailiwick::planning {

// One colour in [0, colours) a vertex. colours >= 1.
[[nodiscard]] std::vector<std::int32_t> coloured(const graph::Csr& graph, std::int32_t colours);

// Which territories have units that are neighbours.
[[nodiscard]] graph::Csr territory_graph(const graph::Csr& units,
                                         std::span<const std::int32_t> territory_of,
                                         std::int32_t territories);

}  // namespace bailiwick::planning
