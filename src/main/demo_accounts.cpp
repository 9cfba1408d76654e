#include "main/demo_accounts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/core.h>

#include "main/demo_writer.hpp"

namespace bailiwick {
namespace {

using crm::ObjectKind;
using AccountJson = nlohmann::json;
using platform::identity::Principal;

constexpr std::uint64_t kAccountDice = 1;
constexpr std::array<std::string_view, 3> kServiceLevels = {"Gold", "Silver", "Bronze"};
constexpr std::size_t kMovedEvery = 6;          // accounts
constexpr std::size_t kSecondContactFrom = 50;  // employees
constexpr std::size_t kThirdContactFrom = 200;

// As others write it: in capitals and without its legal form; with another form; with two letters the wrong way round.
std::string misspelt(const std::string& name, std::size_t way) {
  std::string other = without_legal_form(name);
  if (way % 3 == 0)
    for (char& letter : other)
      if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (way % 3 == 1) other += " Incorporated";
  if (way % 3 == 2) std::swap(other[other.size() - 2], other[other.size() - 3]);
  return other;
}

class Accounts {
 public:
  Accounts(const Application& application, const Principal& planner, const DemoGround& ground)
      : writer_(application, planner, kAccountDice), ground_(ground) {}

  Checked<std::vector<DemoAccount>> make() {
    const std::size_t count = std::min(kDemoAccounts, 3 * ground_.places.all.size());
    const auto places = spread(ground_.places, count);
    for (std::size_t number = 0; number < count; ++number) {
      const bool is_twin = number % kDemoTwinEvery == kDemoTwinEvery - 1;
      const auto made = is_twin ? twin(number / kDemoTwinEvery) : account(*places[number], number);
      if (!made) return fail(made.error());
    }
    if (const auto done = history(); !done) return fail(done.error());
    return std::move(made_);
  }

