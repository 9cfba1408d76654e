// What a paper about a plan is made of. Immutable while it is drawn.
#pragma once

#include <vector>

#include "planning/board_desk.hpp"
#include "planning/paper_map.hpp"
#include "planning/paper_words.hpp"
#include "planning/territory_facts.hpp"

namespace bailiwick::planning {

struct PaperScene {
  DeskPtr desk;
  DeskPtr before;                     // the plan before; null where there is none
  PaperMapPtr map;                    // null for a workbook
  std::vector<TerritoryFacts> facts;  // of `desk`, since `before`
  Instant now;
  PaperLanguage language = PaperLanguage::kEnglish;
};

}  // namespace bailiwick::planning
