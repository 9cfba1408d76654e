// Assignment rules as values: which accounts a territory is offered, and how rules stand to each other. Pure.
// docs/spec/assignment-rules.md has the meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "alignment/model.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

struct RuleTag {
  static constexpr std::string_view kPrefix = "rule";
};
struct RuleSetTag {
  static constexpr std::string_view kPrefix = "ruleset";
};
using RuleId = Uid<RuleTag>;
using RuleSetId = Uid<RuleSetTag>;
using alignment::AccountId;
using alignment::TerritoryId;

inline constexpr std::size_t kRulesMax = 10'000;  // a set
inline constexpr std::size_t kRuleAccountsMax = 10'000;
inline constexpr std::size_t kRuleUnitsMax = 20'000;
inline constexpr std::size_t kUnitBytesMax = 40;
inline constexpr std::int64_t kPriorityMax = 1'000;  // and as much below zero

// The fields of an account that units rules look at.
inline constexpr std::string_view kCountryField = "country";
inline constexpr std::string_view kPostalCodeField = "postal_code";

struct FormulaCondition {
  std::string text;
  friend bool operator==(const FormulaCondition&, const FormulaCondition&) = default;
};
struct NamedCondition {
  std::vector<AccountId> accounts;
  friend bool operator==(const NamedCondition&, const NamedCondition&) = default;
};
struct UnitsCondition {
  std::string country;             // empty: any
  std::vector<std::string> units;  // "1012AB", or "1012*" for all that begin so
  friend bool operator==(const UnitsCondition&, const UnitsCondition&) = default;
};
using RuleCondition = std::variant<FormulaCondition, NamedCondition, UnitsCondition>;

enum class RuleKind { kFormula, kNamed, kUnits };  // in the order of the variant
[[nodiscard]] std::string_view name_of(RuleKind kind);
[[nodiscard]] std::optional<RuleKind> parse_rule_kind(std::string_view word);

struct AssignmentRule {
  RuleId id;
  TerritoryId territory;
  std::string name;
  RuleCondition condition;
  std::int64_t priority = 0;
  bool is_overlay = false;
  bool is_open = true;
  std::int64_t version = 1;

  [[nodiscard]] RuleKind kind() const { return static_cast<RuleKind>(condition.index()); }
};

// Whether it gives a country's postal codes to a territory as its own.
[[nodiscard]] bool is_units_rule_of(const AssignmentRule& rule, std::string_view country);

enum class RuleSetState { kDraft, kActive, kArchived };
[[nodiscard]] std::string_view name_of(RuleSetState state);
[[nodiscard]] std::optional<RuleSetState> parse_rule_set_state(std::string_view word);

struct RuleSet {
  RuleSetId id;
  std::string name;
  RuleSetState state = RuleSetState::kDraft;
  std::optional<RuleSetId> parent = {};      // that it was made from
  std::optional<LocalDate> valid_from = {};  // once it was to be activated
  std::optional<platform::jobs::JobId> job = {};
  Instant created_at;
  std::optional<Instant> activated_at = {};
  std::int64_t rule_count = 0;
  std::int64_t version = 1;
};

// A postal code as it is compared: without blanks, A to Z in upper case.
[[nodiscard]] std::string comparable_unit(std::string_view text);

}  // namespace bailiwick::planning
