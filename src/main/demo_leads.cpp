#include "main/demo_leads.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "main/demo_writer.hpp"
#include "planning/lead_job.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick {
namespace {

namespace crypto = platform::crypto;
using crm::ObjectKind;
using LeadJson = nlohmann::json;
using platform::identity::Principal;

constexpr std::uint64_t kLeadDice = 3;
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::size_t kRecentLeads = 6;     // of the last three hours
constexpr std::size_t kOfAccountEvery = 7;  // from a customer
constexpr std::size_t kTwiceEvery = 19;     // sent a second time, a few hours later
constexpr std::int64_t kResponseMinutes = 240;

constexpr std::array<std::string_view, 6> kLeadSources = {
    "Website form", "Trade fair", "Referral", "Webinar", "Telephone", "Price request"};
constexpr std::array<std::string_view, 8> kRequests = {
    "Asks for a price list and delivery times.",
    "Opens a second site in spring and looks for one supplier for both.",
    "Is not content with the present supplier: deliveries come late.",
    "Wants samples of floor care before they decide.",
    "Needs safety equipment for a new team within a month.",
    "Compares offers of three suppliers for a year's agreement.",
    "Saw us at the fair and wants a visit.",
    "Asks whether we deliver on Saturdays."};
constexpr std::array<std::string_view, 3> kFirstAnswers = {
    "Called back, agreed a date", "Answered with price list", "Called, left a message"};
constexpr std::array<std::string_view, 2> kFirstAnswerKinds = {"call", "mail"};

// The services of leads as they are, but by a clock of their own; what they tell is told today.
class EarlierDesk {
 public:
  explicit EarlierDesk(const Application& application)
      : clock_([this] { return now_; }),
        ids_(clock_, crypto::fill_random),
        queue_(clock_, ids_),
        outbox_(crypto::system_wall_clock(), ids_),
        lead_{
            .planning = {application.database(), queue_, application.log(), outbox_, ids_, clock_},
            .alignment = application.alignment(),
            .assignment = application.assignment()},
        desk_(lead_),
        slot_{&desk_},
        records_({application.database(), application.log(), outbox_, application.alignment(), ids_,
                  clock_, &slot_}),
        leads_({.lead = lead_, .desk = desk_, .records = records_}) {
    queue_.add_kind(planning::lead_sweep_kind(leads_));
  }

  // Later than before: what became late until then is seen to, each when it did.
  Checked<void> wait_until(TenantId tenant, Instant until) {
    while (true) {
      const auto due = lead_.planning.database.read([&](platform::db::Connection& connection) {
        return planning::lead_store::next_due(connection, tenant);
      });
      if (!due) return fail(Errors{due.error()});
      if (!*due || **due > until) break;
      now_ = std::max(now_, **due).plus_seconds(1);
      if (const auto swept = leads_.sweep(tenant); !swept) return fail(Errors{swept.error()});
    }
    now_ = std::max(now_, until);
    return {};
  }

  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] const crm::RecordService& records() const { return records_; }
  [[nodiscard]] const planning::LeadService& leads() const { return leads_; }

 private:
  Instant now_;
  WallClock clock_;
  UuidSource ids_;
  platform::jobs::JobQueue queue_;
  platform::events::EventOutbox outbox_;
  planning::LeadParts lead_;
  planning::PlanningLeadDesk desk_;
  crm::LeadSlot slot_;
  crm::RecordService records_;
  planning::LeadService leads_;
};

struct LeadStep {
  enum class Kind { kArrives, kIsAnswered, kIsDecided };
  Instant at;
  std::size_t lead = 0;
  Kind kind = Kind::kArrives;
};

class Leads {
 public:
  Leads(const Application& application, const Principal& planner, const DemoLeadGround& leads)
      : writer_(application, planner, kLeadDice),
        leads_(leads),
        now_(crypto::system_wall_clock()()),
        desk_(application) {}

