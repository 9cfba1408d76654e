// Goal: what follows from a stage and from being new is filled in, and never over what somebody said. (References are in record_service_test.cpp.)
#include "crm/record_rules.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

const std::vector<Pipeline> kPipelines = {standard_pipeline()};
constexpr Instant kNow{1'000'000};

FieldValue& at(Record& record, std::string_view field) {
  return record.values[record.object().at(field)];
}

TEST(Defaults, FillWhatIsEmptyAlone) {
  const PersonId person(Uuid{{1}});
  Record task = blank_record(ObjectKind::kTask);
  at(task, "priority") = std::string("high");
  fill_defaults(task, person);
  EXPECT_EQ(at(task, "status"), FieldValue("open"));
  EXPECT_EQ(at(task, "priority"), FieldValue("high"));
  EXPECT_EQ(at(task, "owner"), FieldValue(person.uuid()));
  Record lead = blank_record(ObjectKind::kLead);
  fill_defaults(lead, PersonId());
  EXPECT_EQ(at(lead, "status"), FieldValue("new"));
  EXPECT_TRUE(is_empty(at(lead, "owner"))) << "the system owns nothing";
}

TEST(Stage, SetsItsTimeAndProbability) {
  Record deal = blank_record(ObjectKind::kOpportunity);
  at(deal, "stage") = std::string("standard.proposal");
  follow_stage(deal, nullptr, kPipelines, kNow);
  EXPECT_EQ(at(deal, "probability"), FieldValue(std::int64_t{50}));
  EXPECT_EQ(at(deal, "stage_since"), FieldValue(kNow));
}

TEST(Stage, OfWhatIsAddedAsWonBeganOnItsCloseDate) {
  Record deal = blank_record(ObjectKind::kOpportunity);
  at(deal, "stage") = std::string("standard.won");
  at(deal, "close_date") = utc_date(kNow).plus_days(-30);
  Record later = deal;
  follow_stage(deal, nullptr, kPipelines, kNow);
  EXPECT_EQ(utc_date(std::get<Instant>(at(deal, "stage_since"))), utc_date(kNow).plus_days(-30));
  at(later, "close_date") = utc_date(kNow).plus_days(30);
  follow_stage(later, nullptr, kPipelines, kNow);
  EXPECT_EQ(at(later, "stage_since"), FieldValue(kNow)) << "the day is still to come";
}

TEST(Stage, LeavesWhatWasGivenWithIt) {
  Record before = blank_record(ObjectKind::kOpportunity);
  at(before, "stage") = std::string("standard.needs");
  at(before, "probability") = std::int64_t{25};
  at(before, "stage_since") = Instant(7);
  Record after = before;
  follow_stage(after, &before, kPipelines, kNow);
  EXPECT_EQ(at(after, "stage_since"), FieldValue(Instant(7))) << "the stage is the same";
  at(after, "stage") = std::string("standard.proposal");
  at(after, "probability") = std::int64_t{90};
  follow_stage(after, &before, kPipelines, kNow);
  EXPECT_EQ(at(after, "probability"), FieldValue(std::int64_t{90}));
  EXPECT_EQ(at(after, "stage_since"), FieldValue(kNow));
}

}  // namespace
}  // namespace bailiwick::crm
