#include "crm/performance_where.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "crm/field_value.hpp"
#include "crm/record_list.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

Json condition(std::string_view field, std::string_view word) {
  return {{"field", field}, {"is", word}};
}
std::string with_value(std::string_view field, std::string_view word, Json value) {
  Json json = condition(field, word);
  json["value"] = std::move(value);
  return json.dump();
}

void add_size(Where& where, std::string_view value) {
  const auto found = std::ranges::find(size_classes(), value, &SizeClass::name);
  if (found == size_classes().end()) return;
  where.is("account.employees", "ge", found->least);
  if (found->most) where.is("account.employees", "le", *found->most);
}

void add_growth(Where& where, std::string_view value) {
  const auto found = std::ranges::find(growth_classes(), value, &GrowthClass::name);
  if (found == growth_classes().end()) return;
  if (found->least) where.is("account.growth", "ge", to_text(unscaled(*found->least)));
  if (found->below) where.is("account.growth", "lt", to_text(unscaled(*found->below)));
}

std::string field_of(const GroupWhere& group) {
  switch (group.by) {
    case GroupBy::kTerritory:
      return group.as == TerritoryOn::kThen ? std::string(group.then_field) : "account.territory";
    case GroupBy::kIndustry:
      return "account.industry";
    case GroupBy::kCountry:
      return "account.country";
    case GroupBy::kSize:
      return "account.employees";
    case GroupBy::kGrowth:
      return "account.growth";
    case GroupBy::kCustom:
      return fmt::format("account.custom.{}", group.custom_key);
    case GroupBy::kOwner:
      return "owner";
    default:
      return {};
  }
}

}  // namespace

Where& Where::is(std::string_view field, std::string_view word, std::string_view value) {
  conditions_.push_back(with_value(field, word, value));
  return *this;
}

Where& Where::is(std::string_view field, std::string_view word, std::int64_t value) {
  conditions_.push_back(with_value(field, word, value));
  return *this;
}

Where& Where::is_truth(std::string_view field, bool value) {
  conditions_.push_back(with_value(field, "eq", value));
  return *this;
}

Where& Where::is_empty(std::string_view field) {
  conditions_.push_back(condition(field, "empty").dump());
  return *this;
}

Where& Where::is_in(std::string_view field, const std::vector<std::string>& values) {
  is_too_much_ |= values.size() > kConditionValuesMax || values.empty();
  conditions_.push_back(with_value(field, "in", values));
  return *this;
}

Where& Where::within(std::string_view field, const Days& days) {
  return is(field, "ge", to_text(days.first)).is(field, "le", to_text(days.last));
}

std::optional<std::string> Where::text() const {
  if (is_too_much_ || conditions_.size() > kConditionsMax) return std::nullopt;
  return fmt::format("[{}]", fmt::join(conditions_, ","));
}

void add_group(Where& where, const GroupWhere& group, std::string_view value) {
  const std::string field = field_of(group);
  if (field.empty()) return;
  if (value.empty())
    where.is_empty(field);
  else if (group.by == GroupBy::kSize)
    add_size(where, value);
  else if (group.by == GroupBy::kGrowth)
    add_growth(where, value);
  else if (group.is_truth)
    where.is_truth(field, value == "true");
  else
    where.is(field, "eq", value);
}

std::vector<std::string> stages_with(const std::vector<Pipeline>& pipelines,
                                     std::string_view pipeline,
                                     const std::vector<Outcome>& outcomes) {
  std::vector<std::string> names;
  for (const Pipeline& one : pipelines) {
    if (!pipeline.empty() && one.key != pipeline) continue;
    for (const Stage& stage : one.stages)
      if (std::ranges::find(outcomes, stage.outcome) != outcomes.end())
        names.push_back(stage_name(one, stage));
  }
  return names;
}

}  // namespace bailiwick::crm
