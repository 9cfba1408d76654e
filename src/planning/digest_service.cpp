#include "planning/digest_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "planning/digest_letter.hpp"
#include "platform/identity/company_store.hpp"

namespace bailiwick::planning {

namespace audit = platform::audit;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;
using identity::PersonKey;

namespace {

constexpr std::int64_t kAheadSeconds = 3'600;
constexpr std::int64_t kSameAgainSeconds =
    std::int64_t{156} * 3600;  // six and a half days: a week with some slack
constexpr std::int64_t kDigestsAtOnce = 10'000;

std::optional<PersonId> person_told(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return payload.is_object() ? PersonId::parse(payload.value("person", "")) : std::nullopt;
}

// Where the person is: their own time zone, else the company's.
Result<TimeZone> reader_zone(platform::db::Connection& connection, TenantId tenant,
                             const std::string& own) {
  if (const auto zone = TimeZone::find(own)) return *zone;
  const auto company = identity::find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  const auto zone = *company ? TimeZone::find((*company)->time_zone) : std::nullopt;
  return zone ? *zone : TimeZone::utc();
}

}  // namespace

// Whom a digest is for, as they would be after signing in.
struct DigestService::Reader {
  Principal principal;
  bool is_told = false;  // active, and may read plans
  DigestReader who;
};

Result<std::optional<DigestService::Reader>> DigestService::reader(Connection& connection,
                                                                   TenantId tenant,
                                                                   PersonId person) const {
  const auto found = identity::find_person(connection, {tenant, person});
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  const identity::Person& row = **found;
  const auto zone = reader_zone(connection, tenant, row.time_zone);
  if (!zone) return tl::unexpected(zone.error());
  Reader reader;
  reader.principal.tenant = tenant;
  reader.principal.person = person;
  reader.principal.channel = identity::Channel::kSystem;
  reader.principal.roles = row.roles;
  reader.principal.permissions = identity::permissions_of(row.roles);
  reader.is_told =
      row.status == identity::PersonStatus::kActive && reader.principal.may(Permission::kPlansRead);
  reader.who = {.name = row.name, .email = row.email, .locale = row.locale, .zone = *zone};
  return reader;
}

Result<DigestChoice> DigestService::choice(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return planning_.database.read([&](Connection& connection) -> Result<DigestChoice> {
    const auto digest = digest_store::of(connection, {principal.tenant, principal.person});
    if (!digest) return tl::unexpected(digest.error());
    DigestChoice choice{.is_mail_sent = mail_ != nullptr};
    if (!*digest) return choice;
    choice.rhythm = (*digest)->rhythm;
    choice.next_at = (*digest)->next_at;
    return choice;
  });
}

Result<DigestChoice> DigestService::choose(const Principal& principal, DigestRhythm rhythm) const {
  const auto before = choice(principal);
  if (!before) return before;
  if (before->rhythm == rhythm) return before;
  const PersonKey key{principal.tenant, principal.person};
  return planning_.database.write([&](Connection& connection) -> Result<DigestChoice> {
    DigestChoice chosen{.rhythm = rhythm, .is_mail_sent = mail_ != nullptr};
    Result<void> done;
    if (rhythm == DigestRhythm::kNever) {
      done = digest_store::remove(connection, key);
    } else {
      const auto person = identity::find_person(connection, key);
      if (!person) return tl::unexpected(person.error());
      const auto zone =
          reader_zone(connection, key.tenant, *person ? (*person)->time_zone : std::string());
      if (!zone) return tl::unexpected(zone.error());
      chosen.next_at = next_digest_at(rhythm, *zone, planning_.clock());
      done =
          digest_store::put(connection, key.tenant,
                            {.person = key.person, .rhythm = rhythm, .next_at = *chosen.next_at});
    }
    if (!done) return tl::unexpected(done.error());
    audit::Details details;
    details.code("rhythm", name_of(rhythm));
    const auto logged = planning_.log.append(
        connection, {principal.tenant, identity::actor_of(principal), "person.digest_chosen",
                     principal.person.text(), details});
    if (!logged) return tl::unexpected(logged.error());
    return chosen;
  });
}

Result<void> DigestService::enqueue_due() const {
  if (mail_ == nullptr) return {};
  const Instant until = planning_.clock().plus_seconds(kAheadSeconds);
  return planning_.database.write([&](Connection& connection) -> Result<void> {
    const auto due = digest_store::due(connection, until, kDigestsAtOnce);
    if (!due) return tl::unexpected(due.error());
    for (const auto& [tenant, digest] : *due) {
      const std::string person = digest.person.text();
      const auto job =
          planning_.queue.enqueue(connection, {.tenant = tenant,
                                               .kind = std::string(kDigestKind),
                                               .title = "A digest",
                                               .payload = nlohmann::json{{"person", person}}.dump(),
                                               .run_at = digest.next_at,
                                               .lane = "digest " + person});
      if (!job) return tl::unexpected(job.error());
    }
    return {};
  });
}

// What is to be told; nothing where all of it was told less than a week ago.
Result<std::vector<Matter>> DigestService::news(const Reader& reader, const Digest& digest,
                                                Instant now) const {
  const bool is_late = digest.next_at.plus_seconds(kDigestLateMost_s) < now;
  if (!reader.is_told || is_late) return std::vector<Matter>();
  auto matters = talk_.matters(reader.principal);
  if (!matters || !digest.sent_at || digest.sent_at->plus_seconds(kSameAgainSeconds) < now)
    return matters;
  const bool is_any_new = std::ranges::any_of(
      *matters, [&](const Matter& matter) { return *digest.sent_at < matter.at; });
  return is_any_new ? std::move(matters) : std::vector<Matter>();
}

Result<jobs::JobOutcome> DigestService::tell(const jobs::Job& job) const {
  const auto person = person_told(job);
  if (!person || mail_ == nullptr) return jobs::JobOutcome{};
  const Instant now = planning_.clock();
  std::optional<Digest> digest;
  const auto reader =
      planning_.database.read([&](Connection& connection) -> Result<std::optional<Reader>> {
        auto wanted = digest_store::of(connection, {job.tenant, *person});
        if (!wanted) return tl::unexpected(wanted.error());
        digest = *wanted;
        return this->reader(connection, job.tenant, *person);
      });
  if (!reader) return tl::unexpected(reader.error());
  if (!*reader || !digest || now < digest->next_at) return jobs::JobOutcome{};
  const auto matters = news(**reader, *digest, now);
  if (!matters) return tl::unexpected(matters.error());
  Digest next = *digest;
  next.next_at = next_digest_at(digest->rhythm, (*reader)->who.zone, now);
  std::optional<platform::mail::Mail> mail;
  if (!matters->empty()) {
    next.sent_at = now;
    mail = digest_mail((*reader)->who, digest->rhythm, *matters, url_);
  }
  return jobs::JobOutcome{.save = [this, tenant = job.tenant, was = *digest, next,
                                   mail](Connection& connection) -> Result<void> {
    const auto advanced = digest_store::advance(connection, tenant, was, next);
    if (!advanced) return tl::unexpected(advanced.error());
    if (!*advanced || !mail) return {};
    const auto added = mail_->add(connection, tenant, *mail);
    if (!added) return tl::unexpected(added.error());
    return {};
  }};
}

identity::PersonalData DigestService::personal_data() {
  return {
      .name = "digest",
      .export_json = [](Connection& connection, const PersonKey& person) -> Result<std::string> {
        const auto digest = digest_store::of(connection, person);
        if (!digest) return tl::unexpected(digest.error());
        if (!*digest) return std::string("null");
        nlohmann::json json = {{"rhythm", name_of((*digest)->rhythm)},
                               {"next_at", to_text((*digest)->next_at)}};
        if ((*digest)->sent_at) json["sent_at"] = to_text(*(*digest)->sent_at);
        return json.dump();
      },
      .erase = digest_store::remove};
}

jobs::JobKind digest_kind(const DigestService& digests) {
  return {.name = std::string(kDigestKind),
          .run = [&digests](jobs::JobContext& context) { return digests.tell(context.job()); },
          .is_internal = true};
}

}  // namespace bailiwick::planning
