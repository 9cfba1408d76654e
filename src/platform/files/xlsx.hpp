// Tables as a workbook that spreadsheet programs open (Office Open XML, ECMA-376), as bytes.
//
// The first row of a sheet holds its headings: it stays in view, and filters. Texts are texts: one that begins with = + - or @ is never a formula. The same
// tables give the same bytes. Thread-safe: workbooks share nothing.
// Error: F085 the workbook cannot be made: it is larger than a sheet can be (kLimit), or there is no room for it (kUnavailable).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace bailiwick::platform::files {

inline constexpr std::size_t kSheetRowsMax = 1'048'575;  // below the headings
inline constexpr std::size_t kSheetColumnsMax = 1'000;
inline constexpr std::size_t kSheetNameMax = 31;      // characters; longer ones are cut
inline constexpr std::size_t kSheetTextMax = 32'000;  // code points; longer ones are cut

// How the numbers of a column are shown: whole, with up to two decimals, or a share as a percentage (0.05 is 5.0%).
enum class XlsxForm { kText, kWhole, kNumber, kPercent };

struct XlsxColumn {
  std::string title = {};
  double width = 12.0;  // in characters
  XlsxForm form = XlsxForm::kText;
};

using XlsxCell = std::variant<std::monostate, std::string, double>;

struct XlsxSheet {
  std::string name;  // differs from the others of the workbook
  std::vector<XlsxColumn> columns;
  std::vector<std::vector<XlsxCell>> rows = {};  // a cell a column
};

struct XlsxWorkbook {
  std::string title = {};
  std::string author = {};
  Instant created = {};
  std::vector<XlsxSheet> sheets;  // at least one
};

[[nodiscard]] Result<std::string> xlsx_of(const XlsxWorkbook& workbook);

}  // namespace bailiwick::platform::files
