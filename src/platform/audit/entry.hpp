// One line of the audit log: who did what to whom, and when; never about whom it is by name.
//
// An entry can only hold what is pseudonymous, by construction: ids, numbers, dates, words of the program (literals) and
// codes (a currency, a time zone, a permission). There is no way to put in what a person typed: a name, an address, a
// title. So an erasure never has to touch the log, and the log still verifies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::platform::audit {

// A word of the program: can only be made from a literal.
class Word {
 public:
  template <std::size_t N>
  consteval Word(const char (&literal)[N]) : text_(literal, N - 1) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// What else is to be said, as a flat JSON object.
//   Details().code("role", name_of(role)).number("revoked", 3)
class Details {
 public:
  Details& word(Word key, Word value);
  Details& number(Word key, std::int64_t value);
  Details& truth(Word key, bool value);
  Details& date(Word key, LocalDate value);
  Details& instant(Word key, Instant value);
  template <class Tag>
  Details& id(Word key, const Uid<Tag>& value) {
    return raw(key, '"' + value.text() + '"');
  }
  // At most 100 of A-Z a-z 0-9 and " . _ : / + - ," (several codes as one, separated by commas or blanks). Anything else is
  // replaced by "withheld": it could be about a person.
  Details& code(Word key, std::string_view value);

  // Keys in the order of their bytes, no blanks: the same details are the same bytes.
  [[nodiscard]] std::string json() const;

 private:
  Details& raw(Word key, std::string json);
  std::map<std::string_view, std::string> values_;
};

// By which door: a browser's session, an API token, or the system itself (jobs, the command line).
enum class Via { kSession, kToken, kSystem };
[[nodiscard]] std::string_view name_of(Via via);

struct Actor {
  PersonId person = {};  // nil: the system
  Via via = Via::kSystem;
  Uuid credential = {};  // the session or token; nil where there is none
};

struct Entry {
  TenantId tenant;
  Actor actor = {};
  Word action = "";  // "person.invited": a thing and what happened to it
  // The id of what it happened to, as text ("person_..."); empty: the company as such.
  std::string subject = {};
  Details details = {};
};

}  // namespace bailiwick::platform::audit
