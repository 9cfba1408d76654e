// The mail that tells a person what waits for them, in English or Dutch: how many matters of which kind in which plan, and where they are. What people wrote and who
// they are is not in it: a mail travels further than the app. Pure. O(matters).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "planning/digest_store.hpp"
#include "planning/plan_talk.hpp"
#include "planning/time_zones.hpp"
#include "platform/mail/message.hpp"

namespace bailiwick::planning {

struct DigestReader {
  std::string name;
  std::string email;
  std::string locale;  // English for every language that is not Dutch
  TimeZone zone = TimeZone::utc();
};

inline constexpr std::int64_t kDigestMinute = std::int64_t{8} * 60;  // of the day, on the wall

// When the next one is due after an instant: on the next working day (Monday to Friday), or the next Monday, at 8:00 where the reader is.
[[nodiscard]] Instant next_digest_at(DigestRhythm rhythm, const TimeZone& zone, Instant after);

// `matters`: one at least. `url`: of the app, without a slash at its end.
[[nodiscard]] platform::mail::Mail digest_mail(const DigestReader& reader, DigestRhythm rhythm,
                                               std::span<const Matter> matters,
                                               std::string_view url);

}  // namespace bailiwick::planning
