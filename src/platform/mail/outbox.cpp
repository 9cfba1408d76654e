#include "platform/mail/outbox.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace bailiwick::platform::mail {
namespace {

using db::Connection;
using db::Row;
using db::Value;
using jobs::JobContext;
using jobs::JobOutcome;

constexpr std::string_view kSendKind = "mail.send";
constexpr int kAttemptsMax = 12;  // about four hours
constexpr std::array<std::string_view, 4> kStateNames = {"waiting", "kept", "sent", "failed"};

std::string context_of(MailId id) { return "mail.text " + id.text(); }

std::optional<MailId> mail_named(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return payload.is_object() ? MailId::parse(payload.value("mail", "")) : std::nullopt;
}

// Of the columns that every query here begins with.
StoredMail without_texts(const Row& row) {
  StoredMail stored;
  stored.id = row.id<MailTag>(0);
  for (std::size_t i = 0; i < kStateNames.size(); ++i) {
    if (kStateNames[i] == row.text(1)) stored.state = static_cast<MailState>(i);
  }
  stored.mail.to = {std::string(row.text(2)), std::string(row.text(3))};
  stored.mail.subject = row.text(4);
  stored.created_at = row.instant(7);
  stored.finished_at = row.optional_instant(8);
  if (!row.is_null(9)) {
    stored.problem =
        Error{ErrorCode::kUnavailable, std::string(row.text(9)), std::string(row.text(10))};
  }
  return stored;
}

Result<void> finish(Connection& connection, TenantId tenant, const StoredMail& mail) {
  const auto problem = [&](std::string Error::*member) {
    return mail.problem ? Value((*mail.problem).*member) : Value();
  };
  const auto done = connection.execute(
      "UPDATE mail SET state = $3, finished_at = $4, problem_rule = $5, problem_message = $6, "
      "sealed_text = NULL, "
      "sealed_html = NULL WHERE tenant_id = $1 AND mail_id = $2 AND state = 'waiting'",
      {tenant, mail.id, name_of(mail.state), mail.finished_at, problem(&Error::rule),
       problem(&Error::message)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace

std::string_view name_of(MailState state) { return kStateNames[static_cast<std::size_t>(state)]; }

void Outbox::connect() {
  parts_.queue.add_kind({.name = std::string(kSendKind),
                         .run = [this](JobContext& job) { return send(job); },
                         .attempts_max = kAttemptsMax,
                         .is_internal = true});
}

Result<MailId> Outbox::add(Connection& connection, TenantId tenant, const Mail& mail) const {
  if (const auto checked = check_mail(mail); !checked) return tl::unexpected(checked.error());
  const MailId id(parts_.ids.next());
  const auto sealed = [&](const std::string& text) {
    return text.empty() ? Value() : Value(parts_.box.seal(text, context_of(id)));
  };
  const auto done = connection.execute(
      "INSERT INTO mail (tenant_id, mail_id, state, to_name, to_email, subject, sealed_text, "
      "sealed_html, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {tenant, id, name_of(parts_.server ? MailState::kWaiting : MailState::kKept), mail.to.name,
       mail.to.email, mail.subject, sealed(mail.text), sealed(mail.html), parts_.clock()});
  if (!done) return tl::unexpected(done.error());
  if (!parts_.server) return id;
  const auto job =
      parts_.queue.enqueue(connection, {.tenant = tenant,
                                        .kind = std::string(kSendKind),
                                        .title = "A mail",
                                        .payload = fmt::format(R"({{"mail":"{}"}})", id.text())});
  if (!job) return tl::unexpected(job.error());
  return id;
}

Result<StoredMail> Outbox::opened(const Row& row) const {
  StoredMail stored = without_texts(row);
  for (const auto& [column, text] :
       {std::pair(5, &stored.mail.text), std::pair(6, &stored.mail.html)}) {
    const auto index = static_cast<std::size_t>(column);
    if (row.is_null(index)) continue;
    auto plain = parts_.box.open(row.text(index), context_of(stored.id));
    if (!plain) {
      return fail(ErrorCode::kInternal, "M020",
                  fmt::format("The text of {} does not open with this server's key; it was sealed "
                              "with another one.",
                              stored.id.text()));
    }
    *text = std::move(*plain);
  }
  return stored;
}

Result<std::vector<StoredMail>> Outbox::list(Connection& connection, TenantId tenant,
                                             std::int64_t limit) const {
  const auto rows =
      db::query_all(connection,
                    "SELECT mail_id, state, to_name, to_email, subject, sealed_text, sealed_html, "
                    "created_at, finished_at, problem_rule, problem_message FROM mail "
                    "WHERE tenant_id = $1 ORDER BY mail_id DESC LIMIT $2",
                    {tenant, limit}, [&](const Row& row) { return opened(row); });
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StoredMail> mails;
  for (const auto& row : *rows) {
    if (!row) return tl::unexpected(row.error());
    mails.push_back(*row);
  }
  return mails;
}

Result<std::optional<StoredMail>> Outbox::find(Connection& connection, TenantId tenant,
                                               MailId id) const {
  const auto row =
      db::query_one(connection,
                    "SELECT mail_id, state, to_name, to_email, subject, sealed_text, sealed_html, "
                    "created_at, finished_at, problem_rule, problem_message FROM mail "
                    "WHERE tenant_id = $1 AND mail_id = $2",
                    {tenant, id}, [&](const Row& found) { return opened(found); });
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  if (!**row) return tl::unexpected((*row)->error());
  return std::move(**row).value();
}

Result<JobOutcome> Outbox::send(JobContext& job) const {
  const auto id = mail_named(job.job());
  if (!id || !parts_.server) return JobOutcome{};
  const TenantId tenant = job.job().tenant;
  const auto found =
      parts_.database.read([&](Connection& connection) { return find(connection, tenant, *id); });
  if (!found) return tl::unexpected(found.error());
  if (!*found || (*found)->state != MailState::kWaiting)
    return JobOutcome{};  // erased meanwhile, or sent
  StoredMail stored = **found;
  const auto message = to_rfc5322(stored.mail, {parts_.from, stored.created_at, stored.id.text()});
  const auto sent =
      message ? send_by_smtp(*parts_.server, parts_.from.email, stored.mail.to.email, *message)
              : Result<void>(tl::unexpected(message.error()));
  const bool is_for_good = !sent && (sent.error().code != ErrorCode::kUnavailable ||
                                     job.job().failures + 1 >= kAttemptsMax);
  if (!sent && !is_for_good) return tl::unexpected(sent.error());
  stored.state = sent ? MailState::kSent : MailState::kFailed;
  stored.finished_at = parts_.clock();
  if (!sent) stored.problem = sent.error();
  JobOutcome outcome;
  outcome.save = [tenant, stored](Connection& connection) {
    return finish(connection, tenant, stored);
  };
  return outcome;
}

Result<std::int64_t> Outbox::prune(Connection& connection, Instant before, std::int64_t count_max) {
  return connection.execute(
      "DELETE FROM mail WHERE (tenant_id, mail_id) IN (SELECT tenant_id, mail_id FROM mail "
      "WHERE created_at < $1 LIMIT $2)",
      {before, count_max});
}

Result<std::vector<StoredMail>> Outbox::sent_to(Connection& connection, TenantId tenant,
                                                const std::string& email) {
  return db::query_all(connection,
                       "SELECT mail_id, state, to_name, to_email, subject, sealed_text, "
                       "sealed_html, created_at, finished_at, problem_rule, problem_message "
                       "FROM mail WHERE tenant_id = $1 AND lower(to_email) = lower($2) "
                       "ORDER BY mail_id",
                       {tenant, email}, without_texts);
}

Result<void> Outbox::erase(Connection& connection, TenantId tenant, const std::string& email) {
  const auto done = connection.execute(
      "DELETE FROM mail WHERE tenant_id = $1 AND lower(to_email) = lower($2)", {tenant, email});
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace bailiwick::platform::mail
