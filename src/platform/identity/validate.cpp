#include "platform/identity/validate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::platform::identity {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Collects mistakes.
class Mistakes {
 public:
  void unless(bool is_right, std::string_view rule, std::string_view pointer, std::string message) {
    if (is_right) return;
    Error error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)};
    error.pointer = pointer;
    errors_.push_back(std::move(error));
  }
  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  Errors errors_;
};

void check_name(Mistakes& mistakes, std::string_view name, std::string_view what) {
  mistakes.unless(
      is_name(name), "I019", "/name",
      fmt::format("{} must have 1 to {} bytes, and no control characters.", what, kNameBytesMax));
}

void check_locale(Mistakes& mistakes, std::string_view locale) {
  mistakes.unless(is_locale(locale), "I013", "/locale", "The language must be \"en\" or \"nl\".");
}

constexpr std::string_view kTimeZoneMessage =
    "There is no time zone of that name: use one of the IANA database, such as Europe/Amsterdam.";

void check_holidays(Mistakes& mistakes, const std::vector<Holiday>& holidays) {
  mistakes.unless(holidays.size() <= kHolidaysMax, "I016", "/holidays",
                  fmt::format("There may be at most {} holidays.", kHolidaysMax));
  std::set<LocalDate> seen;
  for (std::size_t i = 0; i < holidays.size() && i < kHolidaysMax; ++i) {
    const std::string pointer = fmt::format("/holidays/{}", i);
    mistakes.unless(seen.insert(holidays[i].date).second, "I016", pointer + "/date",
                    fmt::format("{} is a holiday twice: name it once.", to_text(holidays[i].date)));
    mistakes.unless(is_name(holidays[i].name), "I016", pointer + "/name",
                    fmt::format("The holiday on {} needs a name of 1 to {} bytes.",
                                to_text(holidays[i].date), kNameBytesMax));
  }
}

void check_domains(Mistakes& mistakes, const std::vector<std::string>& domains) {
  mistakes.unless(domains.size() <= kDomainsMax, "I018", "/sign_in_domains",
                  fmt::format("There may be at most {} sign-in domains.", kDomainsMax));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < domains.size() && i < kDomainsMax; ++i)
    mistakes.unless(
        is_domain(domains[i]) && ascii_lower(domains[i]) == domains[i] &&
            seen.insert(domains[i]).second,
        "I018", fmt::format("/sign_in_domains/{}", i),
        "A sign-in domain is what stands behind the @ of an address, in lower case, each once.");
}

}  // namespace

bool is_name(std::string_view text) {
  const bool is_printable = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return text.size() <= kNameBytesMax && !trimmed(text).empty() && is_printable && is_utf8(text);
}

bool is_domain(std::string_view text) {
  if (text.empty() || text.size() > 253 || text.find('.') == std::string_view::npos) return false;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('.', start), text.size());
    const std::string_view label = text.substr(start, end - start);
    const bool is_fit = std::all_of(label.begin(), label.end(),
                                    [](char c) { return is_alphanumeric(c) || c == '-'; });
    if (label.empty() || label.size() > 63 || !is_fit || label.front() == '-' ||
        label.back() == '-')
      return false;
    start = end + 1;
  }
  return true;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > kEmailBytesMax)
    return false;
  const std::string_view local = text.substr(0, at);
  const bool is_fit = std::all_of(local.begin(), local.end(), [](char c) {
    return is_alphanumeric(c) ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  });
  return is_fit && is_domain(text.substr(at + 1));
}

std::string domain_of(std::string_view email) {
  const std::size_t at = email.rfind('@');
  return at == std::string_view::npos ? std::string() : ascii_lower(email.substr(at + 1));
}

Errors company_mistakes(const Company& company) {
  Mistakes mistakes;
  check_name(mistakes, company.name, "The company's name");
  mistakes.unless(is_time_zone(company.time_zone), "I010", "/time_zone",
                  std::string(kTimeZoneMessage));
  mistakes.unless(is_currency(company.currency), "I011", "/currency",
                  "There is no currency of that code: use one of ISO 4217, such as EUR.");
  mistakes.unless(is_country(company.country), "I012", "/country",
                  "There is no country of that code: use two letters of ISO 3166, such as NL.");
  check_locale(mistakes, company.locale);
  mistakes.unless(company.fiscal_year_start_month >= 1 && company.fiscal_year_start_month <= 12,
                  "I014", "/fiscal_year_start_month",
                  "The fiscal year begins in a month from 1 to 12.");
  const bool is_day = company.week_start == "monday" || company.week_start == "saturday" ||
                      company.week_start == "sunday";
  mistakes.unless(is_day, "I015", "/week_start",
                  "The week begins on \"monday\", \"saturday\" or \"sunday\".");
  check_holidays(mistakes, company.holidays);
  mistakes.unless(company.retention_days >= 0 && company.retention_days <= 36'500, "I017",
                  "/retention_days",
                  "Personal data are kept for 0 (until erased by hand) to 36500 days.");
  check_domains(mistakes, company.sign_in_domains);
  return mistakes.take();
}

Errors person_mistakes(const Person& person) {
  Mistakes mistakes;
  check_name(mistakes, person.name, "A person's name");
  mistakes.unless(is_email(person.email), "I022", "/email",
                  "That is no address that mail can be sent to, such as ada@example.com.");
  check_locale(mistakes, person.locale);
  mistakes.unless(person.time_zone.empty() || is_time_zone(person.time_zone), "I010", "/time_zone",
                  std::string(kTimeZoneMessage));
  mistakes.unless(!person.roles.empty(), "I028", "/roles", "A person needs at least one role.");
  return mistakes.take();
}

}  // namespace bailiwick::platform::identity
