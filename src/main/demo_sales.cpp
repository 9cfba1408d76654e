#include "main/demo_sales.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include <fmt/core.h>

#include "main/demo_writer.hpp"

namespace bailiwick {
namespace {

using crm::ObjectKind;
using SaleJson = nlohmann::json;
using platform::identity::Principal;

constexpr std::uint64_t kSaleDice = 2;
constexpr std::int64_t kLikelyEmployees = 150;

constexpr std::array<std::string_view, 6> kStages = {"qualification", "needs", "proposal",
                                                     "negotiation",   "won",   "lost"};
constexpr std::array<std::string_view, 8> kProducts = {
    "Floor care",       "Safety equipment", "Cleaning supplies", "Washroom service",
    "Packing material", "Work clothing",    "First aid",         "Air filters"};
constexpr std::array<std::string_view, 5> kLostReasons = {
    "Price", "Chose another supplier", "No budget this year", "No decision", "Terms of payment"};
constexpr std::array<std::string_view, 5> kOpportunitySources = {
    "Referral", "Trade fair", "Website", "Campaign", "Own research"};

// How long open opportunities have been in their stage: of a hundred so many at most that many days; a few are stale.
struct StageAge {
  std::int64_t below = 0;  // of a hundred
  std::int32_t most = 0;   // days
};
constexpr std::array kStageAges = {StageAge{50, 30}, StageAge{74, 60}, StageAge{88, 90},
                                   StageAge{96, 120}, StageAge{100, 190}};
constexpr std::int64_t kStageDaysMost = 30;  // in each of the stages before

struct Touch {
  std::string_view kind;
  std::array<std::string_view, 5> subjects;
  std::int64_t quarters_most = 1;  // of an hour
};
constexpr std::array kTouches = {
    Touch{"visit",
          {"Walk through the site", "Demonstration of floor care", "Review of open orders",
           "Introduction of the account manager", "Stock check and reorder levels"},
          8},
    Touch{"call",
          {"Delivery dates", "Question about an invoice", "Follow-up of the proposal",
           "Checking in after the first order", "Change of the delivery address"},
          2},
    Touch{"mail",
          {"Price list", "Proposal sent", "Safety data sheets", "Thanks for the visit",
           "Summary of what was agreed"},
          1},
    Touch{"meeting",
          {"Terms of the framework agreement", "Yearly planning", "Presentation to purchasing",
           "Complaint about late deliveries", "Kick-off of the trial"},
          6}};
constexpr std::array<std::string_view, 5> kOutcomes = {"Interested", "Wants a proposal",
                                                       "No need at the moment",
                                                       "Will decide next month", "Sends an order"};

constexpr std::array<std::string_view, 8> kTasks = {"Send the revised proposal",
                                                    "Call back about delivery dates",
                                                    "Prepare the yearly review",
                                                    "Ask for the new contact person",
                                                    "Send samples",
                                                    "Check the credit limit",
                                                    "Agree a date for the site visit",
                                                    "Confirm the price list"};
constexpr std::array<std::string_view, 8> kNotes = {"Prefers mornings",
                                                    "Deliveries at the back entrance only",
                                                    "Wants one invoice a month",
                                                    "Buys through a purchasing group",
                                                    "Moves to a new site in spring",
                                                    "Decides together with the finance director",
                                                    "Closed in the last week of December",
                                                    "Asks for certificates with each delivery"};
constexpr std::array<std::string_view, 7> kNeeds = {
    "Faster delivery",  "One contact person",        "Longer terms of payment", "Training on site",
    "Smaller packages", "Ordering on the telephone", "Monthly report of use"};
constexpr std::array<std::string_view, 3> kFindingSources = {"Visit", "Call", "Survey"};

SaleJson date(LocalDate day) { return to_text(day); }

// Prices end in fifty.
std::int64_t rounded(std::int64_t dollars, std::int64_t least) {
  return std::max(least, dollars / 50 * 50);
}

class Sales {
 public:
  Sales(const Application& application, const Principal& planner, const DemoBook& book)
      : writer_(application, planner, kSaleDice), book_(book) {
    std::int64_t sum = 0;
    for (std::int32_t ago = 0; ago < kDemoDays; ++ago)
      season_.push_back(sum += kDemoSeasons.at(static_cast<std::size_t>(
                            year_month_day(writer_.days_ago(ago)).month - 1)));
  }

