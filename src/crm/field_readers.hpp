// What reads custom fields besides records: formulas that other capabilities keep. A port: main asks them all, and sets it.
//
// It runs in the transaction that changes the field. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/object.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

class FieldReaders {
 public:
  virtual ~FieldReaders() = default;

  // All formulas in use or in a draft that name `custom.KEY` of records of that kind, each as a sentence goes on with it: `the rule "Large retail"`.
  [[nodiscard]] virtual Result<std::vector<std::string>> readers_of(
      platform::db::Connection& connection, TenantId tenant, ObjectKind object,
      std::string_view key) const = 0;
};

// Whether there are readers; set once, before anybody asks.
struct FieldReaderSlot {
  const FieldReaders* readers = nullptr;
};

}  // namespace bailiwick::crm
