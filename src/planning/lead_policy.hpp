// How a company routes its leads: as values, and what is wrong with them. Pure. docs/spec/lead-routing.md has the meaning.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "formula/schema.hpp"
#include "planning/working_time.hpp"

namespace bailiwick::planning {

inline constexpr std::int64_t kCapacityMax = 10'000;               // open leads a person
inline constexpr std::int64_t kResponseMinutesMax = 90 * 24 * 60;  // 90 days
inline constexpr std::size_t kDaysOffMax = 400;                    // of one list
inline constexpr std::size_t kLeadPeopleMax = 2'000;
inline constexpr std::size_t kProtectBytesMax = 65'536;

enum class LeadMethod { kRoundRobin, kLeastLoaded };
[[nodiscard]] std::string_view name_of(LeadMethod method);  // "round_robin", "least_loaded"
[[nodiscard]] std::optional<LeadMethod> parse_lead_method(std::string_view word);

// Working hours as they were written: a day of the week and two times on the wall, "09:00" to "17:00" ("24:00": midnight).
struct WrittenHours {
  std::size_t day = 0;  // 0: Monday
  std::string from;
  std::string to;
  friend bool operator==(const WrittenHours&, const WrittenHours&) = default;
};

// What holds for one person instead of the company's.
struct LeadPerson {
  PersonId person;
  bool is_away = false;
  std::optional<std::int64_t> capacity = {};
  std::optional<std::string> zone = {};
  std::optional<std::vector<WrittenHours>> hours = {};
  std::vector<LocalDate> days_off = {};  // besides the company's
  friend bool operator==(const LeadPerson&, const LeadPerson&) = default;
};

struct LeadPolicy {
  bool is_on = false;
  LeadMethod method = LeadMethod::kRoundRobin;
  std::int64_t capacity = 25;  // open leads a person, 1 .. kCapacityMax
  bool has_overlays = true;    // people of overlay positions take leads too
  bool does_keep_own = true;   // who sees only a part keeps the leads that they add by hand
  std::string protect;         // a formula over accounts; empty: none is protected
  std::int64_t minutes = 240;  // working minutes until the first response, 1 .. kResponseMinutesMax
  bool is_late_reassigned = true;  // once
  std::string zone = "Etc/UTC";    // IANA
  std::vector<WrittenHours> hours = {};
  std::vector<LocalDate> days_off = {};
  std::vector<LeadPerson> people = {};
  std::int64_t version = 0;  // 0: none was written down
};

// Off; Monday to Friday from nine to five.
[[nodiscard]] LeadPolicy default_policy(std::string zone);

// "09:30" as minutes of a day; "24:00" is kMinutesADay. Nothing for any other text.
[[nodiscard]] std::optional<std::int64_t> minute_of(std::string_view text);

// Every mistake: P081 a zone, P082 hours, P083 a capacity, P084 the time to respond, P085 no working day, P086 a person twice, and those of the formula
// (Q..., advice among them), each with its pointer. `accounts`: the fields that the formula may read.
[[nodiscard]] Errors mistakes_of(const LeadPolicy& policy, const formula::Schema& accounts);

// The calendars of a policy without mistakes.
class Calendars {
 public:
  Calendars() = default;
  explicit Calendars(const LeadPolicy& policy);

  [[nodiscard]] const Calendar& of(PersonId person) const {
    const auto found = people_.find(person);
    return found == people_.end() ? company_ : found->second;
  }
  [[nodiscard]] const Calendar& of_company() const { return company_; }

 private:
  Calendar company_;
  std::map<PersonId, Calendar> people_;
};

}  // namespace bailiwick::planning
