// The ideal customer profile: what people do with it. It is written as a draft, tried out and put into force; accounts are scored and explained, and it is
// held against won and lost history.
//
// Criteria read money in the reporting currency, at today's rates (reported_rows.hpp).
//
// market.read reads profiles; scores and the fit need crm.read too, and look at the accounts that the asker sees today. market.manage changes the
// draft and activates it. Every change is told to the audit log and, as icp.updated {id, state}, to those who may read it. Thread-safe.
// Errors: I001; M030 there is no such profile (kNotFound), M031 a name, M032 how many criteria, or the same name twice, M033 a weight,
// M034 it changed since it was read (kPrecondition), M035 no such account within the asker's scope (kNotFound), M036 too many closed opportunities
// (kLimit), M037 a formula that is too long; those of formulas (Q...) and of the account source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/account_source.hpp"
#include "market/icp_fit.hpp"
#include "market/icp_score.hpp"
#include "market/model.hpp"
#include "market/reported_rows.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::market {

inline constexpr std::int64_t kClosedMax = 1'000'000;  // opportunities of a fit
inline constexpr std::size_t kBestMax = 200;           // accounts that a table of scores names

// All of them outlive the service.
struct MarketParts {
  platform::db::Database& database;
  const platform::audit::Log& log;
  const platform::events::EventOutbox& outbox;
  const AccountSource& accounts;
  UuidSource& ids;
  WallClock now;
};

struct Profiles {
  std::optional<IcpProfile> active;
  std::optional<IcpProfile> draft;
};

// What somebody wrote of a profile.
struct ProfileText {
  std::string name;
  std::vector<Criterion> criteria;
};

struct IcpScores {
  IcpProfile profile;
  ScoreTable table;
};
struct AccountScore {
  AccountId account;
  IcpProfile profile;
  Explanation explanation;
  bool is_without_rate = false;  // money that the criteria read has no value for want of a rate
};
struct FittedProfile {
  std::vector<Criterion> criteria;
  IcpFit fit;
  std::int64_t accounts = 0;      // that have closed opportunities
  std::int64_t without_rate = 0;  // of them, whose money the criteria could not read
};

class IcpService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit IcpService(MarketParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] Result<Profiles> profiles(const Principal& principal) const;
  // Replaces the draft whose version is that which was read; absent: makes one, where there is none. Compared in the transaction that writes. No two drafts of a
  // company have a version in common.
  [[nodiscard]] Checked<IcpProfile> put_draft(const Principal& principal, const ProfileText& text,
                                              std::optional<std::int64_t> version) const;
  Result<void> give_up_draft(const Principal& principal, std::optional<std::int64_t> version) const;
  // The draft becomes the active profile, and the one before it is archived.
  [[nodiscard]] Checked<IcpProfile> activate(const Principal& principal,
                                             std::optional<std::int64_t> version) const;

  // `which`: "active", "draft", or empty: the active one, else the draft. best_max: 0 .. kBestMax.
  [[nodiscard]] Checked<IcpScores> scores(const Principal& principal, std::string_view which,
                                          std::size_t best_max) const;
  [[nodiscard]] Checked<AccountScore> score(const Principal& principal, AccountId account,
                                            std::string_view which) const;
  // Of the criteria given, or of the profile called `which` where there are none. Changes nothing; O(accounts) reading.
  [[nodiscard]] Checked<FittedProfile> fit(const Principal& principal, std::string_view which,
                                           std::vector<Criterion> criteria) const;

 private:
  [[nodiscard]] Result<IcpProfile> read_profile(TenantId tenant, std::string_view which) const;
  // A program with how it reads money.
  struct Ready {
    IcpProgram program;
    std::vector<MoneyField> money;
    platform::identity::Exchange exchange;
    LocalDate today;

    [[nodiscard]] const formula::Schema& schema() const { return program.program.schema(); }
    // Good as long as this is.
    [[nodiscard]] Reporting reporting() const {
      return {.currency = exchange.reporting, .rates = exchange.rates, .day = today};
    }
  };
  [[nodiscard]] Checked<Ready> ready(TenantId tenant, const std::vector<Criterion>& criteria) const;
  [[nodiscard]] Result<Errors> mistakes_of(TenantId tenant, const ProfileText& text,
                                           formula::Advice advice) const;
  Result<void> tell(Connection& connection, const Principal& principal, const IcpProfile& profile,
                    platform::audit::Word action) const;
  // Of a draft; its version becomes the one that is stored.
  [[nodiscard]] static Result<void> rewrite(Connection& connection, const Principal& principal,
                                            IcpProfile& draft);
  [[nodiscard]] static Result<void> write_first(Connection& connection, const Principal& principal,
                                                IcpProfile& draft);

  MarketParts parts_;
};

}  // namespace bailiwick::market
