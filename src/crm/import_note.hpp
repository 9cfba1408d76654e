// What is said of a file as a whole, of how it was read and what was assumed: a code with its values for whoever shows it in another language, and
// the sentence in English. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "crm/import_dates.hpp"

namespace bailiwick::crm {

struct ImportNote {
  std::string
      code;  // "mark_unknown"; empty: of a file that was uploaded when notes were sentences alone
  std::string text;
  std::map<std::string, std::string> values = {};  // what the sentence names: {"cell": "1.234"}

  friend bool operator==(const ImportNote&, const ImportNote&) = default;
};

namespace import_note {

// The file was converted from UTF-16 ("utf16") or from Windows-1252 ("windows_1252"); `text` is what its reader said.
[[nodiscard]] ImportNote converted(std::string_view name, bool is_utf16, std::string_view text);

struct TwoCells {
  std::string_view one;
  std::string_view other;
};
// "marks_differ", "mark_unknown": of the decimal mark.
[[nodiscard]] ImportNote marks_differ(const TwoCells& cells, char read_with);
[[nodiscard]] ImportNote mark_unknown(std::string_view cell, char read_with);
// "dates_differ_day", "dates_differ_month", "dates_unknown_day", "dates_unknown_month": by what is read first.
[[nodiscard]] ImportNote dates_differ(const TwoCells& cells, DateOrder read_in);
[[nodiscard]] ImportNote dates_unknown(std::string_view cell, DateOrder read_in);
// "short_years": dates whose years have two digits.
[[nodiscard]] ImportNote short_years(std::int64_t count, std::string_view cell,
                                     std::int32_t year_max);
// "ranges": they are read as their lower end.
[[nodiscard]] ImportNote ranges(std::string_view cell);
// "company_currency": of amounts that name none.
[[nodiscard]] ImportNote company_currency(const Currency& currency);
// "kind_order", "kind_invoice": what the rows are taken for, and the name of the file or the column that says so.
[[nodiscard]] ImportNote order_kind(std::string_view kind, std::string_view said_by);

}  // namespace import_note
}  // namespace bailiwick::crm
