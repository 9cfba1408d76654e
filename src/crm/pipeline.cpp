#include "crm/pipeline.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "crm/custom_field.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;
constexpr std::array<std::string_view, 3> kOutcomes = {"open", "won", "lost"};

void add(Errors& errors, std::string_view rule, std::string pointer, std::string message) {
  errors.push_back(
      {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)});
}

void check_name(Errors& errors, std::string_view name, const std::string& pointer) {
  if (!is_label(name))
    add(errors, "R025", pointer,
        fmt::format("It needs a name of 1 to {} bytes without control characters.",
                    kLabelBytesMax));
}

void check_key(Errors& errors, std::string_view key, const std::string& pointer) {
  if (!is_key(key))
    add(errors, "R024", pointer,
        fmt::format("A key has 1 to {} small letters, digits and \"_\", and begins with a letter.",
                    kCustomKeyBytesMax));
}

}  // namespace

std::string_view name_of(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> parse_outcome(std::string_view word) {
  const auto found = std::ranges::find(kOutcomes, word);
  if (found == kOutcomes.end()) return std::nullopt;
  return static_cast<Outcome>(found - kOutcomes.begin());
}

Pipeline standard_pipeline() {
  return {.key = "standard",
          .name = "Standard",
          .stages = {{"qualification", "Qualification", 10, Outcome::kOpen},
                     {"needs", "Needs analysis", 25, Outcome::kOpen},
                     {"proposal", "Proposal", 50, Outcome::kOpen},
                     {"negotiation", "Negotiation", 75, Outcome::kOpen},
                     {"won", "Won", 100, Outcome::kWon},
                     {"lost", "Lost", 0, Outcome::kLost}}};
}

std::string stage_name(const Pipeline& pipeline, const Stage& stage) {
  return pipeline.key + "." + stage.key;
}

const Stage* find_stage(const std::vector<Pipeline>& pipelines, std::string_view name) {
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& stage : pipeline.stages)
      if (stage_name(pipeline, stage) == name) return &stage;
  return nullptr;
}

Errors mistakes_of(const Pipeline& pipeline) {
  Errors errors;
  check_key(errors, pipeline.key, "/key");
  check_name(errors, pipeline.name, "/name");
  std::set<std::string_view> keys;
  std::set<Outcome> outcomes;
  for (std::size_t s = 0; s < pipeline.stages.size(); ++s) {
    const Stage& stage = pipeline.stages[s];
    const std::string pointer = fmt::format("/stages/{}", s);
    check_key(errors, stage.key, pointer + "/key");
    check_name(errors, stage.name, pointer + "/name");
    if (!keys.insert(stage.key).second)
      add(errors, "R026", pointer + "/key",
          fmt::format("\"{}\" is the key of two stages.", stage.key));
    if (stage.probability < 0 || stage.probability > 100)
      add(errors, "R027", pointer + "/probability", "A probability lies between 0 and 100.");
    outcomes.insert(stage.outcome);
  }
  if (pipeline.stages.size() > kStagesMax)
    add(errors, "R026", "/stages", fmt::format("A pipeline has at most {} stages.", kStagesMax));
  if (outcomes.size() < kOutcomes.size())
    add(errors, "R026", "/stages",
        "A pipeline needs at least one open stage, one that is won and one that is lost.");
  return errors;
}

Json json_of(const Pipeline& pipeline) {
  Json stages = Json::array();
  for (const Stage& stage : pipeline.stages)
    stages.push_back({{"key", stage.key},
                      {"name", stage.name},
                      {"probability", stage.probability},
                      {"outcome", name_of(stage.outcome)}});
  return {{"key", pipeline.key},
          {"name", pipeline.name},
          {"stages", std::move(stages)},
          {"version", pipeline.version}};
}

Pipeline pipeline_from(std::string key, const Json& json) {
  Pipeline pipeline{.key = std::move(key), .name = json.at("name"), .stages = {}};
  for (const Json& stage : json.at("stages"))
    pipeline.stages.push_back(
        {.key = stage.at("key"),
         .name = stage.at("name"),
         .probability = stage.at("probability"),
         .outcome =
             parse_outcome(stage.at("outcome").get<std::string>()).value_or(Outcome::kOpen)});
  return pipeline;
}

}  // namespace bailiwick::crm
