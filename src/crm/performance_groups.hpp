// Which group a record falls into: of its account (a territory on a day, a segment), or a word of its own. Groups are numbers; what they are is kept beside.
//
// Reading is O(accounts of the viewer); a question O(log accounts), O(1) where the account is that of the question before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "crm/performance_store.hpp"

namespace bailiwick::crm {

class GroupTable {
 public:
  static constexpr std::size_t kNoValue = 0;    // the group of those without a value
  static constexpr std::size_t kElsewhere = 1;  // of accounts that the viewer does not see

  // What is asked for: custom is of kCustom; `today` is the day of TerritoryOn::kToday.
  struct Ask {
    GroupBy by = GroupBy::kNone;
    const CustomField* custom = nullptr;
    TerritoryOn as = TerritoryOn::kThen;
  };
  [[nodiscard]] static Result<GroupTable> read(db::Connection& connection, const Viewer& viewer,
                                               const Ask& ask);

  // Of an account's record of that day. Only where the groups are of accounts.
  [[nodiscard]] std::size_t of_account(const Uuid& account, LocalDate day);
  // Of a record's own word; empty: no value.
  [[nodiscard]] std::size_t of_word(std::string_view word);

  [[nodiscard]] bool is_of_accounts() const { return is_of_accounts_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  // Empty: kNoValue and kElsewhere.
  [[nodiscard]] const std::string& value(std::size_t group) const { return values_[group]; }

 private:
  // Days that an account was in a group.
  struct Term {
    Uuid account;
    LocalDate from;
    LocalDate until;  // inclusive
    std::uint32_t group = 0;
  };

  Result<void> read_segments(db::Connection& connection, const Viewer& viewer, const Ask& ask);
  Result<void> read_territories(db::Connection& connection, const Viewer& viewer, const Ask& ask);

  bool is_of_accounts_ = false;
  std::vector<std::string> values_ = {"", ""};
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<Term> terms_;  // by account, then day
  std::vector<Uuid>
      accounts_;  // that the viewer sees, ascending; of territories where that is not everything
  bool sees_everything_ = true;
  std::size_t last_ = 0;  // the first term of the account that was asked for last
};

}  // namespace bailiwick::crm
