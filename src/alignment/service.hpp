// The use cases of alignment: who may see and change positions, the tree and assignments. The only face that others see.
//
// Reading needs territories.read and shows what the asker's scope has that day (scope.hpp); changing needs territories.manage. Every
// change is told to the audit log and to open pages (announce.hpp) in its own transaction.
// Errors: I001; L001 a name; L002 a period; L003 no such territory, L004 no such position, L005 no such person (kNotFound); L006, L007, L009, L010 of the
// tree (tree.hpp); L008 changed since it was read (kPrecondition); L011 too many territories or positions (kLimit); L012 no such account within the
// asker's scope (kNotFound); L013 too many moves at once (kLimit); L014 an account twice in one change, or an overlay that is another territory;
// L015 in which of the asker's territories a new account is to be.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alignment/account_alignment.hpp"
#include "alignment/account_return.hpp"
#include "alignment/account_terms.hpp"
#include "alignment/announce.hpp"
#include "alignment/model.hpp"
#include "alignment/timeline.hpp"
#include "base/result.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"
#include "platform/identity/privacy.hpp"

namespace bailiwick::alignment {

struct PositionOnDay {
  Position position;
  std::optional<PersonId> person;
  std::vector<TerritoryId> territories;  // within the asker's scope
};

struct AccountsAligned {
  std::int64_t moves = 0;     // that changed something
  std::int64_t revision = 0;  // that they were recorded with
  std::vector<AccountFlow> flows = {};
};

// What was recorded about a territory's positions, or a position's people, oldest first.
struct AssignmentHistory {
  std::vector<Holding> holdings;
  std::vector<Assignment> assignments;
};

// All of them outlive the service.
struct AlignmentParts {
  platform::db::Database& database;
  const platform::audit::Log& audit;
  const platform::events::EventOutbox& outbox;
  UuidSource& ids;
  WallClock now;
};

class AlignmentService {
 public:
  using Principal = platform::identity::Principal;

  explicit AlignmentService(AlignmentParts parts)
      : database_(parts.database),
        audit_(parts.audit),
        announce_{parts.outbox},
        ids_(parts.ids),
        now_(std::move(parts.now)) {}

  [[nodiscard]] LocalDate today() const { return utc_date(now_()); }

  [[nodiscard]] Result<std::vector<TerritoryNode>> tree(const Principal& principal,
                                                        const AsOf& as_of) const;
  [[nodiscard]] Result<std::vector<PositionOnDay>> positions(const Principal& principal,
                                                             const AsOf& as_of) const;
  [[nodiscard]] Result<AssignmentHistory> history(const Principal& principal) const;
  // Where a territory of today's scope stood and stands, as recorded, oldest first. L003 where there is none.
  [[nodiscard]] Result<std::vector<Placement>> placement_history(const Principal& principal,
                                                                 TerritoryId territory) const;

  // The territory stands below the parent (absent: at the top) from that day on.
  [[nodiscard]] Result<Territory> add_territory(const Principal& principal, const std::string& name,
                                                std::optional<TerritoryId> parent, LocalDate from,
                                                std::optional<TerritoryId> id = {}) const;
  [[nodiscard]] Result<Territory> rename_territory(const Principal& principal,
                                                   const Territory& territory) const;
  // Moves it for a period, or with is_open = false takes it out of the tree. `recording` is filled in here.
  Result<void> place(const Principal& principal, Placement placement) const;

  [[nodiscard]] Result<Position> add_position(const Principal& principal, Position position) const;
  [[nodiscard]] Result<Position> change_position(const Principal& principal,
                                                 const Position& position) const;
  // Who sits there for a period; nobody: vacant.
  [[nodiscard]] Result<Holding> hold(const Principal& principal, Holding holding) const;
  // What the position is to the territory for a period. A new owner takes the place of the old one for those days.
  [[nodiscard]] Result<Assignment> assign(const Principal& principal, Assignment assignment) const;

  // Which territories the account belongs to: its own first, then overlays; none: an empty list, to whoever sees everything. L012 of an account
  // that is in no territory of the asker's scope that day.
  [[nodiscard]] Result<std::vector<AccountAlignment>> account_territory(const Principal& principal,
                                                                        AccountId account,
                                                                        const AsOf& as_of) const;
  // All that was recorded, superseded rows too, of an account that is within the asker's scope today; oldest first.
  [[nodiscard]] Result<std::vector<AccountAlignment>> account_history(const Principal& principal,
                                                                      AccountId account) const;
  // How many accounts the territories of the asker's scope have.
  [[nodiscard]] Result<std::vector<AccountCount>> accounts_of_territories(
      const Principal& principal, LocalDate day) const;
  // Moves accounts for a period; `recording` is filled in here. In a write() of the caller's it is part of that. That the accounts are there is for
  // the caller to know.
  [[nodiscard]] Result<AccountsAligned> align_accounts(const Principal& principal,
                                                       std::span<const AccountMove> moves,
                                                       AccountChange change) const;
  // Takes such a change without an end back (account_return.hpp), for whoever may move accounts. In a write() of the caller's it is part of that.
  [[nodiscard]] Result<AccountsReturned> return_accounts(const Principal& principal,
                                                         const AccountChangeMade& made) const;

  // Where a new account goes, from today on: into `wanted`, or the one territory of the asker's scope; of whoever sees everything, nowhere unless
  // `wanted`. For a capability that has authorised the adding. L015 where it cannot be told; L003 outside the scope.
  Result<void> take_account(const Principal& principal, AccountId account,
                            std::optional<TerritoryId> wanted) const;

  // Alignment's part of a person's export. It holds no more than ids and days, so an erasure has nothing to remove.
  [[nodiscard]] static platform::identity::PersonalData personal_data();

 private:
  using Connection = platform::db::Connection;
  [[nodiscard]] Result<Recording> record(Connection& connection, const Principal& principal) const;
  Result<void> tell(Connection& connection, const Principal& principal,
                    platform::audit::Entry entry) const;
  Result<void> place_in(Connection& connection, const Principal& principal,
                        Placement placement) const;
  Result<void> end_other_owners(Connection& connection, const Principal& principal,
                                const Assignment& next) const;

  platform::db::Database& database_;
  const platform::audit::Log& audit_;
  Announcer announce_;
  UuidSource& ids_;
  WallClock now_;
};

}  // namespace bailiwick::alignment
