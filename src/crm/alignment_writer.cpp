#include "crm/alignment_writer.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "crm/alignment_rows.hpp"

namespace bailiwick::crm {

Result<std::vector<Written>> AlignmentWriter::write(platform::db::Connection& connection,
                                                    const RecordBatch& batch) const {
  assert(is_of_alignment(batch.object) && !batch.is_dry);
  return batch.object == ObjectKind::kTerritory ? write_territories(parts_, connection, batch)
                                                : write_assignments(parts_, connection, batch);
}

bool AlignmentBatch::is_read(std::string_view field) const {
  return std::ranges::find(batch.fields, object_of(batch.object).at(field)) != batch.fields.end();
}

Written refused_row(std::string_view rule, std::string message, std::string_view field) {
  return {.what = Written::What::kRefused,
          .refusal = Error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)},
          .field = std::string(field)};
}

Written row_without(std::string_view field) {
  return refused_row("K041", fmt::format("{} is required and this row has none.", field), field);
}

Result<Written> refused_by_alignment(const Error& error, std::string_view field) {
  if (!error.rule.starts_with('L')) return tl::unexpected(error);
  return refused_row(error.rule, error.message, field);
}

Result<Written> write_row(
    const CrmParts& parts,
    const std::function<Result<Written>(platform::db::Connection& connection)>& work) {
  // An error undoes the part; the refusal is carried past it.
  std::optional<Written> refusal;
  auto written = parts.database.write([&](platform::db::Connection& connection) -> Result<Written> {
    refusal.reset();
    auto row = work(connection);
    if (!row || row->what != Written::What::kRefused) return row;
    refusal = *row;
    return tl::unexpected(*row->refusal);
  });
  if (refusal) return *refusal;
  return written;
}

}  // namespace bailiwick::crm
