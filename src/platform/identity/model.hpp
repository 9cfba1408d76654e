// Companies, people and what they sign in with, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::identity {

// The limits of what people type, in bytes of UTF-8.
inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kEmailBytesMax = 254;  // RFC 5321, 4.5.3.1.3
inline constexpr std::size_t kHolidaysMax = 1'000;
inline constexpr std::size_t kDomainsMax = 100;

struct Holiday {
  LocalDate date;
  std::string name;
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

struct Company {
  TenantId id;
  std::string name;
  std::string country = "US";         // ISO 3166-1 alpha-2
  std::string currency = "USD";       // ISO 4217: the one reports are in
  std::string time_zone = "UTC";      // IANA
  std::string locale = "en";          // of what is sent to people without a locale of their own
  int fiscal_year_start_month = 1;    // 1 .. 12
  std::string week_start = "monday";  // "monday", "saturday" or "sunday"
  std::vector<Holiday> holidays;      // by date, each date once
  int retention_days =
      730;  // how long personal data of someone deactivated is kept; 0: until it is erased by hand
  std::vector<std::string>
      sign_in_domains;  // whose verified addresses an identity provider may vouch for
  std::int64_t version = 1;
};

enum class PersonStatus { kInvited, kActive, kDeactivated, kErased };
[[nodiscard]] std::string_view name_of(PersonStatus status);  // "invited", ...
[[nodiscard]] std::optional<PersonStatus> parse_person_status(std::string_view word);

// Of someone erased the personal fields (name, email, locale, time zone) are empty.
struct Person {
  PersonId id;
  std::string name;
  std::string email;
  std::string locale = "en";
  std::string time_zone;  // IANA; empty: the company's
  std::set<Role> roles;
  PersonStatus status = PersonStatus::kInvited;
  Instant created_at;
  std::optional<Instant> last_seen_at;
  std::int64_t version = 1;
};

struct Session {
  Uuid id;
  PersonId person;
  Instant created_at;
  Instant last_seen_at;
  Instant expires_at;
};

using TokenId = Uid<TokenTag>;
struct ApiToken {
  TokenId id;
  PersonId person;
  std::string name;
  std::set<Permission> scopes;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
};

enum class LinkPurpose { kInvitation, kPasswordReset };
[[nodiscard]] std::string_view name_of(LinkPurpose purpose);

}  // namespace bailiwick::platform::identity
