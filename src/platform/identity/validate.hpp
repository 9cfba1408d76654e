// What is wrong with what was typed about a company or a person: every mistake, each with the JSON pointer of its field. Pure.
//   I010 time zone, I011 currency, I012 country, I013 language, I014 first month of the fiscal year, I015 first day of the week,
//   I016 holidays, I017 retention, I018 sign-in domain, I019 a name, I022 an address, I028 roles.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/model.hpp"

namespace bailiwick::platform::identity {

[[nodiscard]] Errors company_mistakes(const Company& company);
// Name, address, locale, time zone and roles; an empty time zone stands for the company's.
[[nodiscard]] Errors person_mistakes(const Person& person);

// The addr-spec of RFC 5322 as forms take it (WHATWG HTML, 4.10.5.1.5), in ASCII, with a dot in its domain, at most kEmailBytesMax.
[[nodiscard]] bool is_email(std::string_view text);
[[nodiscard]] bool is_domain(std::string_view text);
// What a person may type as a name or title: UTF-8, not blank, no control characters, 1 to kNameBytesMax bytes.
[[nodiscard]] bool is_name(std::string_view text);
[[nodiscard]] std::string domain_of(std::string_view email);

}  // namespace bailiwick::platform::identity
