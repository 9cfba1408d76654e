// Goal: whoever wants a digest gets one when it is due and something is new, once; nobody else gets any. Method: jobs run by hand on both databases, and one way
// from the choice to a mail server.
#include "planning/digest_service.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/jobs/worker.hpp"
#include "tests/support/digest_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using platform::db::Connection;

class DigestServiceTest : public support::DigestWorldTest {
 protected:
  void choose(DigestRhythm rhythm) {
    const auto chosen = with_mail_->choose(rolf_, rhythm);
    ASSERT_TRUE(chosen) << chosen.error().message;
  }
  std::int64_t waiting_jobs() {
    return read([&](Connection& connection) {
             return platform::db::query_one(
                 connection, "SELECT COUNT(*) FROM job WHERE kind = 'planning.digest'", {},
                 [](const platform::db::Row& row) { return row.int64(0); });
           })
        .value()
        .value_or(-1);
  }
};
INSTANTIATE_TEST_SUITE_P(Both, DigestServiceTest, support::on_both(), support::dialect_name);

TEST_P(DigestServiceTest, FromTheChoiceToTheMailServer) {
  choose(DigestRhythm::kDaily);
  mention();
  wait_until_due(-600);
  jobs::WorkerOptions options;
  options.threads = 1;
  jobs::Worker worker(database(), queue_, std::move(options));
  worker.start();
  ASSERT_TRUE(with_mail_->enqueue_due()) << "ten minutes ahead";
  ASSERT_TRUE(with_mail_->enqueue_due());
  EXPECT_EQ(waiting_jobs(), 1) << "the same again";
  EXPECT_TRUE(sink_.mails().empty());
  clock_.put_forward(601);
  ASSERT_TRUE(support::becomes_true([&] { return !sink_.mails().empty(); }));
  worker.stop();
  ASSERT_EQ(sink_.mails().size(), 1U);
  EXPECT_EQ(sink_.mails()[0].to, "<rolf@example.org>");
  EXPECT_NE(sink_.mails()[0].data.find("Subject: 1 openstaand punt in Bailiwick"),
            std::string::npos)
      << sink_.mails()[0].data;
  EXPECT_NE(sink_.mails()[0].data.find("https://b.example/matters"), std::string::npos);
  EXPECT_EQ(sink_.mails()[0].data.find("Have a look"), std::string::npos);
}

TEST_P(DigestServiceTest, TheSameIsSaidAgainOnlyAfterAWeekAndNewsAtOnce) {
  choose(DigestRhythm::kDaily);
  wait_until_due();
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_TRUE(mails().empty()) << "nothing waits";
  mention();
  wait_until_due();
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(mails().size(), 1U);
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(mails().size(), 1U) << "not due again";
  wait_until_due();
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(mails().size(), 1U) << "nothing new";
  mention();
  wait_until_due();
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(mails().size(), 2U);
  int days = 0;
  for (; mails().size() == 2U && days < 9; ++days) {
    wait_until_due();
    EXPECT_EQ(told(rolf_.person), "");
  }
  EXPECT_EQ(days, 5) << "working days of a week";
}

TEST_P(DigestServiceTest, WhatIsMuchTooLateWaitsForTheNextTime) {
  choose(DigestRhythm::kWeekly);
  mention();
  wait_until_due(kDigestLateMost_s + 10);
  const Instant was = kept()->next_at;
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_TRUE(mails().empty());
  EXPECT_LT(was, kept()->next_at);
  wait_until_due(kDigestLateMost_s - 10);
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(mails().size(), 1U);
}

TEST_P(DigestServiceTest, WhoIsNotActiveOrEndedItGetsNothing) {
  choose(DigestRhythm::kDaily);
  mention();
  wait_until_due();
  ASSERT_TRUE(write([&](Connection& connection) {
    return identity::set_status(connection, {tenant_, rolf_.person},
                                identity::PersonStatus::kDeactivated, clock_.now());
  }));
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_EQ(told(PersonId(ids_.next())), "");
  ASSERT_TRUE(write([&](Connection& connection) {
    return identity::set_status(connection, {tenant_, rolf_.person},
                                identity::PersonStatus::kActive, clock_.now());
  }));
  choose(DigestRhythm::kNever);
  EXPECT_FALSE(kept());
  EXPECT_EQ(told(rolf_.person), "");
  EXPECT_TRUE(mails().empty());
}

TEST_P(DigestServiceTest, AChoiceThatChangesWhileTheJobRunsHolds) {
  choose(DigestRhythm::kDaily);
  mention();
  wait_until_due();
  jobs::Job job;
  job.tenant = tenant_;
  job.payload = R"({"person":")" + rolf_.person.text() + R"("})";
  const auto outcome = with_mail_->tell(job);
  ASSERT_TRUE(outcome && outcome->save);
  choose(DigestRhythm::kNever);
  ASSERT_TRUE(write([&](Connection& connection) { return outcome->save(connection); }));
  EXPECT_TRUE(mails().empty());
}

TEST_P(DigestServiceTest, WithoutAMailServerNothingIsSentAndTheChoiceSaysSo) {
  EXPECT_FALSE(without_mail_->choice(rolf_)->is_mail_sent);
  const auto chosen = without_mail_->choose(rolf_, DigestRhythm::kWeekly);
  ASSERT_TRUE(chosen);
  EXPECT_FALSE(chosen->is_mail_sent);
  EXPECT_TRUE(with_mail_->choice(rolf_)->is_mail_sent);
  mention();
  wait_until_due();
  ASSERT_TRUE(without_mail_->enqueue_due());
  EXPECT_EQ(waiting_jobs(), 0);
  jobs::Job job;
  job.tenant = tenant_;
  job.payload = R"({"person":")" + rolf_.person.text() + R"("})";
  EXPECT_FALSE(without_mail_->tell(job)->save);
  EXPECT_TRUE(mails().empty());
}

TEST_P(DigestServiceTest, IsForThoseWhoReadPlansAndLeavesNothingOfWhoIsErased) {
  auto nobody = rolf_;
  nobody.permissions.clear();
  EXPECT_EQ(with_mail_->choice(nobody).error().rule, "I001");
  EXPECT_EQ(with_mail_->choose(nobody, DigestRhythm::kDaily).error().rule, "I001");
  choose(DigestRhythm::kDaily);
  const auto data = DigestService::personal_data();
  const identity::PersonKey key{tenant_, rolf_.person};
  const auto exported = [&] {
    return nlohmann::json::parse(
        read([&](Connection& connection) { return data.export_json(connection, key); }).value());
  };
  EXPECT_EQ(exported()["rhythm"], "daily");
  ASSERT_TRUE(write([&](Connection& connection) { return data.erase(connection, key); }));
  EXPECT_TRUE(exported().is_null());
}

}  // namespace
}  // namespace bailiwick::planning
