// What the references, stages, persons and territories of records are called, as far as a viewer may see them: a query a kind, not a record.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/pipeline.hpp"
#include "crm/record_json.hpp"
#include "crm/record_sql.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// A reference to somebody or something outside of the record.
struct Referred {
  FieldType type = FieldType::kRecord;
  ObjectKind kind = ObjectKind::kAccount;  // of kRecord
  Uuid id;

  friend auto operator<=>(const Referred&, const Referred&) = default;
};

// The names of those that are there and may be seen. Of persons: everyone of the company.
[[nodiscard]] Result<std::map<Referred, std::string>> names_of(platform::db::Connection& connection,
                                                               const Viewer& viewer,
                                                               std::span<const Referred> referred);
// What a field's value refers to; nothing where it is no reference.
[[nodiscard]] std::optional<Referred> referred_by(const FieldSpec& field, const FieldValue& value);

// One a record, in their order.
[[nodiscard]] Result<std::vector<Labels>> labels_of(platform::db::Connection& connection,
                                                    const Viewer& viewer,
                                                    std::span<const Record> records);
// "Proposal" for "standard.proposal"; with the pipeline's name before it where there are several pipelines.
[[nodiscard]] std::string stage_label(const std::vector<Pipeline>& pipelines,
                                      std::string_view stage);

}  // namespace bailiwick::crm
