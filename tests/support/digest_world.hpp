// For tests of digests: the plan of a StudioTest, Rolf, who reads plans, is in Amsterdam and reads Dutch, and a mail server of a few lines.
#pragma once

#include <optional>
#include <vector>

#include "planning/digest_service.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/mail/migrations.hpp"
#include "tests/support/smtp_sink.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::testing {

class DigestWorldTest : public StudioTest {
 protected:
  DigestWorldTest() { modules_.push_back(platform::mail::mail_migrations()); }

  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    platform::identity::Company company;
    company.id = tenant_;
    company.name = "Example";
    ASSERT_TRUE(write([&](platform::db::Connection& connection) {
      return platform::identity::insert_company(connection, company, clock_.now());
    }));
    rolf_ = somebody(tenant_, PersonId(ids_.next()), platform::identity::Role::kManager);
    platform::identity::Person person;
    person.id = rolf_.person;
    person.name = "Rolf";
    person.email = "rolf@example.org";
    person.locale = "nl";
    person.time_zone = "Europe/Amsterdam";
    person.roles = rolf_.roles;
    person.status = platform::identity::PersonStatus::kActive;
    ASSERT_TRUE(write([&](platform::db::Connection& connection) {
      return platform::identity::insert_person(connection, tenant_, person);
    }));
    mails_.emplace(platform::mail::Outbox::Parts{
        database(),
        queue_,
        box_,
        ids_,
        clock_.wall(),
        {"Bailiwick", "no-reply@example.org"},
        platform::mail::SmtpOptions{.host = "127.0.0.1",
                                    .port = sink_.port(),
                                    .security = platform::mail::SmtpSecurity::kNone}});
    mails_->connect();
    with_mail_.emplace(planning::DigestParts{.planning = parts(),
                                             .talk = studio_->talk,
                                             .mail = &*mails_,
                                             .public_url = "https://b.example/"});
    without_mail_.emplace(
        planning::DigestParts{.planning = parts(), .talk = studio_->talk, .public_url = ""});
    queue_.add_kind(planning::digest_kind(*with_mail_));
  }

  // Somebody says something to Rolf.
  void mention() {
    const auto said = studio_->talk.say(
        planner_, plan_, {.text = "Have a look @[" + rolf_.person.text() + "]", .about = {}});
    ASSERT_TRUE(said) << said.error().front().message;
  }
  // To a second after the digest is due, or later.
  void wait_until_due(std::int64_t seconds_late = 1) {
    const std::int64_t left = kept()->next_at.micros() - clock_.now().micros();
    clock_.put_forward(left / 1'000'000 + seconds_late);
  }
  // The rule of the error, or nothing.
  std::string told(PersonId person) {
    platform::jobs::Job job;
    job.tenant = tenant_;
    job.kind = planning::kDigestKind;
    job.payload = R"({"person":")" + person.text() + R"("})";
    JobContextOfTest context(job);
    const auto outcome = queue_.kind(job.kind)->run(context);
    if (!outcome) return outcome.error().rule;
    if (!outcome->save) return {};
    const auto saved =
        write([&](platform::db::Connection& connection) { return outcome->save(connection); });
    return saved ? std::string() : saved.error().rule;
  }
  std::vector<platform::mail::StoredMail> mails() {
    return read([&](platform::db::Connection& connection) {
             return mails_->list(connection, tenant_, 100);
           })
        .value();
  }
  std::optional<planning::Digest> kept() {
    return read([&](platform::db::Connection& connection) {
             return planning::digest_store::of(connection, {tenant_, rolf_.person});
           })
        .value();
  }

  tests::SmtpSink sink_;
  platform::crypto::SecretBox box_ =
      platform::crypto::SecretBox::with_key(platform::crypto::SecretBox::generate_key()).value();
  std::optional<platform::mail::Outbox> mails_;
  std::optional<planning::DigestService> with_mail_;
  std::optional<planning::DigestService> without_mail_;
  platform::identity::Principal rolf_;
};

}  // namespace bailiwick::testing
