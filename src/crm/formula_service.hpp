// A formula over an object's records as somebody types it: its mistakes, its type, and what it gives for records that they see.
//
// Advice (formula/advice.hpp) counts as mistakes. Needs crm.read. Nothing is kept. Errors: I001.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/record_service.hpp"
#include "formula/fault.hpp"
#include "formula/value.hpp"

namespace bailiwick::crm {

inline constexpr std::int64_t kTriedRecords = 200;  // by title, within the asker's scope
inline constexpr std::size_t kShownRecords = 10;

struct TriedRecord {
  RecordId id;
  std::string title;
  formula::Value value;
};
struct TriedFormula {
  std::optional<formula::Type> type = {};  // absent where there are faults
  formula::Faults faults = {};
  std::vector<TriedRecord> shown = {};
  std::int64_t count = 0;    // of records that it was evaluated for
  std::int64_t matches = 0;  // where a bool is true
  bool is_all = true;        // there are no more records than those
};

class FormulaService {
 public:
  explicit FormulaService(const CrmParts& parts) : parts_(parts) {}

  // wanted: the type that its value must have.
  [[nodiscard]] Result<TriedFormula> try_formula(const platform::identity::Principal& principal,
                                                 ObjectKind object, const std::string& text,
                                                 std::optional<formula::Kind> wanted) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
