#include "market/next_rank.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace bailiwick::market {
namespace {

constexpr Decimal kGoodFit = Decimal::whole(70);
constexpr Decimal kHundred = Decimal::whole(100);

// a / b, half to even; b > 0, and both small enough.
std::int64_t rounded_quotient(std::int64_t a, std::int64_t b) {
  std::int64_t whole = a / b;
  const std::int64_t twice = 2 * (a % b);
  if (twice > b || (twice == b && whole % 2 != 0)) ++whole;
  return whole;
}

// a / b as a share, at most 1; 0 <= a, 0 < b.
std::int64_t share_of(Decimal a, Decimal b) {
  if (a >= b) return kNextUnit;
  const auto part = quotient(a, b);
  const auto cut = part ? rounded(*part, 4, Rounding::kHalfEven) : std::nullopt;
  return cut ? static_cast<std::int64_t>(cut->units() / (Decimal::kUnit / kNextUnit)) : 0;
}

std::int32_t days_since(LocalDate day, LocalDate today) {
  return std::max(0, today.days() - day.days());
}

std::optional<std::int32_t> cadence_of(const NextAccount& account) {
  if (account.visits_a_year <= 0) return std::nullopt;
  return static_cast<std::int32_t>(
      std::max<std::int64_t>(1, rounded_quotient(kDaysAYear, account.visits_a_year)));
}

// What an account is worth; nothing where that is unknown.
std::optional<Decimal> worth_of(const NextAccount& account) {
  if (account.potential) return account.potential;
  if (account.is_existing) return account.revenue;
  return std::nullopt;
}

Decimal white_space(const NextAccount& account) {
  if (!account.potential || *account.potential <= account.revenue) return {};
  return difference(*account.potential, account.revenue).value_or(Decimal());
}

std::int64_t fallen(const NextAccount& account) {
  if (account.revenue >= account.before) return 0;
  const auto lost = difference(account.before, account.revenue);
  return lost ? share_of(*lost, account.before) : 0;
}

class Ranking {
 public:
  Ranking(std::span<const NextAccount> accounts, const NextPolicy& policy, LocalDate today)
      : accounts_(accounts), policy_(policy), today_(today) {}

  NextList run() {
    items_.resize(accounts_.size());
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      items_[i].index = i;
      of_kind(accounts_[i]).members.push_back(i);
    }
    for (Kind& kind : kinds_) rank_worth(kind);
    set_median_white_space();
    for (NextItem& item : items_) set_shares(item);
    leave_out();
    for (NextItem& item : items_) {
      set_points(item);
      set_reasons(item);
    }
    for (Kind& kind : kinds_) sort(kind);
    list_.existing = kinds_[0].members.size();
    list_.fresh = kinds_[1].members.size();
    put_together();
    return std::move(list_);
  }

 private:
  struct Kind {
    std::vector<std::size_t> members;
    std::vector<Decimal> worths;  // ascending, of those whose is known
  };
  Kind& of_kind(const NextAccount& account) { return kinds_[account.is_existing ? 0 : 1]; }

  void rank_worth(Kind& kind) const {
    for (const std::size_t member : kind.members)
      if (const auto worth = worth_of(accounts_[member])) kind.worths.push_back(*worth);
    std::ranges::sort(kind.worths);
  }

  void set_median_white_space() {
    if (accounts_.empty()) return;
    std::vector<Decimal> all;
    for (const NextAccount& account : accounts_) all.push_back(white_space(account));
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::ranges::nth_element(all, middle);
    median_white_space_ = *middle;
  }

  std::int64_t& share(NextItem& item, NextPart part) const {
    return item.shares[static_cast<std::size_t>(part)];
  }

  void set_shares(NextItem& item) {
    const NextAccount& account = accounts_[item.index];
    const Kind& kind = of_kind(account);
    if (const auto worth = worth_of(account)) {
      const auto no_more = std::ranges::upper_bound(kind.worths, *worth) - kind.worths.begin();
      share(item, NextPart::kValue) =
          rounded_quotient(no_more * kNextUnit, std::ssize(kind.members));
    }
    if (account.score) share(item, NextPart::kFit) = share_of(*account.score, kHundred);
    item.every_days = cadence_of(account);
    if (item.every_days) {
      const std::int64_t most = 2 * std::int64_t{*item.every_days};
      const std::int64_t days = account.contacted ? days_since(*account.contacted, today_) : most;
      share(item, NextPart::kCadence) = rounded_quotient(std::min(days, most) * kNextUnit, most);
    }
    if (account.is_existing) {
      share(item, NextPart::kRecency) = fallen(account);
    } else if (account.sign) {
      const std::int64_t left = std::max(0, kSignDays - days_since(*account.sign, today_));
      share(item, NextPart::kRecency) = rounded_quotient(left * kNextUnit, kSignDays);
    }
  }

  // What is known of nobody says nothing.
  void leave_out() {
    const auto none = [&](auto&& is_known) { return std::ranges::none_of(accounts_, is_known); };
    list_.is_left_out[0] = none([](const NextAccount& a) { return worth_of(a).has_value(); });
    list_.is_left_out[1] = none([](const NextAccount& a) { return a.score.has_value(); });
    list_.is_left_out[2] = none([](const NextAccount& a) { return a.visits_a_year > 0; });
    for (std::size_t part = 0; part < kNextParts; ++part)
      if (!list_.is_left_out[part]) weight_ += policy_.weights[part];
  }

