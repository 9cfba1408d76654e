#include "crm/groups.hpp"

#include <fmt/core.h>

#include "crm/labels.hpp"
#include "crm/settings_store.hpp"

namespace bailiwick::crm {

Result<Column> group_column(const ListNames& names, std::string_view by) {
  auto column = column_of(names, by);
  if (!column) return column;
  const bool may_group = column->type == FieldType::kText || column->type == FieldType::kChoice ||
                         column->type == FieldType::kStage || column->type == FieldType::kPerson ||
                         column->type == FieldType::kTerritory ||
                         column->type == FieldType::kRecord || column->type == FieldType::kTruth;
  const bool has_column = !column->is_of_account && (column->source == Source::kField ||
                                                     column->source == Source::kTerritory);
  if (may_group && has_column) return column;
  return fail(ErrorCode::kInvalidInput, "R012",
              fmt::format("Lists cannot be grouped by \"{}\": take a text, a choice, a stage, a "
                          "truth, a person, a territory or a record.",
                          by));
}

Result<std::vector<LabelledGroup>> labelled_groups(db::Connection& connection, const Viewer& viewer,
                                                   const ObjectSpec& object, const Column& by,
                                                   std::vector<Group> groups) {
  const FieldSpec field = by.source == Source::kField
                              ? object.fields[by.field]
                              : FieldSpec{.name = "territory", .column = "", .type = by.type};
  std::vector<Referred> referred;
  for (const Group& group : groups)
    if (const auto one = referred_by(field, group.value)) referred.push_back(*one);
  const auto names = names_of(connection, viewer, referred);
  if (!names) return tl::unexpected(names.error());
  std::vector<Pipeline> stages;
  if (by.type == FieldType::kStage) {
    auto read = pipelines(connection, viewer.principal.tenant);
    if (!read) return tl::unexpected(read.error());
    stages = std::move(*read);
  }
  std::vector<LabelledGroup> labelled;
  for (Group& group : groups) {
    LabelledGroup one{.group = std::move(group), .label = {}};
    if (const auto referred_to = referred_by(field, one.group.value)) {
      if (const auto name = names->find(*referred_to); name != names->end())
        one.label = name->second;
    } else if (const auto* stage = std::get_if<std::string>(&one.group.value);
               stage && by.type == FieldType::kStage) {
      one.label = stage_label(stages, *stage);
    }
    labelled.push_back(std::move(one));
  }
  return labelled;
}

}  // namespace bailiwick::crm
