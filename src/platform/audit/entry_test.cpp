// Goal: an entry can hold nothing but what is pseudonymous. Method: what a person typed is handed to every way in.
#include "platform/audit/entry.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::audit {
namespace {

TEST(Entry, DetailsAreTheSameBytesInWhateverOrderTheyWereGiven) {
  EXPECT_EQ(Details().number("b", 2).word("a", "one").json(), R"({"a":"one","b":2})");
  EXPECT_EQ(Details().word("a", "one").number("b", 2).json(), R"({"a":"one","b":2})");
  EXPECT_EQ(Details().json(), "{}");
}

TEST(Entry, DetailsHoldIdsDatesTruthsAndCodes) {
  const std::string json = Details()
                               .id("person", PersonId())
                               .date("from", *parse_date("2026-11-25"))
                               .truth("name", true)
                               .code("time_zone", "America/Argentina/Buenos_Aires")
                               .json();
  EXPECT_EQ(json,
            R"({"from":"2026-11-25","name":true,"person":"person_00000000000000000000000000",)"
            R"("time_zone":"America/Argentina/Buenos_Aires"})");
}

TEST(Entry, WhatAPersonTypedIsWithheld) {
  for (const auto* typed : {"ada@example.com", "<script>", "\"", "\\", "naïve", "line\nline"})
    EXPECT_EQ(Details().code("x", typed).json(), R"({"x":"withheld"})") << typed;
  EXPECT_EQ(Details().code("x", std::string(101, 'a')).json(), R"({"x":"withheld"})");
  EXPECT_EQ(Details().code("x", std::string(100, 'a')).json().size(), 108U);
}

TEST(Entry, EveryDoorHasItsOwnWord) {
  EXPECT_EQ(name_of(Via::kSession), "session");
  EXPECT_EQ(name_of(Via::kToken), "token");
  EXPECT_EQ(name_of(Via::kSystem), "system");
}

}  // namespace
}  // namespace bailiwick::platform::audit
