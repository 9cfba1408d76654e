// What files of territories and of assignments have in common when they are written (alignment_writer.hpp tells the rules).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/import_ports.hpp"
#include "crm/parts.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

// One answer a record, as of RecordWriter::write(). Errors are of the database, or I001.
[[nodiscard]] Result<std::vector<Written>> write_territories(const CrmParts& parts,
                                                             platform::db::Connection& connection,
                                                             const RecordBatch& batch);
[[nodiscard]] Result<std::vector<Written>> write_assignments(const CrmParts& parts,
                                                             platform::db::Connection& connection,
                                                             const RecordBatch& batch);

// A batch, and on whose behalf it is written.
struct AlignmentBatch {
  const CrmParts& parts;
  platform::db::Connection& connection;
  const RecordBatch& batch;
  platform::identity::Principal principal;

  [[nodiscard]] TenantId tenant() const { return batch.actor.tenant; }
  // Whether the file says anything of that field.
  [[nodiscard]] bool is_read(std::string_view field) const;
};

[[nodiscard]] Written refused_row(std::string_view rule, std::string message,
                                  std::string_view field);
[[nodiscard]] Written row_without(std::string_view field);
// What the alignment refuses is the row's fault (L...); any other error is not.
[[nodiscard]] Result<Written> refused_by_alignment(const Error& error, std::string_view field);

// Does `work` as a part of the transaction that is undone unless it writes the row.
[[nodiscard]] Result<Written> write_row(
    const CrmParts& parts,
    const std::function<Result<Written>(platform::db::Connection& connection)>& work);

}  // namespace bailiwick::crm
