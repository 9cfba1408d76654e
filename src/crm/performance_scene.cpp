#include "crm/performance_scene.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crm/labels.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/company_store.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

// Whether a view can be grouped so.
bool goes_with(GroupBy by, View view) {
  const bool is_of_deals = by == GroupBy::kOwner || by == GroupBy::kPipeline;
  if (view == View::kRevenue) return !is_of_deals && by != GroupBy::kPeriod;
  return view != View::kPipeline || by != GroupBy::kPeriod;
}

// The company's own field of accounts; R031.
Result<CustomField> field_of(db::Connection& connection, TenantId tenant, std::string_view by) {
  const auto fields = custom_fields(connection, tenant, ObjectKind::kAccount);
  if (!fields) return tl::unexpected(fields.error());
  const std::string_view key = by.substr(by.find('.') + 1);
  for (const CustomField& field : *fields) {
    const bool may_group = field.type == FieldType::kText || field.type == FieldType::kChoice ||
                           field.type == FieldType::kTruth;
    if (field.is_open && field.key == key && may_group) return field;
  }
  return fail(
      ErrorCode::kInvalidInput, "R031",
      fmt::format("Accounts have no field \"{}\" that is a text, a choice or a truth.", key));
}

// All days whose rates may be needed: those of the span, of what it is compared with, and today.
Days rate_days(const PerformanceAsk& ask, View view, LocalDate today) {
  if (view == View::kPipeline || !ask.span) return {today, today};
  Days days = *ask.span;
  if (view == View::kRevenue) {
    days.first = std::min(previous_of(days).first, year_before(days).first);
  }
  return days;
}

GroupWhere group_where(const Scene& scene, View view) {
  GroupWhere group{.by = scene.by, .as = scene.as};
  // What is open now belongs to where its account is now.
  if (view == View::kPipeline) group.as = TerritoryOn::kToday;
  if (scene.custom) {
    group.custom_key = scene.custom->key;
    group.is_truth = scene.custom->type == FieldType::kTruth;
  }
  return group;
}

// The conditions of one group.
std::optional<std::string> where_of(const Scene& scene, const Naming& naming,
                                    const std::string& value) {
  Where where = naming.where;
  if (scene.by == GroupBy::kPeriod) {
    const auto period = std::ranges::find(scene.periods, value, &Period::name);
    if (period != scene.periods.end()) where.within("close_date", period->days);
  } else if (scene.by == GroupBy::kPipeline) {
    std::vector<Outcome> outcomes = {Outcome::kWon};
    if (naming.view == View::kPipeline) outcomes = {Outcome::kOpen};
    if (naming.view == View::kWins) outcomes.push_back(Outcome::kLost);
    where.is_in("stage", stages_with(scene.pipelines, value, outcomes));
  } else {
    add_group(where, group_where(scene, naming.view), value);
  }
  return where.text();
}

// What a value refers to by an id.
std::optional<Referred> referred(GroupBy by, const std::string& value) {
  if (by == GroupBy::kOwner)
    if (const auto person = PersonId::parse(value))
      return Referred{.type = FieldType::kPerson, .id = person->uuid()};
  return std::nullopt;
}

using Names = std::map<std::string, std::string>;

Result<Names> names_of_values(db::Connection& connection, const Scene& scene, const Viewer& viewer,
                              const std::vector<std::size_t>& groups) {
  Names names;
  if (scene.by == GroupBy::kPipeline)
    for (const Pipeline& pipeline : scene.pipelines) names.emplace(pipeline.key, pipeline.name);
  if (scene.by == GroupBy::kTerritory) {
    const auto all = alignment::all_territory_names(connection, viewer.principal.tenant);
    if (!all) return tl::unexpected(all.error());
    for (const auto& [territory, name] : *all) names.emplace(territory.text(), name);
  }
  if (scene.by != GroupBy::kOwner) return names;
  std::vector<Referred> asked;
  for (const std::size_t group : groups)
    if (const auto one = referred(scene.by, scene.groups.value(group))) asked.push_back(*one);
  const auto found = names_of(connection, viewer, asked);
  if (!found) return tl::unexpected(found.error());
  for (const auto& [one, name] : *found) names.emplace(PersonId(one.id).text(), name);
  return names;
}

}  // namespace

