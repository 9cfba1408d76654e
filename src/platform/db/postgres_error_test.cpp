// Goal: each SQLSTATE that people can meet has its rule and its remedy.
#include "platform/db/postgres_error.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::db {
namespace {

std::string rule_of(std::string_view state) {
  return postgres_fault({.state = state}, "SELECT 1").error.rule;
}
Remedy remedy_of(std::string_view state) {
  return postgres_fault({.state = state}, "SELECT 1").remedy;
}

TEST(PostgresError, every_state_has_its_rule) {
  EXPECT_EQ(rule_of(""), "D002");
  EXPECT_EQ(rule_of("08006"), "D002");
  EXPECT_EQ(rule_of("08P01"), "D005");
  EXPECT_EQ(rule_of("22003"), "D009");
  EXPECT_EQ(rule_of("23502"), "D009");
  EXPECT_EQ(rule_of("23503"), "D007");
  EXPECT_EQ(rule_of("23505"), "D006");
  EXPECT_EQ(rule_of("23514"), "D009");
  EXPECT_EQ(rule_of("25006"), "D005");
  EXPECT_EQ(rule_of("40001"), "D002");
  EXPECT_EQ(rule_of("42601"), "D005");
  EXPECT_EQ(rule_of("53100"), "D004");
  EXPECT_EQ(rule_of("53300"), "D002");
  EXPECT_EQ(rule_of("55P03"), "D002");
  EXPECT_EQ(rule_of("57P01"), "D002");
  EXPECT_EQ(rule_of("58030"), "D011");
  EXPECT_EQ(rule_of("P0001"), "D009");
  EXPECT_EQ(rule_of("BW001"), "D032");
  EXPECT_EQ(rule_of("XX001"), "D003");
  EXPECT_EQ(rule_of("XX000"), "D005");
}

TEST(PostgresError, the_remedy_is_to_try_again_only_where_that_can_help) {
  EXPECT_EQ(remedy_of("40001"), Remedy::kAgain);
  EXPECT_EQ(remedy_of("40P01"), Remedy::kAgain);
  EXPECT_EQ(remedy_of(""), Remedy::kReconnect);
  EXPECT_EQ(remedy_of("57P01"), Remedy::kReconnect);
  EXPECT_EQ(remedy_of("25006"), Remedy::kOtherNode);
  EXPECT_EQ(remedy_of("23505"), Remedy::kNone);
  EXPECT_EQ(remedy_of("55P03"), Remedy::kNone);
  EXPECT_EQ(remedy_of("0A000"), Remedy::kNone);
  EXPECT_EQ(postgres_fault({.state = "0A000", .function = "RevalidateCachedQuery"}, "").remedy,
            Remedy::kReconnect);
}

}  // namespace
}  // namespace bailiwick::platform::db
