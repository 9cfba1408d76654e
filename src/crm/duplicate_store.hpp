// The SQL of duplicates: which records share a mark, and which pairs are said to be different. In the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/record.hpp"
#include "crm/record_sql.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// A mark that more records share says nothing about two of them.
inline constexpr std::size_t kSharedMax = 20;

struct Sharing {
  std::string mark;
  std::vector<Uuid> records;  // in the order of their ids; hidden ones too
};
// Marks that two to kSharedMax records share.
struct Stretch {
  std::vector<Sharing> shared;
  std::string last;         // the next stretch begins behind this mark
  bool is_the_end = false;  // there is no next one
};
// The marks of the next `rows` rows behind a mark, in alphabetical order, of records that the viewer sees and no others: marks are names and
// addresses, and `last` is told. rows > kSharedMax. O(rows) for whoever sees everything, else O(marks of what they see * log).
[[nodiscard]] Result<Stretch> shared_marks(db::Connection& connection, const Viewer& viewer,
                                           ObjectKind object, const std::string& after,
                                           std::int64_t rows);
// The marks of one record that it shares with others, with all who have them.
[[nodiscard]] Result<std::vector<Sharing>> shared_marks_of(db::Connection& connection,
                                                           TenantId tenant, const RecordId& id);

// Records a and b, in either order.
struct RecordPair {
  ObjectKind object;
  Uuid a;
  Uuid b;
};
struct Judgement {
  Instant at;
  PersonId by;
};
Result<void> set_different(db::Connection& connection, TenantId tenant, const RecordPair& pair,
                           const Judgement& judgement);
Result<void> unset_different(db::Connection& connection, TenantId tenant, const RecordPair& pair);
[[nodiscard]] Result<bool> are_different(db::Connection& connection, TenantId tenant,
                                         const RecordPair& pair);

}  // namespace bailiwick::crm
