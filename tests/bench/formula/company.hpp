// Columns of made-up accounts for the formula benchmark: the same for every run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/rng.hpp"
#include "formula/column.hpp"

namespace bench {

enum class Strings { kDictionary, kPlain };

inline bailiwick::formula::Schema schema(bool has_nulls) {
  using bailiwick::formula::Kind;
  return {{{"industry", {Kind::kString, has_nulls}},
           {"country", {Kind::kString, has_nulls}},
           {"name", {Kind::kString, false}},
           {"employees", {Kind::kInt, has_nulls}},
           {"revenue", {Kind::kDecimal, false}},
           {"growth", {Kind::kDecimal, false}},
           {"renewal", {Kind::kDate, false}},
           {"today", {Kind::kDate, false}}}};
}

class Company {
 public:
  explicit Company(std::size_t count) : count_(count) {
    bailiwick::Rng rng(20261126);
    for (int i = 0; i < 1'000; ++i)
      industries_.push_back(i < 2 ? (i == 0 ? "62" : "31") : std::to_string(100 + i));
    for (int i = 0; i < 40; ++i)
      countries_.push_back(
          i == 0 ? "US"
                 : std::string{static_cast<char>('A' + i % 26), static_cast<char>('A' + i / 26)});
    for (int i = 0; i < 5'000; ++i)
      names_.push_back((i % 10 == 0 ? "General Hospital of " : "Company number ") +
                       std::to_string(i));
    for (std::size_t row = 0; row < count; ++row) {
      // One in ten of an industry that is asked for, one in three of the country.
      industry_.push_back(static_cast<std::uint32_t>(
          rng.below(10) == 0 ? rng.below(2) : rng.below(industries_.size())));
      country_.push_back(
          static_cast<std::uint32_t>(rng.below(3) == 0 ? 0 : rng.below(countries_.size())));
      name_.push_back(static_cast<std::uint32_t>(rng.below(names_.size())));
      employees_.push_back(static_cast<std::int64_t>(rng.below(1'000)) *
                           static_cast<std::int64_t>(rng.below(100)));
      revenue_.push_back(bailiwick::Decimal::from_units(
          static_cast<bailiwick::Int128>(rng.below(1'000'000'000)) * 10'000'000'000'000'000));
      growth_.push_back(bailiwick::Decimal::from_units(
          static_cast<bailiwick::Int128>(rng.below(200)) * 1'000'000'000'000'000));
      renewal_.push_back(
          bailiwick::LocalDate(20'000 + static_cast<std::int32_t>(rng.below(2'000))));
      today_.push_back(bailiwick::LocalDate(20'783));
      is_null_.push_back(rng.below(20) == 0 ? 1 : 0);
    }
    for (const auto* words : {&industries_, &countries_, &names_})
      words_.emplace_back(words->begin(), words->end());
    for (std::size_t row = 0; row < count; ++row) {
      plain_[0].push_back(words_[0][industry_[row]]);
      plain_[1].push_back(words_[1][country_[row]]);
      plain_[2].push_back(words_[2][name_[row]]);
    }
  }

  [[nodiscard]] std::size_t size() const { return count_; }

  [[nodiscard]] std::vector<bailiwick::formula::Column> columns(Strings strings,
                                                                bool has_nulls) const {
    const std::span<const std::uint8_t> nulls =
        has_nulls ? std::span<const std::uint8_t>(is_null_) : std::span<const std::uint8_t>();
    const std::vector<std::uint32_t>* codes[] = {&industry_, &country_, &name_};
    std::vector<bailiwick::formula::Column> columns;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto flags = i < 2 ? nulls : std::span<const std::uint8_t>();
      if (strings == Strings::kDictionary)
        columns.push_back({bailiwick::formula::DictionaryColumn{*codes[i], words_[i]}, flags});
      else
        columns.push_back({std::span<const std::string_view>(plain_[i]), flags});
    }
    columns.push_back({std::span<const std::int64_t>(employees_), nulls});
    columns.push_back({std::span<const bailiwick::Decimal>(revenue_)});
    columns.push_back({std::span<const bailiwick::Decimal>(growth_)});
    columns.push_back({std::span<const bailiwick::LocalDate>(renewal_)});
    columns.push_back({std::span<const bailiwick::LocalDate>(today_)});
    return columns;
  }

 private:
  std::size_t count_;
  std::vector<std::string> industries_, countries_, names_;
  std::vector<std::vector<std::string_view>> words_;
  std::vector<std::uint32_t> industry_, country_, name_;
  std::vector<std::string_view> plain_[3];
  std::vector<std::int64_t> employees_;
  std::vector<bailiwick::Decimal> revenue_, growth_;
  std::vector<bailiwick::LocalDate> renewal_, today_;
  std::vector<std::uint8_t> is_null_;
};

}  // namespace bench
