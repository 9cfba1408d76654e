#include "crm/performance_groups.hpp"

#include <algorithm>
#include <charconv>

#include "alignment/service.hpp"

namespace bailiwick::crm {
namespace {

constexpr LocalDate kEver{-1'000'000};
constexpr LocalDate kNever{2'932'896};

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The word of an account's group for the value that it has.
std::string_view word_of(GroupBy by, std::string_view value) {
  if (by == GroupBy::kSize) return size_classes()[size_class_of(number_of(value))].name;
  if (by == GroupBy::kGrowth) return growth_classes()[growth_class_of(number_of(value))].name;
  return value;
}

}  // namespace

Result<GroupTable> GroupTable::read(db::Connection& connection, const Viewer& viewer,
                                    const Ask& ask) {
  GroupTable table;
  table.sees_everything_ = alignment::reach_of(viewer.principal) == alignment::Reach::kEverything;
  switch (ask.by) {
    case GroupBy::kNone:
    case GroupBy::kOwner:
    case GroupBy::kPipeline:
    case GroupBy::kPeriod:
      return table;
    default:
      break;
  }
  table.is_of_accounts_ = true;
  const auto done = ask.by == GroupBy::kTerritory ? table.read_territories(connection, viewer, ask)
                                                  : table.read_segments(connection, viewer, ask);
  if (!done) return tl::unexpected(done.error());
  return table;
}

Result<void> GroupTable::read_segments(db::Connection& connection, const Viewer& viewer,
                                       const Ask& ask) {
  return each_account_value(
      connection, viewer, {.by = ask.by, .custom = ask.custom},
      [&](const Uuid& account, std::optional<std::string_view> value) {
        const std::size_t group = value ? of_word(word_of(ask.by, *value)) : kNoValue;
        terms_.push_back({account, kEver, kNever, static_cast<std::uint32_t>(group)});
      });
}

Result<void> GroupTable::read_territories(db::Connection& connection, const Viewer& viewer,
                                          const Ask& ask) {
  std::optional<alignment::TerritoryId> last;
  std::uint32_t group = 0;
  const auto read = alignment::each_account_term(
      connection, viewer.principal, viewer.day, [&](const alignment::AccountTerm& term) {
        LocalDate from = term.from;
        LocalDate until = term.to ? term.to->plus_days(-1) : kNever;
        if (ask.as == TerritoryOn::kToday) {
          if (viewer.day < from || until < viewer.day) return;
          from = kEver;
          until = kNever;
        }
        // Terms of one territory often follow each other: its text is made once.
        if (last != term.territory)
          group = static_cast<std::uint32_t>(of_word(term.territory.text()));
        last = term.territory;
        terms_.push_back({term.account.uuid(), from, until, group});
      });
  if (!read || sees_everything_) return read;
  return each_account_value(
      connection, viewer, {},
      [&](const Uuid& account, std::optional<std::string_view>) { accounts_.push_back(account); });
}

std::size_t GroupTable::of_account(const Uuid& account, LocalDate day) {
  if (last_ >= terms_.size() || terms_[last_].account != account) {
    const auto found = std::ranges::lower_bound(terms_, account, {}, &Term::account);
    last_ = static_cast<std::size_t>(found - terms_.begin());
  }
  for (std::size_t t = last_; t < terms_.size() && terms_[t].account == account; ++t)
    if (terms_[t].from <= day && day <= terms_[t].until) return terms_[t].group;
  const bool has_terms = last_ < terms_.size() && terms_[last_].account == account;
  if (has_terms || sees_everything_ || std::ranges::binary_search(accounts_, account))
    return kNoValue;
  return kElsewhere;
}

std::size_t GroupTable::of_word(std::string_view word) {
  if (word.empty()) return kNoValue;
  const auto [at, is_new] = numbers_.emplace(word, values_.size());
  if (is_new) values_.emplace_back(word);
  return at->second;
}

}  // namespace bailiwick::crm