  std::int64_t weight(std::size_t part) const {
    return list_.is_left_out[part] ? 0 : policy_.weights[part];
  }

  void set_points(NextItem& item) const {
    std::int64_t sum = 0;
    for (std::size_t part = 0; part < kNextParts; ++part) sum += weight(part) * item.shares[part];
    item.points = weight_ == 0 ? 0 : rounded_quotient(100 * sum, weight_);
  }

  void set_reasons(NextItem& item) {
    const NextAccount& account = accounts_[item.index];
    if (account.task && account.task->due <= today_) item.reasons.emplace_back(*account.task);
    if (account.closing && account.closing->day <= today_.plus_days(kClosingDays))
      item.reasons.emplace_back(*account.closing);
    std::array<std::size_t, kNextParts> parts = {};
    std::iota(parts.begin(), parts.end(), std::size_t{0});
    std::ranges::stable_sort(parts, std::greater<>(),
                             [&](std::size_t part) { return weight(part) * item.shares[part]; });
    for (const std::size_t part : parts)
      if (!list_.is_left_out[part]) add_reasons(item, static_cast<NextPart>(part));
    if (item.reasons.size() > kReasonsMax)
      item.reasons.erase(item.reasons.begin() + kReasonsMax, item.reasons.end());
    const bool was_visited_lately = account.visited && item.every_days &&
                                    2 * days_since(*account.visited, today_) < *item.every_days;
    if (was_visited_lately || account.complexity == 1) item.suggest = Suggestion::kCall;
  }

  void add_reasons(NextItem& item, NextPart part) {
    const NextAccount& account = accounts_[item.index];
    switch (part) {
      case NextPart::kValue:
        add_worth(item);
        break;
      case NextPart::kFit:
        if (account.score && *account.score >= kGoodFit)
          item.reasons.emplace_back(Fits{*account.score});
        break;
      case NextPart::kCadence:
        if (!item.every_days) break;
        if (!account.contacted)
          item.reasons.emplace_back(NeverContacted{});
        else if (days_since(*account.contacted, today_) > *item.every_days)
          item.reasons.emplace_back(
              Overdue{days_since(*account.contacted, today_), *item.every_days});
        break;
      case NextPart::kRecency:
        if (account.is_existing && 10 * fallen(account) >= kNextUnit)
          item.reasons.emplace_back(Falling{account.revenue, account.before});
        if (!account.is_existing && account.sign && days_since(*account.sign, today_) < kSignDays)
          item.reasons.emplace_back(Sign{days_since(*account.sign, today_)});
        break;
    }
  }

  void add_worth(NextItem& item) {
    const NextAccount& account = accounts_[item.index];
    const auto worth = worth_of(account);
    if (!worth) return;
    const Kind& kind = of_kind(account);
    const auto more = kind.worths.end() - std::ranges::upper_bound(kind.worths, *worth);
    const auto of = kind.members.size();
    const bool is_in_best_quarter = 4 * static_cast<std::size_t>(more) < of;
    if (is_in_best_quarter && *worth > Decimal())
      item.reasons.emplace_back(
          Worth{*worth, account.potential.has_value(), static_cast<std::size_t>(more) + 1, of});
    const Decimal space = white_space(account);
    if (space > median_white_space_) item.reasons.emplace_back(WhiteSpace{space});
  }

  void sort(Kind& kind) const {
    std::ranges::sort(kind.members, [&](std::size_t a, std::size_t b) {
      if (items_[a].points != items_[b].points) return items_[a].points > items_[b].points;
      const Decimal of_a = worth_of(accounts_[a]).value_or(Decimal());
      const Decimal of_b = worth_of(accounts_[b]).value_or(Decimal());
      if (of_a != of_b) return of_a > of_b;
      return std::tie(accounts_[a].name, accounts_[a].account) <
             std::tie(accounts_[b].name, accounts_[b].account);
    });
  }

  // Of every first n places new_share * n, rounded, are new business, as long as there is both.
  void put_together() {
    std::size_t taken[2] = {0, 0};
    for (std::size_t n = 1; n <= accounts_.size(); ++n) {
      const auto wanted = static_cast<std::size_t>(
          rounded_quotient(policy_.new_share * static_cast<std::int64_t>(n), kNextUnit));
      bool is_fresh = taken[1] < wanted;
      if (taken[is_fresh ? 1 : 0] == kinds_[is_fresh ? 1 : 0].members.size()) is_fresh = !is_fresh;
      const std::size_t kind = is_fresh ? 1 : 0;
      list_.items.push_back(std::move(items_[kinds_[kind].members[taken[kind]++]]));
    }
  }

  std::span<const NextAccount> accounts_;
  const NextPolicy& policy_;
  LocalDate today_;
  Kind kinds_[2];  // existing, new
  Decimal median_white_space_;
  std::int64_t weight_ = 0;
  std::vector<NextItem> items_;  // one an account
  NextList list_;
};

}  // namespace

std::string_view name_of(NextPart part) {
  constexpr std::string_view kNames[kNextParts] = {"value", "fit", "cadence", "recency"};
  return kNames[static_cast<std::size_t>(part)];
}

NextList rank_next(std::span<const NextAccount> accounts, const NextPolicy& policy,
                   LocalDate today) {
  return Ranking(accounts, policy, today).run();
}

}  // namespace bailiwick::market