  Checked<void> make() {
    for (const DemoAccount& account : book_.accounts) {
      auto done = account.is_twin ? Checked<void>() : add_opportunities(account);
      if (done && account.is_customer) done = add_orders(account);
      if (done) done = add_activities(account);
      if (done && !account.is_twin) done = add_rest(account);
      if (!done) return done;
    }
    return {};
  }

 private:
  Checked<void> put(ObjectKind object, const SaleJson& body) {
    const auto made = writer_.add(object, body);
    if (!made) return fail(made.error());
    return {};
  }

  // Days ago, more of them in the months in which more is sold.
  std::int32_t days_ago_in_season() {
    const auto at =
        static_cast<std::int64_t>(writer_.rng().below(static_cast<std::uint64_t>(season_.back())));
    return static_cast<std::int32_t>(std::ranges::upper_bound(season_, at) - season_.begin());
  }

  // Whoever held the region's seat that day.
  [[nodiscard]] SaleJson owner_on(const DemoAccount& account, LocalDate day) const {
    const PersonId person = book_.organisation.holder(account.place->region, day);
    return person.is_nil() ? SaleJson(nullptr) : SaleJson(person.text());
  }

  // Dollars a year.
  std::int64_t spending(const DemoAccount& account) {
    return account.employees * writer_.between(60, 160);
  }

  Checked<void> add_opportunities(const DemoAccount& account) {
    const std::int64_t least = account.is_customer ? 1 : 0;
    for (std::int64_t deals = writer_.between(least, 2); deals > 0; --deals)
      if (const auto done = put(ObjectKind::kOpportunity, opportunity(account)); !done) return done;
    return {};
  }

