// What the proof of a plan is of, in the paper's language. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "planning/paper_words.hpp"

namespace bailiwick::planning {

// Of a plan's summary; the English sentence of a proof from before its parts were kept; empty where there is no proof.
[[nodiscard]] std::string proof_told(const PaperWords& words, const nlohmann::json& summary);

}  // namespace bailiwick::planning
