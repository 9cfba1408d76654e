// The conditions that open the records behind a number, as lists take them (record_list.hpp). Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crm/performance.hpp"
#include "crm/pipeline.hpp"

namespace bailiwick::crm {

// One after the other; nothing where the conditions are more, or longer, than a list takes.
class Where {
 public:
  Where& is(std::string_view field, std::string_view word, std::string_view value);
  Where& is(std::string_view field, std::string_view word, std::int64_t value);
  Where& is_truth(std::string_view field, bool value);
  Where& is_empty(std::string_view field);
  Where& is_in(std::string_view field, const std::vector<std::string>& values);
  Where& within(std::string_view field, const Days& days);
  [[nodiscard]] std::optional<std::string> text() const;

 private:
  std::vector<std::string> conditions_;
  bool is_too_much_ = false;
};

// Adds the conditions of a group; value empty: those without one.
struct GroupWhere {
  GroupBy by = GroupBy::kNone;
  std::string_view custom_key = {};
  bool is_truth = false;  // of kCustom
  TerritoryOn as = TerritoryOn::kThen;
  std::string_view then_field = "territory_then";  // of kTerritory and kThen
};
void add_group(Where& where, const GroupWhere& group, std::string_view value);

// The stages of a pipeline (all of them: an empty key) with one of the outcomes, by name.
[[nodiscard]] std::vector<std::string> stages_with(const std::vector<Pipeline>& pipelines,
                                                   std::string_view pipeline,
                                                   const std::vector<Outcome>& outcomes);

}  // namespace bailiwick::crm
