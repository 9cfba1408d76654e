#include "platform/api/rate_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

namespace bailiwick::platform::api {
namespace {

constexpr std::array<std::string_view, 2> kDateNames = {"date", "datum"};

struct Cell {
  std::size_t row = 0;
  std::string_view day;
  std::string_view currency;
  std::string_view against;  // empty: what the reading says
  std::string_view rate;
};

class Reader {
 public:
  Reader(const files::Table& table, const RateReading& reading)
      : table_(table), reading_(reading) {}

  Checked<RateFile> read() {
    const auto date = table_.find_first(kDateNames);
    if (!date) return refuse("Y010", "The file needs a column called date.");
    const auto currency = table_.find("currency");
    const auto rate = table_.find("rate");
    if (currency.has_value() != rate.has_value())
      return refuse("Y010", "Beside a column currency there is one called rate, and the reverse.");
    if (currency)
      read_lines(*date, *currency, *rate);
    else
      read_columns(*date);
    if (file_.quotes.size() > kFileRatesMax)
      return refuse("Y012",
                    fmt::format("A file has at most {} rates: leave out currencies, or days before "
                                "your first order.",
                                kFileRatesMax),
                    ErrorCode::kLimit);
    if (!errors_.empty()) return fail(std::move(errors_));
    if (file_.quotes.empty()) return refuse("Y013", "The file has no rate below its first line.");
    return std::move(file_);
  }

 private:
  static tl::unexpected<Errors> refuse(std::string_view rule, std::string message,
                                       ErrorCode code = ErrorCode::kInvalidInput) {
    return fail(Errors{{code, std::string(rule), std::move(message)}});
  }

  [[nodiscard]] bool is_full() const {
    return errors_.size() >= kRateMistakesMax || file_.quotes.size() > kFileRatesMax;
  }

  void read_lines(std::size_t date, std::size_t currency, std::size_t rate) {
    const auto against = table_.find("against");
    for (std::size_t row = 0; row < table_.row_count() && !is_full(); ++row)
      add({.row = row,
           .day = table_.field(row, date),
           .currency = table_.field(row, currency),
           .against = against ? table_.field(row, *against) : std::string_view(),
           .rate = table_.field(row, rate)});
  }

  void read_columns(std::size_t date) {
    const auto& columns = table_.columns();
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (c != date && !columns[c].empty() && !Currency::parse(columns[c]))
        mistake(fmt::format("The column \"{}\" is no currency's code.", columns[c]), "Y010");
    if (!errors_.empty()) return;
    for (std::size_t row = 0; row < table_.row_count() && !is_full(); ++row)
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c == date || columns[c].empty()) continue;
        // The currency itself, in the Bank's files of another base.
        if (columns[c] == reading_.against.text()) continue;
        add({.row = row,
             .day = table_.field(row, date),
             .currency = columns[c],
             .against = {},
             .rate = table_.field(row, c)});
      }
  }

  void add(const Cell& cell) {
    if (cell.rate.empty() || cell.rate == "-" || cell.rate == "N/A") {
      ++file_.skipped;
      return;
    }
    const auto day = parse_date(cell.day);
    const auto currency = Currency::parse(cell.currency);
    const auto against =
        cell.against.empty() ? std::optional(reading_.against) : Currency::parse(cell.against);
    const auto units = parse_quote(cell.rate);
    const std::string place = table_.place_of(cell.row);
    if (!day)
      return mistake(fmt::format("{}: \"{}\" is no day such as 2026-11-25.", place, cell.day));
    if (!currency || !against)
      return mistake(fmt::format("{}: \"{}\" is no currency's code.", place,
                                 currency ? cell.against : cell.currency));
    if (*currency == *against)
      return mistake(fmt::format("{}: a rate of {} against itself.", place, cell.currency));
    if (!units)
      return mistake(fmt::format(
          "{}: \"{}\" is no rate: above 0, below 1,000,000,000, at most 9 decimals, a point before "
          "them.",
          place, cell.rate));
    const bool is_per_unit = reading_.quoted == Quoted::kPerUnit;
    file_.quotes.push_back({.currency = is_per_unit ? *currency : *against,
                            .against = is_per_unit ? *against : *currency,
                            .from = *day,
                            .units = *units});
  }

  void mistake(std::string message, std::string_view rule = "Y011") {
    if (errors_.size() < kRateMistakesMax)
      errors_.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }

  const files::Table& table_;
  const RateReading& reading_;
  RateFile file_;
  Errors errors_;
};

}  // namespace

Checked<RateFile> read_rates(const files::Table& table, const RateReading& reading) {
  return Reader(table, reading).read();
}

}  // namespace bailiwick::platform::api