 private:
  Checked<void> account(const DemoPlace& place, std::size_t number) {
    const auto trades = demo_trades();
    DemoAccount account{.trade = &trades[writer_.rng().below(trades.size())], .place = &place};
    account.name = ground_.names.company(*account.trade, place);
    account.employees = ground_.names.employees(*account.trade);
    account.is_customer = writer_.rng().below(5) < 3;
    const std::int64_t a_head =
        writer_.between(account.trade->revenue_least / 1'000, account.trade->revenue_most / 1'000);
    AccountJson body = placed(account);
    body["external_id"] = fmt::format("DEMO-{:04}", number + 1);
    body["kind"] = account.is_customer ? "customer" : "prospect";
    body["employees"] = account.employees;
    body["annual_revenue"] = demo_money(account.employees * a_head * 1'000);
    const std::int64_t growth = writer_.between(-5, 24);  // per cent
    body["growth"] = fmt::format("{}0.{:02}", growth < 0 ? "-" : "", growth < 0 ? -growth : growth);
    body["complexity"] = writer_.between(1, 5);
    body["is_key_account"] = account.is_customer && account.employees > kDemoKeyEmployees;
    body["street"] = ground_.names.street();
    body["website"] = "https://www." + demo_domain(account.name);
    if (const std::string phone = ground_.names.phone(place); !phone.empty()) body["phone"] = phone;
    body["custom"] = {{"service_level", writer_.pick(kServiceLevels)}};
    const auto made = add(account, body);
    if (!made) return fail(made.error());
    last_ = std::move(body);
    return contacts(account);
  }

  // What all accounts of a place have in common.
  [[nodiscard]] AccountJson placed(const DemoAccount& account) const {
    const DemoPlace& place = *account.place;
    AccountJson body = {{"name", account.name},
                        {"industry", account.trade->industry},
                        {"postal_code", place.postal_code},
                        {"country", "US"},
                        {"lon", place.lon},
                        {"lat", place.lat},
                        {"territory", ground_.organisation.regions.at(place.region).text()}};
    if (!place.city.empty()) body["city"] = place.city;
    if (!place.state.empty()) body["region"] = place.state;
    return body;
  }

  // The last account once more, with its first contact.
  Checked<void> twin(std::size_t way) {
    const DemoAccount& first = made_.back();
    DemoAccount account{.trade = first.trade, .place = first.place, .is_twin = true};
    account.name = misspelt(first.name, way);
    account.people = {first.people.front()};
    const std::string domain = demo_domain(first.name);
    AccountJson body = placed(account);
    body["kind"] = "prospect";
    body["street"] = last_["street"];
    if (way % 3 != 1) body["website"] = domain;
    if (way % 3 != 0 && last_.contains("phone")) body["phone"] = last_["phone"];
    if (const auto made = add(account, body); !made) return fail(made.error());
    return add_people(made_.back(), domain);
  }

  Checked<void> add(DemoAccount account, const AccountJson& body) {
    auto id = writer_.add(ObjectKind::kAccount, body);
    if (!id) return fail(id.error());
    account.id = std::move(*id);
    remember(account.id, account.place->region);
    made_.push_back(std::move(account));
    return {};
  }

  Checked<void> contacts(const DemoAccount& as_planned) {
    DemoAccount& account = made_.back();
    const auto size = static_cast<std::size_t>(as_planned.employees);
    const std::size_t count =
        1 + (size >= kSecondContactFrom ? 1 : 0) + (size >= kThirdContactFrom ? 1 : 0);
    for (std::size_t person = 0; person < count; ++person)
      account.people.push_back(ground_.names.person());
    return add_people(account, demo_domain(account.name));
  }

  Checked<void> add_people(DemoAccount& account, const std::string& domain) {
    const auto& titles = account.trade->titles;
    const std::uint64_t first = account.is_twin ? 0 : writer_.rng().below(titles.size());
    for (std::size_t person = 0; person < account.people.size(); ++person) {
      const DemoName& name = account.people[person];
      const auto made = writer_.add(ObjectKind::kContact,
                                    {{"account", account.id},
                                     {"first_name", name.first},
                                     {"last_name", name.last},
                                     {"job_title", titles[(first + person) % titles.size()]},
                                     {"email", demo_email(name, domain)}});
      if (!made) return fail(made.error());
      account.contacts.push_back(*made);
    }
    return {};
  }

  // The account was in its territory for two years, or in another one until half a year ago.
  void remember(const std::string& account, const std::string& region) {
    const auto id = alignment::AccountId::parse(account);
    if (!id) return;
    const auto& regions = ground_.organisation.regions;
    const auto own = regions.find(region);
    past_.push_back({.account = *id, .territory = own->second});
    if (past_.size() % kMovedEvery != 0) return;
    const auto other = std::next(own) == regions.end() ? regions.begin() : std::next(own);
    former_.push_back({.account = *id, .territory = other->second});
  }

  // Where the accounts were before today.
  Checked<void> history() {
    const auto& alignment = writer_.application().alignment();
    const LocalDate from = writer_.days_ago(kDemoDays);
    const auto past = alignment.align_accounts(writer_.planner(), past_,
                                               {.period = {.from = from, .to = writer_.today()}});
    if (!past) return fail(Errors{past.error()});
    const auto former = alignment.align_accounts(
        writer_.planner(), former_,
        {.period = {.from = from, .to = writer_.days_ago(kDemoMovedDays)}});
    if (!former) return fail(Errors{former.error()});
    return {};
  }

  DemoWriter writer_;
  const DemoGround& ground_;
  std::vector<DemoAccount> made_;
  AccountJson last_;
  std::vector<alignment::AccountMove> past_;
  std::vector<alignment::AccountMove> former_;
};

}  // namespace

Checked<std::vector<DemoAccount>> add_demo_accounts(const Application& application,
                                                    const Principal& planner,
                                                    const DemoGround& ground) {
  return Accounts(application, planner, ground).make();
}

}  // namespace bailiwick
