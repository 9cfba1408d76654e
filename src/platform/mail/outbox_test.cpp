// Goal: a mail is sent after the commit that asked for it, once, tried again when that helps, and its text is not left lying about.
// Method: a mail server of a few lines, and a worker, on both databases.
#include "platform/mail/outbox.hpp"

#include <gtest/gtest.h>

#include "platform/jobs/migrations.hpp"
#include "platform/jobs/worker.hpp"
#include "platform/mail/migrations.hpp"
#include "tests/support/platform_world.hpp"
#include "tests/support/smtp_sink.hpp"

namespace bailiwick::platform::mail {
namespace {

using db::Connection;
using tests::SmtpSink;
namespace support = bailiwick::testing;

const Mail kMail = {
    {"Ines", "ines@example.org"}, "Welcome", "Your link: https://b.example/x", "<p>Your link</p>"};

class OutboxTest : public support::PlatformTest {
 protected:
  OutboxTest() : PlatformTest({jobs::jobs_migrations(), mail_migrations()}) {}

  Outbox outbox(const SmtpSink* sink) {
    std::optional<SmtpOptions> server;
    if (sink != nullptr)
      server =
          SmtpOptions{.host = "127.0.0.1", .port = sink->port(), .security = SmtpSecurity::kNone};
    return Outbox({database(),
                   queue_,
                   box_,
                   ids_,
                   clock_.wall(),
                   {"Bailiwick", "no-reply@example.org"},
                   server});
  }
  void add(const Outbox& outbox, bool commits = true) {
    const auto added = write([&](Connection& connection) -> Result<void> {
      if (const auto id = outbox.add(connection, tenant_, kMail); !id)
        return tl::unexpected(id.error());
      if (!commits) return fail(ErrorCode::kConflict, "T000", "rolled back");
      return {};
    });
    EXPECT_EQ(added.has_value(), commits);
  }
  std::vector<StoredMail> list(const Outbox& outbox) {
    return read([&](Connection& connection) { return outbox.list(connection, tenant_, 10); })
        .value();
  }
  jobs::WorkerOptions options() {
    jobs::WorkerOptions made;
    made.threads = 1;
    made.backoff = {Seconds(0.02), Seconds(0.02)};
    return made;
  }

  jobs::JobQueue queue_{clock_.wall(), ids_};
  crypto::SecretBox box_ = crypto::SecretBox::with_key(crypto::SecretBox::generate_key()).value();
};
INSTANTIATE_TEST_SUITE_P(Both, OutboxTest, support::on_both(), support::dialect_name);

TEST_P(OutboxTest, a_mail_is_sent_once_after_the_commit_and_its_text_forgotten) {
  const SmtpSink sink;
  Outbox outbox = this->outbox(&sink);
  outbox.connect();
  jobs::Worker worker(database(), queue_, options());
  worker.start();
  add(outbox, false);
  add(outbox);
  ASSERT_TRUE(support::becomes_true([&] { return list(outbox).at(0).state == MailState::kSent; }));
  worker.stop();
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].to, "<ines@example.org>");
  EXPECT_NE(mails[0].data.find("Your link: https://b.example/x"), std::string::npos);
  const StoredMail stored = list(outbox).at(0);
  EXPECT_NE(mails[0].data.find("Message-ID: <" + stored.id.text() + "@example.org>"),
            std::string::npos);
  EXPECT_EQ(stored.mail.text, "");
  EXPECT_TRUE(stored.finished_at);
}

TEST_P(OutboxTest, a_refusal_for_now_is_tried_again_until_it_is_given_up) {
  const SmtpSink sink({.rcpt = "450 later"});
  Outbox outbox = this->outbox(&sink);
  outbox.connect();
  jobs::Worker worker(database(), queue_, options());
  worker.start();
  add(outbox);
  ASSERT_TRUE(
      support::becomes_true([&] { return list(outbox).at(0).state == MailState::kFailed; }));
  EXPECT_EQ(list(outbox).at(0).problem->rule, "M014");
}

TEST_P(OutboxTest, a_refusal_for_good_is_not_tried_again) {
  const SmtpSink sink({.rcpt = "550 unknown"});
  Outbox outbox = this->outbox(&sink);
  outbox.connect();
  jobs::Worker worker(database(), queue_, options());
  worker.start();
  add(outbox);
  ASSERT_TRUE(
      support::becomes_true([&] { return list(outbox).at(0).state == MailState::kFailed; }));
  EXPECT_EQ(list(outbox).at(0).problem->rule, "M013");
}

TEST_P(OutboxTest, without_a_mail_server_mails_are_kept_for_the_operator) {
  Outbox outbox = this->outbox(nullptr);
  add(outbox);
  const auto mails = list(outbox);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].state, MailState::kKept);
  EXPECT_EQ(mails[0].mail.text, kMail.text);
  EXPECT_EQ(mails[0].mail.html, kMail.html);
}

TEST_P(OutboxTest, texts_are_sealed_and_M020_says_so_under_another_key) {
  add(outbox(nullptr));
  const auto raw = read([&](Connection& connection) {
    return db::query_one(connection, "SELECT sealed_text FROM mail WHERE tenant_id = $1", {tenant_},
                         [](const db::Row& row) { return std::string(row.text(0)); });
  });
  EXPECT_EQ(raw.value().value().find("link"), std::string::npos);
  box_ = crypto::SecretBox::with_key(crypto::SecretBox::generate_key()).value();
  const auto listed =
      read([&](Connection& connection) { return outbox(nullptr).list(connection, tenant_, 10); });
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().rule, "M020");
}

TEST_P(OutboxTest, what_was_sent_to_a_person_is_told_without_its_texts) {
  add(outbox(nullptr));
  const auto of = [&](const std::string& email) {
    return read([&](Connection& connection) { return Outbox::sent_to(connection, tenant_, email); })
        .value();
  };
  EXPECT_TRUE(of("other@example.org").empty());
  const auto mails = of("Ines@Example.org");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].mail.subject, "Welcome");
  EXPECT_EQ(mails[0].state, MailState::kKept);
  EXPECT_EQ(mails[0].mail.text, "");
}

TEST_P(OutboxTest, mails_go_by_age_and_by_person) {
  add(outbox(nullptr));
  EXPECT_TRUE(write([&](Connection& connection) {
    return Outbox::erase(connection, tenant_, "other@example.org");
  }));
  EXPECT_EQ(list(outbox(nullptr)).size(), 1U);
  EXPECT_TRUE(write([&](Connection& connection) {
    return Outbox::erase(connection, tenant_, "Ines@Example.org");
  }));
  EXPECT_TRUE(list(outbox(nullptr)).empty());
  add(outbox(nullptr));
  const auto removed = [&](std::int64_t seconds) {
    return write([&](Connection& connection) {
             return Outbox::prune(connection, clock_.now().plus_seconds(seconds), 10);
           })
        .value();
  };
  EXPECT_EQ(removed(-60), 0);
  EXPECT_EQ(removed(60), 1);
}

TEST_P(OutboxTest, M001_what_is_no_mail_is_refused_before_it_is_stored) {
  const auto added = write([&](Connection& connection) {
    return outbox(nullptr).add(connection, tenant_, {{"", "nobody"}, "s", "t", ""});
  });
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().rule, "M001");
}

}  // namespace
}  // namespace bailiwick::platform::mail
