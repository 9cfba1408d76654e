// Goal: the log names what one may read, of one's own company. Method: the demonstration beside another company.
#include "main/subject_names.hpp"

#include <gtest/gtest.h>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using platform::identity::Permission;
using platform::identity::Principal;
using testing::TwoCompanies;

TEST_F(TwoCompanies, SubjectsAreNamedForWhoMayReadThem) {
  const LocalDate today = utc_date(platform::crypto::system_wall_clock()());
  const auto name = [&](const Principal& principal, const std::string& subject) {
    const auto told = application_->database().read([&](platform::db::Connection& connection) {
      return subject_name(connection, principal, today, subject);
    });
    EXPECT_TRUE(told) << told.error().message;
    return told.value_or("failed");
  };
  const Principal theirs =
      operator_of(person_by_email(*application_, "admin@another.example")->tenant);
  const Principal ours = operator_of(person_by_email(*application_, "admin@demo.example")->tenant);
  Principal none = ours;
  none.permissions = {Permission::kAuditRead};
  for (const char* kind : {"plan", "territory", "account", "lead"}) {
    EXPECT_FALSE(name(ours, ids_[kind]).empty()) << kind;
    EXPECT_EQ(name(theirs, ids_[kind]), "") << kind;
    EXPECT_EQ(name(none, ids_[kind]), "") << kind;
  }
  for (const char* other : {"", "account_", "job_00000000000000000000000000", "Robert'); --"})
    EXPECT_EQ(name(ours, other), "") << other;
}

}  // namespace
}  // namespace bailiwick
