// Goal: people are found in a text where it names them, and nowhere else. Method: examples.
#include "platform/threads/comment.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::threads {
namespace {

const PersonId kIda = PersonId::parse("person_01h455vb4pex5vsknk084sn02q").value();
const std::string kNamed = "@[person_01h455vb4pex5vsknk084sn02q]";

TEST(Mentions, ATextNamesEachOnce) {
  EXPECT_TRUE(mentions_in("").people.empty());
  EXPECT_TRUE(mentions_in("mail me @ home, ida@[example").people.empty());
  const Mentions found = mentions_in(kNamed + ", and again " + kNamed);
  EXPECT_EQ(found.people, std::vector<PersonId>{kIda});
  EXPECT_TRUE(found.unreadable.empty());
}

TEST(Mentions, WhatNamesNobodyIsTold) {
  const Mentions found = mentions_in("@[Ida] @[] " + kNamed + " @[person_1]");
  EXPECT_EQ(found.people, std::vector<PersonId>{kIda});
  EXPECT_EQ(found.unreadable, (std::vector<std::string>{"Ida", "", "person_1"}));
}

}  // namespace
}  // namespace bailiwick::platform::threads
