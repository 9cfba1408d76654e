// Mails are asked for inside a transaction and sent after its commit, by a job: tried again with back-off, and once each. Should the
// worker die between the mail server's yes and our note of it, the mail goes out a second time, with the same Message-ID.
//
// Texts are sealed at rest, since they may hold one-time links, and forgotten once sent. Where no mail server is configured, mails
// are kept for the operator, who reads them by list(): state "kept". Thread-safe once connected; all referred to outlive it.
// Errors: M001, M002, M003 for what is no mail; M020 the sealed text cannot be opened (kInternal).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/crypto/secret_box.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/mail/message.hpp"
#include "platform/mail/smtp.hpp"

namespace bailiwick::platform::mail {

struct MailTag {
  static constexpr std::string_view kPrefix = "mail";
};
using MailId = Uid<MailTag>;

enum class MailState { kWaiting, kKept, kSent, kFailed };
[[nodiscard]] std::string_view name_of(MailState state);

struct StoredMail {
  MailId id;
  MailState state = MailState::kWaiting;
  Mail mail;  // without its texts once sent
  Instant created_at;
  std::optional<Instant> finished_at;
  std::optional<Error> problem;  // its code is not kept
};

class Outbox {
 public:
  struct Parts {
    db::Database& database;
    jobs::JobQueue& queue;
    const crypto::SecretBox& box;
    UuidSource& ids;
    WallClock clock;
    Mailbox from;
    std::optional<SmtpOptions> server;  // nothing: mails are kept
  };
  explicit Outbox(Parts parts) : parts_(std::move(parts)) {}

  // Adds the kind "mail.send" to the queue.
  void connect();

  // In the caller's transaction.
  [[nodiscard]] Result<MailId> add(db::Connection& connection, TenantId tenant,
                                   const Mail& mail) const;

  // Newest first, for the operator. M020.
  [[nodiscard]] Result<std::vector<StoredMail>> list(db::Connection& connection, TenantId tenant,
                                                     std::int64_t limit) const;
  // Removes mails from before then, at most `count_max`; how many.
  [[nodiscard]] static Result<std::int64_t> prune(db::Connection& connection, Instant before,
                                                  std::int64_t count_max);
  // All mails to an address that are still here, oldest first, without their texts: part of a person's export.
  [[nodiscard]] static Result<std::vector<StoredMail>> sent_to(db::Connection& connection,
                                                               TenantId tenant,
                                                               const std::string& email);
  // Removes all mails to an address: part of erasing a person.
  [[nodiscard]] static Result<void> erase(db::Connection& connection, TenantId tenant,
                                          const std::string& email);

 private:
  [[nodiscard]] Result<jobs::JobOutcome> send(jobs::JobContext& job) const;
  [[nodiscard]] Result<std::optional<StoredMail>> find(db::Connection& connection, TenantId tenant,
                                                       MailId id) const;
  [[nodiscard]] Result<StoredMail> opened(const db::Row& row) const;

  Parts parts_;
};

}  // namespace bailiwick::platform::mail