  Checked<void> make() {
    if (const auto on = route_leads(); !on) return on;
    const std::size_t count = std::min(kDemoLeads, leads_.accounts.size() / kDemoAccountsALead);
    for (const DemoPlace* place : spread(leads_.ground.places, count))
      bodies_.push_back(body(*place));
    // Places come in their order, leads do not.
    writer_.rng().shuffle(bodies_);
    ids_.resize(count);
    std::vector<LeadStep> steps;
    for (std::size_t lead = 0; lead < count; ++lead) plan(lead, steps);
    std::ranges::sort(
        steps, {}, [](const LeadStep& step) { return std::tuple(step.at, step.lead, step.kind); });
    for (const LeadStep& step : steps)
      if (const auto done = take(step); !done) return done;
    return desk_.wait_until(writer_.planner().tenant, now_);
  }

 private:
  // Monday to Friday from eight to five in Chicago, the West by its own clock; whoever is a customer stays with whom they know.
  Checked<void> route_leads() {
    const auto& service = writer_.application().leads();
    auto policy = service.policy(writer_.planner());
    if (!policy) return fail(Errors{policy.error()});
    policy->is_on = true;
    policy->minutes = kResponseMinutes;
    policy->protect = "kind == \"customer\"";
    for (planning::WrittenHours& hours : policy->hours) hours.from = "08:00";
    const int year = year_month_day(writer_.today()).year;
    for (const int of : {year, year + 1})
      for (const auto& [month, day] : {std::pair(1, 1), std::pair(7, 4), std::pair(12, 25)})
        if (const auto off = local_date({.year = of, .month = month, .day = day}))
          policy->days_off.push_back(*off);
    if (planning::TimeZone::find("America/Chicago")) policy->zone = "America/Chicago";
    const PersonId west = leads_.ground.organisation.holder("West", writer_.today());
    if (!west.is_nil() && planning::TimeZone::find("America/Los_Angeles"))
      policy->people.push_back({.person = west, .zone = "America/Los_Angeles"});
    const auto changed = service.change(writer_.planner(), *policy, std::nullopt);
    if (!changed) return fail(changed.error());
    company_hours_ = planning::Calendars(*changed);
    return {};
  }

  LeadJson body(const DemoPlace& place) {
    if (!bodies_.empty() && bodies_.size() % kTwiceEvery == kTwiceEvery - 1) return again();
    const DemoName person = leads_.ground.names.person();
    LeadJson body = {{"first_name", person.first},
                     {"last_name", person.last},
                     {"source", writer_.pick(kLeadSources)},
                     {"description", writer_.pick(kRequests)},
                     {"country", "US"}};
    const DemoAccount* customer =
        bodies_.size() % kOfAccountEvery == kOfAccountEvery - 1 ? some_customer() : nullptr;
    const auto trades = demo_trades();
    const DemoTrade& trade =
        customer != nullptr ? *customer->trade : trades[writer_.rng().below(trades.size())];
    const DemoPlace& at = customer != nullptr ? *customer->place : place;
    body["company"] = customer != nullptr ? customer->name : leads_.ground.names.company(trade, at);
    body["industry"] = trade.industry;
    body["employees"] =
        customer != nullptr ? customer->employees : leads_.ground.names.employees(trade);
    body["job_title"] = writer_.pick(trade.titles);
    body["email"] = demo_email(person, demo_domain(body["company"].get<std::string>()));
    if (customer == nullptr)
      if (const std::string phone = leads_.ground.names.phone(at); !phone.empty())
        body["phone"] = phone;
    body["postal_code"] = at.postal_code;
    if (!at.city.empty()) body["city"] = at.city;
    // By rules where these can tell the state, else by hand.
    if (leads_.ground.places.has_states)
      body["region"] = at.state;
    else
      body["territory"] = leads_.ground.organisation.regions.at(at.region).text();
    return body;
  }

  // The last one, as somebody who saw a form twice fills it in.
  LeadJson again() {
    LeadJson body = bodies_.back();
    body["company"] = without_legal_form(body["company"].get<std::string>());
    body["source"] = writer_.pick(kLeadSources);
    body.erase("industry");
    body.erase("employees");
    return body;
  }

  const DemoAccount* some_customer() {
    const std::size_t first = writer_.rng().below(leads_.accounts.size());
    for (std::size_t next = 0; next < leads_.accounts.size(); ++next) {
      const DemoAccount& account = leads_.accounts[(first + next) % leads_.accounts.size()];
      if (account.is_customer) return &account;
    }
    return nullptr;
  }

