#include "market/market_models.hpp"

#include <set>

#include <fmt/core.h>

#include "market/model.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::market {
namespace {

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

// Names of rules, as they come.
class Names {
 public:
  explicit Names(Errors& errors) : errors_(errors) {}

  void add(const std::string& name, const std::string& pointer) {
    if (!platform::identity::is_name(name))
      errors_.push_back(mistake(
          "M091", fmt::format("A rule's name has 1 to {} characters.", kNameLengthMax), pointer));
    else if (!names_.insert(name).second)
      errors_.push_back(
          mistake("M091", fmt::format("Two rules are called \"{}\": give one another name.", name),
                  pointer));
  }

 private:
  Errors& errors_;
  std::set<std::string_view> names_;
};

void check_count(std::size_t count, std::string_view pointer, Errors& errors) {
  if (count > kModelRulesMax)
    errors.push_back(mistake("M092", fmt::format("A model has at most {} rules.", kModelRulesMax),
                             std::string(pointer)));
}

void check_formula(const std::string& formula, std::string pointer, Errors& errors) {
  if (formula.size() > kFormulaBytesMax)
    errors.push_back(mistake("M094",
                             fmt::format("A formula has at most {} bytes.", kFormulaBytesMax),
                             std::move(pointer)));
}

struct Range {
  std::int64_t least;
  std::int64_t most;
};
void check_range(Decimal number, const Range& range, std::string_view pointer, Errors& errors) {
  if (number >= Decimal::whole(range.least) && number <= Decimal::whole(range.most)) return;
  errors.push_back(mistake("M093",
                           fmt::format("This is a number from {} to {}.", range.least, range.most),
                           std::string(pointer)));
}

}  // namespace

WorkloadModel first_workload_model() {
  WorkloadModel model;
  model.visits = {{.name = "Key accounts", .formula = "is_key_account == true", .a_year = 24},
                  {.name = "Customers", .formula = "kind == \"customer\"", .a_year = 12},
                  {.name = "Prospects", .formula = "kind == \"prospect\"", .a_year = 4}};
  model.detour = Decimal::from_units(Int128{13} * (Decimal::kUnit / 10));
  model.speed_kmh = Decimal::whole(60);
  model.distance_most_km = Decimal::whole(80);
  model.hours_a_year = Decimal::whole(1'600);
  return model;
}

PotentialModel first_potential_model() {
  PotentialModel model;
  model.obtainable = Decimal::from_units(Int128{2} * (Decimal::kUnit / 10));
  return model;
}

Errors mistakes_of(const WorkloadModel& model) {
  Errors errors;
  check_count(model.visits.size(), "/visits", errors);
  Names names(errors);
  for (std::size_t r = 0; r < model.visits.size(); ++r) {
    const std::string at = fmt::format("/visits/{}", r);
    names.add(model.visits[r].name, at + "/name");
    check_formula(model.visits[r].formula, at + "/formula", errors);
    check_range(Decimal::whole(model.visits[r].a_year), {0, kVisitsMax}, at + "/a_year", errors);
  }
  for (std::size_t c = 0; c < kComplexities; ++c)
    check_range(Decimal::whole(model.minutes_by_complexity[c]), {0, kVisitMinutesMax},
                fmt::format("/minutes_by_complexity/{}", c), errors);
  check_range(Decimal::whole(model.complexity_default),
              {1, static_cast<std::int64_t>(kComplexities)}, "/complexity_default", errors);
  check_range(model.detour, {1, 10}, "/detour", errors);
  check_range(model.speed_kmh, {1, 1'000}, "/speed_kmh", errors);
  check_range(model.distance_most_km, {0, 10'000}, "/distance_most_km", errors);
  check_range(model.hours_a_year, {1, 8'784}, "/hours_a_year", errors);
  return errors;
}

Errors mistakes_of(const PotentialModel& model) {
  Errors errors;
  check_count(model.rules.size(), "/rules", errors);
  Names names(errors);
  for (std::size_t r = 0; r < model.rules.size(); ++r) {
    const std::string at = fmt::format("/rules/{}", r);
    names.add(model.rules[r].name, at + "/name");
    check_formula(model.rules[r].formula, at + "/formula", errors);
    check_formula(model.rules[r].amount, at + "/amount", errors);
  }
  check_formula(model.serviceable, "/serviceable", errors);
  check_range(model.obtainable, {0, 1}, "/obtainable", errors);
  return errors;
}

}  // namespace bailiwick::market
