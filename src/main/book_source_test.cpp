// Goal: comparing plans sees the accounts of the company and what they bought, and no other company's. Method: the demonstration beside another company.
#include "main/book_source.hpp"

#include <gtest/gtest.h>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, BooksAreOfTheCompanyThatAsks) {
  const CrmBookSource source(application_->database());
  const auto count = [&](const char* email, int& bought) {
    const auto somebody = operator_of(person_by_email(*application_, email)->tenant);
    const LocalDate today = utc_date(platform::crypto::system_wall_clock()());
    int places = 0;
    EXPECT_TRUE(source.each_place(
        somebody, today, [&](planning::AccountId, std::string_view, std::string_view code) {
          EXPECT_FALSE(code.empty());
          ++places;
        }));
    EXPECT_TRUE(source.each_revenue(
        somebody, today.plus_days(-365), today.plus_days(1),
        [&](planning::AccountId, const Money& amount) { bought += amount.minor > 0 ? 1 : 0; }));
    return places;
  };
  int bought = 0;
  EXPECT_EQ(count("planner@demo.example", bought), 12);
  EXPECT_GT(bought, 0);
  int theirs = 0;
  EXPECT_LT(count("admin@another.example", theirs), 12);
  EXPECT_EQ(theirs, 0);
}

}  // namespace
}  // namespace bailiwick
