// The SQL of merges (docs/spec/duplicates.md). In the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/record.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

struct MergeTag {
  static constexpr std::string_view kPrefix = "merge";
};
using MergeId = Uid<MergeTag>;

// Two records that became one.
struct Merge {
  MergeId id;
  RecordId kept;
  Uuid other;
  std::string other_title;
  std::string fields;  // JSON: {"phone": {"before": …, "after": …}}, of what the kept one took
  std::int64_t references = 0;
  Instant merged_at;
  PersonId merged_by;
};

Result<void> insert_merge(db::Connection& connection, TenantId tenant, const Merge& merge);
// Those into that record that are not undone, the latest first.
[[nodiscard]] Result<std::vector<Merge>> merges_into(db::Connection& connection, TenantId tenant,
                                                     const RecordId& kept);
struct Undoing {
  Instant at;
  PersonId by;
};
Result<void> set_undone(db::Connection& connection, TenantId tenant, MergeId merge,
                        const Undoing& undoing);
// What each of those hidden records became, through several merges in a row if need be. Those that were not merged are left out.
[[nodiscard]] Result<std::map<Uuid, Uuid>> became(db::Connection& connection, TenantId tenant,
                                                  ObjectKind object,
                                                  const std::vector<Uuid>& records);

// Everything that refers to the merge's other record refers to the kept one, and is remembered: how many. The kept record itself is left alone.
[[nodiscard]] Result<std::int64_t> move_references(db::Connection& connection, TenantId tenant,
                                                   const Merge& merge, Instant now);
// Back again, as far as it still refers to the kept one: how many.
[[nodiscard]] Result<std::int64_t> move_back(db::Connection& connection, TenantId tenant,
                                             const Merge& merge, Instant now);

}  // namespace bailiwick::crm
