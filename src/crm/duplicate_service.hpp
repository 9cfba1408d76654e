// The use cases of duplicates: which records may be the same, and why (docs/spec/duplicates.md). Merging is merge_service.hpp's.
//
// Reading needs crm.read, saying that two are different crm.write. Of a pair both must be within the asker's scope.
// Errors: I001; R001 no such record within the asker's scope; R029 an object whose duplicates are not looked for, or a record and itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/likeness.hpp"
#include "crm/parts.hpp"
#include "crm/record_store.hpp"

namespace bailiwick::crm {

struct LikelyPair {
  RecordId a;
  RecordId b;
  std::string a_title;
  std::string b_title;
  Likeness likeness;
};
struct PairPage {
  std::vector<LikelyPair> items;         // of one page, the most likely first
  std::optional<std::string> next = {};  // where the next page begins
};

class DuplicateService {
 public:
  using Principal = platform::identity::Principal;

  explicit DuplicateService(const CrmParts& parts) : parts_(parts) {}

  // A stretch of all pairs, each once over all pages while nothing changes; `limit` is passed by the pairs of one mark at most. after: where the page
  // before it ended.
  [[nodiscard]] Result<PairPage> pairs(const Principal& principal, ObjectKind object,
                                       const std::string& after, std::int64_t limit) const;
  // The pairs of one record, the most likely first.
  [[nodiscard]] Result<std::vector<LikelyPair>> pairs_of(const Principal& principal,
                                                         const RecordId& id) const;
  // They are two: no longer told.
  Result<void> different(const Principal& principal, const RecordId& id, const Uuid& other) const;

 private:
  [[nodiscard]] Viewer viewer_of(const Principal& principal) const;

  CrmParts parts_;
};

}  // namespace bailiwick::crm