  // The likely ones turn two of three losses into wins, the others as many wins into losses.
  SaleJson opportunity(const DemoAccount& account) {
    const bool is_likely =
        account.employees > kLikelyEmployees || account.trade->industry == "Health care";
    std::string_view stage = writer_.pick(kStages);
    if (stage == (is_likely ? "lost" : "won") && !writer_.is_one_in(3))
      stage = is_likely ? "won" : "lost";
    const bool is_over = stage == "won" || stage == "lost";
    const LocalDate close =
        is_over ? writer_.days_ago(1 + days_ago_in_season())
                : writer_.today().plus_days(static_cast<std::int32_t>(writer_.between(5, 150)));
    const bool is_new = !account.is_customer || writer_.is_one_in(4);
    const LocalDate since = is_over ? close : writer_.days_ago(days_in_stage());
    const LocalDate opened = since.plus_days(
        is_over ? -static_cast<std::int32_t>(writer_.between(20, 180)) : -days_before(stage));
    const std::int64_t a_year = spending(account);
    const std::int64_t amount = a_year * writer_.between(30, 150) / 100;
    SaleJson body = {{"account", account.id},
                     {"name", opportunity_name(account, close, is_new)},
                     {"stage", fmt::format("standard.{}", stage)},
                     {"amount", demo_money(rounded(amount, 1'000))},
                     {"opened", date(opened)},
                     {"close_date", date(close)},
                     {"kind", is_new ? "new_business" : "existing_business"},
                     {"source", writer_.pick(kOpportunitySources)},
                     {"owner", owner_on(account, std::min(close, writer_.today()))}};
    if (stage == "lost") body["lost_reason"] = writer_.pick(kLostReasons);
    if (!is_over) body["stage_since"] = fmt::format("{}T15:00:00Z", to_text(since));
    return body;
  }

  std::int32_t days_in_stage() {
    const std::int64_t dice = writer_.between(0, 99);
    std::int32_t least = 1;
    for (const StageAge& age : kStageAges) {
      if (dice < age.below) return static_cast<std::int32_t>(writer_.between(least, age.most));
      least = age.most + 1;
    }
    return least;
  }

  // From the opening to the stage.
  std::int32_t days_before(std::string_view stage) {
    std::int64_t days = 0;
    for (const std::string_view before : kStages) {
      if (before == stage) break;
      days += writer_.between(2, kStageDaysMost);
    }
    return static_cast<std::int32_t>(days);
  }

  std::string opportunity_name(const DemoAccount& account, LocalDate close, bool is_new) {
    const std::string_view product = writer_.pick(kProducts);
    const int year = year_month_day(close).year;
    switch (writer_.rng().below(3)) {
      case 0:
        return is_new ? fmt::format("{}, first order", product)
                      : fmt::format("{}, renewal {}", product, year);
      case 1:
        return is_new ? fmt::format("{}, trial", product)
                      : fmt::format("Framework agreement {}", year);
      default:
        return account.place->city.empty() || !is_new
                   ? fmt::format("{} for a second site", product)
                   : fmt::format("{} for {}", product, account.place->city);
    }
  }

  // Each with its invoice, two weeks later or today.
  Checked<void> add_orders(const DemoAccount& account) {
    const std::int64_t orders = writer_.between(3, 8);  // in two years
    const std::int64_t mean = 2 * spending(account) / orders;
    for (std::int64_t order = 0; order < orders; ++order) {
      const std::int32_t ago = days_ago_in_season();
      ++sales_;
      SaleJson body = {{"account", account.id},
                       {"kind", "order"},
                       {"number", fmt::format("ORD-{:05}", sales_)},
                       {"day", date(writer_.days_ago(ago))},
                       {"product", writer_.pick(kProducts)},
                       {"amount", demo_money(rounded(mean * writer_.between(60, 140) / 100, 250))}};
      auto done = put(ObjectKind::kOrder, body);
      body["kind"] = "invoice";
      body["number"] = fmt::format("INV-{:05}", sales_);
      body["day"] = date(writer_.days_ago(std::max(0, ago - 14)));
      if (done) done = put(ObjectKind::kOrder, body);
      if (!done) return done;
    }
    return {};
  }

  Checked<void> add_activities(const DemoAccount& account) {
    for (std::int64_t count = writer_.between(0, account.is_customer ? 4 : 2); count > 0; --count) {
      const Touch& touch = writer_.pick(kTouches);
      const LocalDate on = writer_.days_ago(static_cast<std::int32_t>(writer_.between(1, 120)));
      const std::int64_t hour = writer_.between(14, 22);  // UTC: by day in all of the country
      const std::int64_t quarter = writer_.between(0, 3);
      SaleJson body = {
          {"account", account.id},
          {"contact", account.contacts[writer_.rng().below(account.contacts.size())]},
          {"kind", touch.kind},
          {"subject", writer_.pick(touch.subjects)},
          {"happened_at", fmt::format("{}T{:02}:{:02}:00Z", to_text(on), hour, 15 * quarter)},
          {"minutes", 15 * writer_.between(1, touch.quarters_most)},
          {"owner", owner_on(account, on)}};
      if (touch.kind != "mail" && writer_.is_one_in(2)) body["outcome"] = writer_.pick(kOutcomes);
      if (const auto done = put(ObjectKind::kActivity, body); !done) return done;
    }
    return {};
  }

  // A task, a finding, a note, now and then; the first account has all of them, so that a small company has some of each.
  Checked<void> add_rest(const DemoAccount& account) {
    const bool is_first = &account == &book_.accounts.front();
    Checked<void> done;
    if (writer_.is_one_in(3) || is_first) done = put(ObjectKind::kTask, task(account));
    if (done && (writer_.is_one_in(3) || is_first))
      done = put(ObjectKind::kFinding, finding(account));
    if (done && (writer_.is_one_in(5) || is_first))
      done = put(ObjectKind::kNote, {{"account", account.id}, {"subject", writer_.pick(kNotes)}});
    return done;
  }

  SaleJson task(const DemoAccount& account) {
    const bool is_done = writer_.is_one_in(3);
    const auto days =
        static_cast<std::int32_t>(is_done ? writer_.between(-40, -1) : writer_.between(-5, 21));
    return {{"account", account.id},
            {"contact", account.contacts.front()},
            {"subject", writer_.pick(kTasks)},
            {"status", is_done ? "done" : "open"},
            {"priority", writer_.is_one_in(5) ? "high" : "normal"},
            {"due", date(writer_.today().plus_days(days))},
            {"owner", owner_on(account, writer_.today())}};
  }

  SaleJson finding(const DemoAccount& account) {
    const bool is_need = writer_.is_one_in(2);
    const std::string_view need = writer_.pick(kNeeds);
    SaleJson body = {
        {"account", account.id},
        {"kind", is_need ? "need" : "satisfaction"},
        {"subject", is_need ? need : "Yearly review"},
        {"day", date(writer_.days_ago(static_cast<std::int32_t>(writer_.between(10, 300))))},
        {"source", writer_.pick(kFindingSources)}};
    if (!is_need) body["score"] = std::to_string(writer_.between(4, 10));
    return body;
  }

  DemoWriter writer_;
  const DemoBook& book_;
  std::vector<std::int64_t> season_;  // weights of the days until so many days ago, added up
  int sales_ = 0;
};

}  // namespace

Checked<void> add_demo_sales(const Application& application, const Principal& planner,
                             const DemoBook& book) {
  return Sales(application, planner, book).make();
}

}  // namespace bailiwick
