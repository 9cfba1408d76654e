// Pipelines: the stages that opportunities pass through, as a company defines them. Plain values. Pure.
//
// A stage is named "PIPELINE.STAGE" where it is a value: "standard.proposal".
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kPipelinesMax = 50;
inline constexpr std::size_t kStagesMax = 20;  // of a pipeline

enum class Outcome { kOpen, kWon, kLost };
[[nodiscard]] std::string_view name_of(Outcome outcome);  // "open", "won", "lost"
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view word);

struct Stage {
  std::string key;               // as a custom field's key
  std::string name;              // "Proposal"
  std::int64_t probability = 0;  // of winning, in percent, 0 .. 100
  Outcome outcome = Outcome::kOpen;
};

struct Pipeline {
  std::string key;
  std::string name;
  std::vector<Stage> stages;  // in their order; at least an open, a won and a lost one
  std::int64_t version = 1;
};

// What a company has that defined none.
[[nodiscard]] Pipeline standard_pipeline();
[[nodiscard]] std::string stage_name(const Pipeline& pipeline,
                                     const Stage& stage);  // "standard.proposal"
// The stage of that name; null where there is none.
[[nodiscard]] const Stage* find_stage(const std::vector<Pipeline>& pipelines,
                                      std::string_view name);

// Every mistake: R024 a key, R025 a name, R026 the stages (how many, twice the same, no open, won or lost one), R027 a probability.
[[nodiscard]] Errors mistakes_of(const Pipeline& pipeline);

[[nodiscard]] nlohmann::json json_of(const Pipeline& pipeline);
// Of a body that the API's schema has seen to.
[[nodiscard]] Pipeline pipeline_from(std::string key, const nlohmann::json& json);

}  // namespace bailiwick::crm
