// What two plans say differently of accounts: how many change hands and what they bought, from territory to territory and from person to person. Accounts
// are where their postal code is, as when a plan becomes active; rules of other kinds are not asked.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "planning/handover.hpp"
#include "planning/scenario_service.hpp"

namespace bailiwick::planning {

using alignment::AccountId;

// Whoever knows accounts and what they bought. A port: the CRM stands behind it. As the principal sees them that day. Thread-safe.
class BookSource {
 public:
  using Principal = platform::identity::Principal;
  virtual ~BookSource() = default;
  using OnPlace =
      std::function<void(AccountId, std::string_view country, std::string_view postal_code)>;
  [[nodiscard]] virtual Result<void> each_place(const Principal& principal, LocalDate day,
                                                const OnPlace& on_place) const = 0;
  // What was bought from a day until the day before another: an account, an amount a currency.
  using OnRevenue = std::function<void(AccountId, const Money&)>;
  [[nodiscard]] virtual Result<void> each_revenue(const Principal& principal, LocalDate from,
                                                  LocalDate until,
                                                  const OnRevenue& on_revenue) const = 0;
};

// Accounts and what they bought, a sum a currency.
struct Book {
  std::int64_t accounts = 0;
  std::map<Currency, std::int64_t> revenue = {};  // minor units

  void add(const Book& other);
};

struct BookFlow {
  std::int32_t from = 0;  // a territory of the one plan
  std::int32_t to = 0;    // and of the other
  Book book;
};
struct PersonBooks {
  PersonId person;
  Book gained;
  Book lost;
};

struct BookDiff {
  PlanDiff plans;
  LocalDate revenue_from;  // until today
  Book moved;
  std::vector<BookFlow> flows;  // the most accounts first
  // Owners of territories within the asker's scope today: by accounts gained and lost, the most first.
  std::vector<PersonBooks> people;
};

// Who gains and who loses, by owners of territories; between two territories of one person nothing is gained. Pure.
[[nodiscard]] std::vector<PersonBooks> books_of_people(
    const std::vector<BookFlow>& flows, const std::vector<BoardTerritory>& ours,
    const std::vector<BoardTerritory>& theirs, const std::map<TerritoryId, PersonId>& owners);

class BookDiffService {
 public:
  using Principal = platform::identity::Principal;

  // All of them outlive it.
  BookDiffService(const ScenarioService& scenarios, const alignment::AlignmentService& alignment,
                  const BookSource& books)
      : scenarios_(scenarios), alignment_(alignment), books_(books) {}

  // `country`: whose postal codes the units are, as accounts write it. Needs plans.read, crm.read and territories.read.
  // Errors: those of ScenarioService::compare; I001, P116.
  [[nodiscard]] Checked<BookDiff> compare(const Principal& principal, PlanId plan,
                                          std::optional<PlanId> with,
                                          const std::string& country) const;

 private:
  const ScenarioService& scenarios_;
  const alignment::AlignmentService& alignment_;
  const BookSource& books_;
};

}  // namespace bailiwick::planning
