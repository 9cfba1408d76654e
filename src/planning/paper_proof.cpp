#include "planning/paper_proof.hpp"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "engine/territory/bound.hpp"
#include "planning/paper_parts.hpp"

namespace bailiwick::planning {
namespace {

using engine::territory::BoundPart;
using engine::territory::kBoundPartCount;

std::string_view words_of(const PaperWords& words, BoundPart part) {
  const std::string_view texts[kBoundPartCount] = {
      words.part_balance,       words.part_pinned_centres,   words.part_radius,
      words.part_soft_balance,  words.part_territory_cost,   words.part_connectedness,
      words.part_other_balance, words.part_must_links,       words.part_pairs,
      words.part_disruption,    words.part_preferred_centres};
  return texts[static_cast<std::size_t>(part)];
}

// "a, b and c".
std::string listed(const PaperWords& words, const nlohmann::json& names,
                   const std::string& measure) {
  std::vector<std::string> parts;
  for (int p = 0; p < kBoundPartCount; ++p) {
    const auto part = static_cast<BoundPart>(p);
    for (const auto& name : names)
      if (name == engine::territory::name_of(part))
        parts.push_back(paper_text(words_of(words, part), measure));
  }
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? words.and_last : std::string_view(", ");
    text += parts[i];
  }
  return text;
}

}  // namespace

std::string proof_told(const PaperWords& words, const nlohmann::json& summary) {
  const auto covers = summary.find("bound_covers");
  if (covers == summary.end()) {
    const std::string scope = summary.value("bound_scope", std::string());
    return scope.empty() ? scope : paper_text(words.proven, scope);
  }
  const std::string measure = covers->value("measure", std::string());
  const std::string in = listed(words, covers->at("included"), measure);
  const std::string out = listed(words, covers->at("left_out"), measure);
  return paper_text(words.proven_of, in.empty() ? in : paper_text(words.proven_with, in),
                    out.empty() ? out : paper_text(words.proven_without, out));
}

}  // namespace bailiwick::planning
