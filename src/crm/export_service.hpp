// All records of a list as CSV (RFC 4180, UTF-8), page by page, so that a million rows need the memory of one page.
//
// Columns: id, external_id, every field (an amount's currency behind it, as FIELD.currency), custom.KEY of every custom field; of an account its
// territory. An import of the same object reads it back: rows have their id, so nothing is added twice. A row that changes its
// place in the list while it is read may be told twice or not at all. Needs crm.read. Errors: those of RecordService::list().
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "crm/record_service.hpp"

namespace bailiwick::crm {

inline constexpr std::int64_t kExportPage = 1'000;

// Fills the text; false at the end.
using ExportPieces = std::function<bool(std::string& piece)>;

class ExportService {
 public:
  // Outlives what it gives.
  explicit ExportService(const RecordService& records) : records_(records) {}

  // The list's words, conditions and sort; its limit and cursor do not count.
  [[nodiscard]] Checked<ExportPieces> rows(const platform::identity::Principal& principal,
                                           const ListAsk& ask) const;

 private:
  const RecordService& records_;
};

}  // namespace bailiwick::crm