const Conversion& Converter::of(std::string_view currency, LocalDate day) {
  std::uint64_t key = 0;
  for (const char letter : currency) key = key << 8 | static_cast<std::uint8_t>(letter);
  key = key << 32 | static_cast<std::uint32_t>(day.days());
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  const Currency from = Currency::parse(currency).value_or(Currency());
  const auto rate = exchange_.rates.rate(from, exchange_.reporting, day);
  return known_.emplace(key, conversion_of(from, rate)).first->second;
}

Errors mistakes_of(const PerformanceAsk& ask, View view) {
  Errors errors;
  const auto by = parse_group_by(ask.by);
  if (!by || !goes_with(*by, view))
    errors.push_back(mistake(
        "R031",
        fmt::format("These figures cannot be grouped by \"{}\": take none, territory, industry, "
                    "country, size, growth or custom.KEY; of opportunities owner and pipeline too, "
                    "of closed ones period.",
                    ask.by),
        "/by"));
  if (!ask.span && view != View::kPipeline)
    errors.push_back(mistake("R032", "Say from which day to which: from and to.", "/from"));
  if (ask.span && (ask.span->last < ask.span->first || ask.span->count() > kPerformanceDaysMax))
    errors.push_back(
        mistake("R032",
                fmt::format("\"to\" is the day of \"from\" or later, at most {} days in all.",
                            kPerformanceDaysMax),
                "/to"));
  return errors;
}

Result<Scene> read_scene(db::Connection& connection, const Viewer& viewer,
                         const PerformanceAsk& ask, View view) {
  const TenantId tenant = viewer.principal.tenant;
  const auto company = identity::find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  const Days days = rate_days(ask, view, viewer.day);
  auto exchange = identity::read_exchange(connection, tenant, days.first, days.last);
  if (!exchange) return tl::unexpected(exchange.error());
  Scene scene{.by = parse_group_by(ask.by).value_or(GroupBy::kNone),
              .as = ask.as,
              .span = ask.span,
              .groups = {},
              .converter = Converter(std::move(*exchange))};
  if (ask.span)
    scene.periods =
        periods_in(*ask.span, ask.period, *company ? (*company)->fiscal_year_start_month : 1);
  if (scene.by == GroupBy::kCustom) {
    auto field = field_of(connection, tenant, ask.by);
    if (!field) return tl::unexpected(field.error());
    scene.custom = std::move(*field);
  }
  auto stages = pipelines(connection, tenant);
  if (!stages) return tl::unexpected(stages.error());
  scene.pipelines = std::move(*stages);
  auto groups = GroupTable::read(connection, viewer,
                                 {.by = scene.by,
                                  .custom = scene.custom ? &*scene.custom : nullptr,
                                  .as = view == View::kPipeline ? TerritoryOn::kToday : ask.as});
  if (!groups) return tl::unexpected(groups.error());
  scene.groups = std::move(*groups);
  return scene;
}

Result<std::vector<LineGroup>> line_groups(db::Connection& connection, const Scene& scene,
                                           const Naming& naming,
                                           const std::vector<std::size_t>& groups) {
  const auto names = names_of_values(connection, scene, naming.viewer, groups);
  if (!names) return tl::unexpected(names.error());
  std::vector<LineGroup> lines;
  for (const std::size_t group : groups) {
    LineGroup line;
    const std::string& value = scene.groups.value(group);
    line.is_elsewhere = group == GroupTable::kElsewhere;
    if (!value.empty()) line.value = value;
    if (const auto name = names->find(value); name != names->end()) line.label = name->second;
    if (!line.is_elsewhere) line.where = where_of(scene, naming, value);
    lines.push_back(std::move(line));
  }
  return lines;
}

tl::unexpected<Error> refuse_sum() {
  return fail(ErrorCode::kLimit, "R033",
              "A sum is larger than can be told: ask for fewer days, or correct an amount that is "
              "too large.");
}

}  // namespace bailiwick::crm
