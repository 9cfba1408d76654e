#include "planning/lead_policy.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "formula/advice.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kMethods[] = {"round_robin", "least_loaded"};
constexpr std::string_view kDayNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};

class Mistakes {
 public:
  void add(std::string_view rule, std::string pointer, std::string message) {
    all.push_back(
        {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)});
  }

  void check_zone(const std::string& zone, const std::string& pointer) {
    if (!TimeZone::find(zone))
      add("P081", pointer,
          fmt::format("There is no time zone \"{}\": use one of the IANA database, such as "
                      "Europe/Amsterdam.",
                      zone));
  }

  void check_capacity(std::int64_t capacity, const std::string& pointer) {
    if (capacity < 1 || capacity > kCapacityMax)
      add("P083", pointer,
          fmt::format("A person takes 1 to {} open leads, not {}.", kCapacityMax, capacity));
  }

  void check_days_off(const std::vector<LocalDate>& days, const std::string& pointer) {
    if (days.size() > kDaysOffMax)
      add("P082", pointer, fmt::format("At most {} days off are kept.", kDaysOffMax));
  }

  void check_hours(const std::vector<WrittenHours>& hours, const std::string& pointer) {
    Week week;
    for (std::size_t i = 0; i < hours.size(); ++i)
      check_stretch(hours[i], fmt::format("{}/{}", pointer, i), week);
    for (std::size_t day = 0; day < week.size(); ++day) {
      std::ranges::sort(week[day]);
      for (std::size_t i = 1; i < week[day].size(); ++i)
        if (week[day][i].from <= week[day][i - 1].to)
          add("P082", pointer,
              fmt::format("Hours of {} touch or overlap: make one stretch of them.",
                          kDayNames[day]));
      if (week[day].size() > kHoursADayMax)
        add("P082", pointer, fmt::format("A day has at most {} stretches.", kHoursADayMax));
    }
    if (hours.empty())
      add("P085", pointer, "There is no working day: give the hours of one day at least.");
  }

  Errors all;

 private:
  void check_stretch(const WrittenHours& hours, const std::string& pointer, Week& week) {
    const auto from = minute_of(hours.from);
    const auto to = minute_of(hours.to);
    if (!from || !to) {
      add("P082", pointer,
          fmt::format("\"{}\" to \"{}\" are no hours: write them as 09:00 and 17:30.", hours.from,
                      hours.to));
    } else if (*to <= *from) {
      add("P082", pointer,
          fmt::format("Hours end after they begin: not {} to {}. Work over midnight is two "
                      "stretches, until 24:00 and from 00:00.",
                      hours.from, hours.to));
    } else if (hours.day < week.size()) {
      week[hours.day].push_back({*from, *to});
    }
  }
};

void check_protection(const LeadPolicy& policy, const formula::Schema& accounts, Errors& errors) {
  if (policy.protect.empty()) return;
  const std::vector<formula::Definition> definitions = {
      {.name = "protect", .text = policy.protect, .wanted = formula::Kind::kBool}};
  const auto program = formula::compile(accounts, definitions, formula::Advice::kAsked);
  if (program) return;
  for (Error error : formula::to_errors(program.error(), definitions)) {
    error.pointer = "/protect";
    errors.push_back(std::move(error));
  }
}

Week week_of(const std::vector<WrittenHours>& hours) {
  Week week;
  for (const WrittenHours& one : hours)
    if (one.day < week.size())
      week[one.day].push_back({minute_of(one.from).value_or(0), minute_of(one.to).value_or(0)});
  for (auto& day : week) std::ranges::sort(day);
  return week;
}

TimeZone zone_of(const std::string& name) {
  // A zone that was there when it was written down may leave the database.
  return TimeZone::find(name).value_or(TimeZone::utc());
}

}  // namespace

std::string_view name_of(LeadMethod method) { return kMethods[static_cast<std::size_t>(method)]; }

std::optional<LeadMethod> parse_lead_method(std::string_view word) {
  const auto found = std::ranges::find(kMethods, word);
  if (found == std::end(kMethods)) return std::nullopt;
  return static_cast<LeadMethod>(found - std::begin(kMethods));
}

LeadPolicy default_policy(std::string zone) {
  LeadPolicy policy{.protect = {}};
  policy.zone = std::move(zone);
  for (std::size_t day = 0; day < 5; ++day) policy.hours.push_back({day, "09:00", "17:00"});
  return policy;
}

std::optional<std::int64_t> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  std::int64_t parts[] = {0, 0};
  for (const std::size_t at : {0U, 1U, 3U, 4U}) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    parts[at / 3] = parts[at / 3] * 10 + (text[at] - '0');
  }
  const std::int64_t minute = parts[0] * 60 + parts[1];
  if (parts[1] > 59 || minute > kMinutesADay) return std::nullopt;
  return minute;
}

Errors mistakes_of(const LeadPolicy& policy, const formula::Schema& accounts) {
  Mistakes mistakes;
  mistakes.check_zone(policy.zone, "/zone");
  mistakes.check_hours(policy.hours, "/hours");
  mistakes.check_days_off(policy.days_off, "/days_off");
  mistakes.check_capacity(policy.capacity, "/capacity");
  if (policy.minutes < 1 || policy.minutes > kResponseMinutesMax)
    mistakes.add("P084", "/minutes",
                 fmt::format("The first response is due after 1 to {} working minutes (90 days), "
                             "not {}.",
                             kResponseMinutesMax, policy.minutes));
  std::set<PersonId> seen;
  for (std::size_t i = 0; i < policy.people.size(); ++i) {
    const LeadPerson& person = policy.people[i];
    const std::string pointer = fmt::format("/people/{}", i);
    if (!seen.insert(person.person).second)
      mistakes.add("P086", pointer + "/person", "This person stands twice in the list.");
    if (person.zone) mistakes.check_zone(*person.zone, pointer + "/zone");
    if (person.hours) mistakes.check_hours(*person.hours, pointer + "/hours");
    if (person.capacity) mistakes.check_capacity(*person.capacity, pointer + "/capacity");
    mistakes.check_days_off(person.days_off, pointer + "/days_off");
  }
  check_protection(policy, accounts, mistakes.all);
  return std::move(mistakes.all);
}

Calendars::Calendars(const LeadPolicy& policy)
    : company_{.zone = zone_of(policy.zone),
               .week = week_of(policy.hours),
               .days_off = {policy.days_off.begin(), policy.days_off.end()}} {
  for (const LeadPerson& person : policy.people) {
    Calendar own = company_;
    if (person.zone) own.zone = zone_of(*person.zone);
    if (person.hours) own.week = week_of(*person.hours);
    own.days_off.insert(person.days_off.begin(), person.days_off.end());
    people_.emplace(person.person, std::move(own));
  }
}

}  // namespace bailiwick::planning
