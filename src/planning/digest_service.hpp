// Digests by mail: who wants to be told of their open matters, and telling them. docs/spec/plan-discussion.md, "Open matters".
//
// For those who may read plans; each chooses for themselves. A digest is a job of its person, made when it is due, whose end writes the mail and when the next one is due in one transaction: it is
// sent once, and never twice for one day. Nothing is sent where no mail server is configured, to people who are not active, or where nothing is new: where all that waits was there at the last
// digest, it is said again after a week. What is late by more than kDigestLateMost_s waits for the next time. Thread-safe.
// Errors: I001; those of mail (M...).
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "planning/digest_store.hpp"
#include "planning/plan_talk.hpp"
#include "platform/identity/privacy.hpp"
#include "platform/mail/outbox.hpp"

namespace bailiwick::planning {

// The kind of job that tells one person; its payload is {"person": "person_..."}.
inline constexpr std::string_view kDigestKind = "planning.digest";
inline constexpr std::int64_t kDigestLateMost_s = std::int64_t{12} * 3600;

struct DigestParts {
  const PlanningParts& planning;
  const PlanTalk& talk;
  const platform::mail::Outbox* mail = nullptr;  // null: no mail server is configured
  std::string public_url = {};                   // of the app
};

struct DigestChoice {
  DigestRhythm rhythm = DigestRhythm::kNever;
  bool is_mail_sent = false;  // a mail server is configured
  std::optional<Instant> next_at = {};
};

class DigestService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  // What the parts refer to outlives it.
  explicit DigestService(DigestParts parts)
      : planning_(parts.planning),
        talk_(parts.talk),
        mail_(parts.mail),
        url_(std::move(parts.public_url)) {
    while (url_.ends_with('/')) url_.pop_back();
  }

  [[nodiscard]] Result<DigestChoice> choice(const Principal& principal) const;
  // Told to the audit log where it is another.
  [[nodiscard]] Result<DigestChoice> choose(const Principal& principal, DigestRhythm rhythm) const;

  // Jobs for those whose digest is due within the hour; for housekeeping, which runs about that often.
  [[nodiscard]] Result<void> enqueue_due() const;
  // What a job of kDigestKind does.
  [[nodiscard]] Result<platform::jobs::JobOutcome> tell(const platform::jobs::Job& job) const;

  [[nodiscard]] static platform::identity::PersonalData personal_data();

 private:
  struct Reader;
  [[nodiscard]] Result<std::optional<Reader>> reader(Connection& connection, TenantId tenant,
                                                     PersonId person) const;
  [[nodiscard]] Result<std::vector<Matter>> news(const Reader& reader, const Digest& digest,
                                                 Instant now) const;

  PlanningParts planning_;
  const PlanTalk& talk_;
  const platform::mail::Outbox* mail_;
  std::string url_;
};

// The service outlives it.
[[nodiscard]] platform::jobs::JobKind digest_kind(const DigestService& digests);

}  // namespace bailiwick::planning