  // When it arrives, is answered and decided on: three in four in time, some late, some never, the latest not yet.
  void plan(std::size_t lead, std::vector<LeadStep>& steps) {
    const bool is_recent = lead < kRecentLeads;
    const std::int64_t ago = is_recent ? writer_.between(10 * kMinute, 3 * kHour)
                                       : writer_.between(6 * kHour, kDemoLeadDays * kDay);
    const Instant arrives = now_.plus_seconds(-ago);
    steps.push_back({.at = arrives, .lead = lead});
    const std::int64_t luck = writer_.between(0, 19);
    const bool is_in_time = luck < 15;
    const std::int64_t minutes = is_in_time ? writer_.between(10, kResponseMinutes - 20)
                                            : writer_.between(kResponseMinutes + 30, 900);
    const std::int64_t days = writer_.between(1, 6);
    const auto answered = planning::after_work(company_hours_.of_company(), arrives, minutes);
    if (is_recent || luck >= 18 || !answered || *answered >= now_) return;
    steps.push_back({.at = *answered, .lead = lead, .kind = LeadStep::Kind::kIsAnswered});
    const Instant decided = answered->plus_seconds(days * kDay);
    if (decided < now_)
      steps.push_back({.at = decided, .lead = lead, .kind = LeadStep::Kind::kIsDecided});
  }

  Checked<void> take(const LeadStep& step) {
    if (const auto waited = desk_.wait_until(writer_.planner().tenant, step.at); !waited)
      return waited;
    switch (step.kind) {
      case LeadStep::Kind::kArrives:
        return arrive(step.lead);
      case LeadStep::Kind::kIsAnswered:
        return answer(step.lead);
      case LeadStep::Kind::kIsDecided:
        return decide(step.lead);
    }
    return {};
  }

  Checked<void> arrive(std::size_t lead) {
    const auto added = desk_.records().add(writer_.planner(), ObjectKind::kLead, bodies_[lead]);
    if (!added) return fail(added.error());
    ids_[lead] = added->items.front().record.id;
    return {};
  }

  // By whoever has it; a lead that waits goes on waiting.
  Checked<void> answer(std::size_t lead) {
    const auto view = desk_.leads().routing(writer_.planner(), planning::LeadId(ids_[lead].uuid));
    if (!view) return fail(Errors{view.error()});
    if (!view->routing || !view->routing->owner) return {};
    const auto added = desk_.records().add(writer_.planner(), ObjectKind::kActivity,
                                           {{"lead", ids_[lead].text()},
                                            {"kind", writer_.pick(kFirstAnswerKinds)},
                                            {"subject", writer_.pick(kFirstAnswers)},
                                            {"happened_at", to_text(desk_.now())},
                                            {"minutes", 5 * writer_.between(1, 4)},
                                            {"owner", view->routing->owner->text()}});
    if (!added) return fail(added.error());
    return put_status(lead, "working");
  }

  Checked<void> decide(std::size_t lead) {
    const auto read = desk_.records().record(writer_.planner(), ids_[lead]);
    if (!read) return fail(Errors{read.error()});
    const auto* status = std::get_if<std::string>(&read->items.front().record.value("status"));
    if (status == nullptr || *status != "working") return {};
    const std::int64_t luck = writer_.between(0, 9);
    if (luck == 9) return {};
    const bool has_account = !crm::is_empty(read->items.front().record.value("account"));
    if (luck < 5) return put_status(lead, has_account ? "converted" : "qualified");
    return put_status(lead, "disqualified");
  }

  Checked<void> put_status(std::size_t lead, std::string_view status) {
    const auto changed =
        desk_.records().change(writer_.planner(), ids_[lead], std::nullopt, {{"status", status}});
    if (!changed) return fail(changed.error());
    return {};
  }

  DemoWriter writer_;
  const DemoLeadGround& leads_;
  Instant now_;
  EarlierDesk desk_;
  planning::Calendars company_hours_;
  std::vector<LeadJson> bodies_;
  std::vector<crm::RecordId> ids_;
};

}  // namespace

Checked<void> add_demo_leads(const Application& application, const Principal& planner,
                             const DemoLeadGround& leads) {
  return Leads(application, planner, leads).make();
}

}  // namespace bailiwick
