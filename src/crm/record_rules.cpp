#include "crm/record_rules.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "alignment/scope.hpp"
#include "base/nearest.hpp"
#include "crm/labels.hpp"
#include "crm/record_store.hpp"

namespace bailiwick::crm {
namespace {

void set_where_empty(Record& record, std::string_view field, FieldValue value) {
  const auto at = record.object().index_of(field);
  if (at && is_empty(record.values[*at])) record.values[*at] = std::move(value);
}

Error pointed(std::string_view rule, std::string_view field, std::string message) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message),
          "/" + std::string(field)};
}

Error unknown_stage(std::string_view field, const std::string& stage,
                    const std::vector<Pipeline>& pipelines) {
  std::vector<std::string> names;
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& one : pipeline.stages) names.push_back(stage_name(pipeline, one));
  return pointed(
      "R007", field,
      fmt::format("No pipeline has the stage \"{}\": it is written PIPELINE.STAGE, such as {}.{}",
                  stage, names.front(), did_you_mean(stage, names)));
}

}  // namespace

void fill_defaults(Record& record, PersonId person) {
  if (record.id.kind == ObjectKind::kLead) set_where_empty(record, "status", std::string("new"));
  if (record.id.kind == ObjectKind::kTask) {
    set_where_empty(record, "status", std::string("open"));
    set_where_empty(record, "priority", std::string("normal"));
  }
  if (!person.is_nil()) set_where_empty(record, "owner", person.uuid());
}

namespace {

// When an opportunity that is added as won or lost became so: on its close date, unless that is still to come.
Instant closed_at(const Record& record, Instant now) {
  const auto* day = std::get_if<LocalDate>(&record.value("close_date"));
  return day == nullptr ? now : std::min(now, first_moment(*day));
}

}  // namespace

void follow_stage(Record& record, const Record* before, const std::vector<Pipeline>& pipelines,
                  Instant now) {
  if (record.id.kind != ObjectKind::kOpportunity) return;
  const ObjectSpec& object = record.object();
  const std::size_t stage = object.at("stage");
  const std::size_t probability = object.at("probability");
  if (before != nullptr && before->values[stage] == record.values[stage]) return;
  const auto* name = std::get_if<std::string>(&record.values[stage]);
  const Stage* found = name ? find_stage(pipelines, *name) : nullptr;
  const bool is_since_given = before == nullptr && !is_empty(record.value("stage_since"));
  if (!is_since_given)
    record.values[object.at("stage_since")] =
        before == nullptr && found != nullptr && found->outcome != Outcome::kOpen
            ? closed_at(record, now)
            : now;
  const bool is_given = before == nullptr
                            ? !is_empty(record.values[probability])
                            : before->values[probability] != record.values[probability];
  if (found != nullptr && !is_given) record.values[probability] = found->probability;
}

namespace {

// Territories outside the viewer's scope lead to nothing, though their names are told beside records that refer to them.
Result<void> leave_out_of_scope(db::Connection& connection, const Viewer& viewer,
                                std::map<Referred, std::string>& names) {
  const auto is_territory = [](const auto& one) { return one.first.type == FieldType::kTerritory; };
  if (std::ranges::none_of(names, is_territory)) return {};
  const auto scope = alignment::read_scope(connection, viewer.principal, viewer.day);
  if (!scope) return tl::unexpected(scope.error());
  std::erase_if(names, [&](const auto& one) {
    return is_territory(one) && !scope->has(alignment::TerritoryId(one.first.id));
  });
  return {};
}

}  // namespace

Result<Errors> broken_references(db::Connection& connection, const Viewer& viewer,
                                 const Record& record, const Record* before,
                                 const std::vector<Pipeline>& pipelines) {
  const ObjectSpec& object = record.object();
  Errors errors;
  std::vector<Referred> referred;
  const auto is_new = [&](std::size_t f) {
    return before == nullptr || before->values[f] != record.values[f];
  };
  for (std::size_t f = 0; f < object.fields.size(); ++f)
    if (const auto one = referred_by(object.fields[f], record.values[f]); one && is_new(f))
      referred.push_back(*one);
  auto names = names_of(connection, viewer, referred);
  if (!names) return tl::unexpected(names.error());
  if (const auto left = leave_out_of_scope(connection, viewer, *names); !left)
    return tl::unexpected(left.error());
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    const FieldSpec& field = object.fields[f];
    const auto one = referred_by(field, record.values[f]);
    if (one && is_new(f) && !names->contains(*one))
      errors.push_back(pointed("R006", field.name,
                               fmt::format("{} leads to nothing that you may see.", field.name)));
    const auto* word = std::get_if<std::string>(&record.values[f]);
    if (field.type == FieldType::kStage && word && is_new(f) && !find_stage(pipelines, *word))
      errors.push_back(unknown_stage(field.name, *word, pipelines));
  }
  if (record.id.kind == ObjectKind::kAccount && is_new(object.at("parent"))) {
    const auto circle = is_below_itself(connection, viewer.principal.tenant, record);
    if (!circle) return tl::unexpected(circle.error());
    if (*circle)
      errors.push_back(
          pointed("R013", "parent",
                  fmt::format("An account cannot lie below itself, nor more than {} levels deep.",
                              kHierarchyDepthMax)));
  }
  return errors;
}

Result<bool> is_below_itself(db::Connection& connection, TenantId tenant, const Record& account) {
  const auto* parent = std::get_if<Uuid>(&account.value("parent"));
  std::optional<Uuid> at = parent ? std::optional(*parent) : std::nullopt;
  for (int depth = 0; at; ++depth) {
    if (*at == account.id.uuid || depth == kHierarchyDepthMax) return true;
    const auto above = parent_of(connection, tenant, *at);
    if (!above) return tl::unexpected(above.error());
    at = *above;
  }
  return false;
}

}  // namespace bailiwick::crm
