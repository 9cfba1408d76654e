#include "crm/import_note.hpp"

#include <fmt/format.h>

#include "crm/import_words.hpp"

namespace bailiwick::crm::import_note {
namespace {

constexpr std::int32_t kCentury = 100;

std::string_view first_of(DateOrder order) { return order == DateOrder::kMdy ? "month" : "day"; }

}  // namespace

ImportNote converted(std::string_view name, bool is_utf16, std::string_view text) {
  return {.code = is_utf16 ? "utf16" : "windows_1252",
          .text = std::string(text),
          .values = {{"name", std::string(name)}}};
}

ImportNote marks_differ(const TwoCells& cells, char read_with) {
  return {.code = "marks_differ",
          .text = fmt::format("Numbers are written in two ways, {} and {}. They are read with the "
                              "decimal mark '{}'; choose another if that is wrong.",
                              in_quotes(cells.one), in_quotes(cells.other), read_with),
          .values = {{"one", std::string(cells.one)},
                     {"other", std::string(cells.other)},
                     {"mark", std::string(1, read_with)}}};
}

ImportNote mark_unknown(std::string_view cell, char read_with) {
  return {.code = "mark_unknown",
          .text = fmt::format(
              "Whether {} has thousands or decimals cannot be known from this file. Numbers are "
              "read with the decimal mark '{}'; choose another if that is wrong.",
              in_quotes(cell), read_with),
          .values = {{"cell", std::string(cell)}, {"mark", std::string(1, read_with)}}};
}

ImportNote dates_differ(const TwoCells& cells, DateOrder read_in) {
  return {.code = fmt::format("dates_differ_{}", first_of(read_in)),
          .text = fmt::format("Dates are written in two ways, {} and {}. The {} is read first; "
                              "choose another order if that is wrong.",
                              in_quotes(cells.one), in_quotes(cells.other), first_of(read_in)),
          .values = {{"one", std::string(cells.one)}, {"other", std::string(cells.other)}}};
}

ImportNote dates_unknown(std::string_view cell, DateOrder read_in) {
  return {.code = fmt::format("dates_unknown_{}", first_of(read_in)),
          .text = fmt::format(
              "Whether {} begins with the day or the month cannot be known from this file. The {} "
              "is read first; choose another order if that is wrong.",
              in_quotes(cell), first_of(read_in)),
          .values = {{"cell", std::string(cell)}}};
}

ImportNote short_years(std::int64_t count, std::string_view cell, std::int32_t year_max) {
  const std::int32_t first = year_max - kCentury + 1;
  const std::string what =
      count == 1 ? fmt::format("1 date, {}, has a year", in_quotes(cell))
                 : fmt::format("{} dates, such as {}, have years", count, in_quotes(cell));
  return {
      .code = "short_years",
      .text = fmt::format("{} of two digits, read as one from {} to {}.", what, first, year_max),
      .values = {{"count", std::to_string(count)},
                 {"cell", std::string(cell)},
                 {"first_year", std::to_string(first)},
                 {"last_year", std::to_string(year_max)}}};
}

ImportNote ranges(std::string_view cell) {
  return {.code = "ranges",
          .text = fmt::format("Ranges such as {} are read as their lower end.", in_quotes(cell)),
          .values = {{"cell", std::string(cell)}}};
}

ImportNote company_currency(const Currency& currency) {
  return {.code = "company_currency",
          .text = fmt::format("Amounts that name no currency are read as {}, which the company "
                              "reports in; choose another if that is wrong.",
                              currency.text()),
          .values = {{"currency", std::string(currency.text())}}};
}

ImportNote order_kind(std::string_view kind, std::string_view said_by) {
  return {.code = fmt::format("kind_{}", kind),
          .text = fmt::format("The rows are taken for {}s, as {} says; choose otherwise if that is "
                              "wrong.",
                              kind, in_quotes(said_by)),
          .values = {{"said_by", std::string(said_by)}}};
}

}  // namespace bailiwick::crm::import_note
