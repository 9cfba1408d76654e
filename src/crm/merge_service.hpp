// The use cases of merges: two records become one, and two again (docs/spec/duplicates.md).
//
// Needs crm.write; both records must be within the asker's scope. Each is one transaction, told to the audit log and to open pages.
// Errors: I001; R001 no such record, or no such merge into it; R008 no such field; R010 the kept record was changed since it was read; R029
// an object that is not merged, or a record and itself; R030 the other stands above the kept account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/merge_store.hpp"
#include "crm/parts.hpp"
#include "crm/record_store.hpp"

namespace bailiwick::crm {

struct MergeAsk {
  RecordId kept;
  Uuid other;
  std::vector<std::string> fields;  // to take from the other even where the kept record has a value
  std::optional<std::int64_t> version;  // of the kept record; absent: whichever it is
};
// What could not be put back, because it has been changed since.
struct Undone {
  std::vector<std::string> kept_changes;  // fields of the kept record
  std::int64_t references = 0;            // put back
  std::int64_t lost_references = 0;
};

class MergeService {
 public:
  using Principal = platform::identity::Principal;

  explicit MergeService(const CrmParts& parts) : parts_(parts) {}

  [[nodiscard]] Result<Merge> merge(const Principal& principal, const MergeAsk& ask) const;
  [[nodiscard]] Result<std::vector<Merge>> merges(const Principal& principal,
                                                  const RecordId& kept) const;
  [[nodiscard]] Result<Undone> undo(const Principal& principal, const RecordId& kept,
                                    MergeId merge) const;

 private:
  using Connection = platform::db::Connection;
  [[nodiscard]] Viewer viewer_of(const Principal& principal) const;
  [[nodiscard]] Result<Record> seen(Connection& connection, const Viewer& viewer,
                                    const std::vector<CustomField>& custom,
                                    const RecordId& id) const;
  // Writes a record back whose version is the one it was read with.
  Result<void> save(Connection& connection, const Principal& principal, Record record) const;

  CrmParts parts_;
};

}  // namespace bailiwick::crm
