// Goal: every topic is a page that begins with its heading and fits a screen. Method: the real topics.
#include "planning/help_topics.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace bailiwick::planning {
namespace {

TEST(HelpTopics, EachIsAPageThatFits) {
  EXPECT_EQ(help_topics().size(), 3U);
  for (const command::Topic& topic : help_topics()) {
    EXPECT_FALSE(topic.summary.empty());
    std::istringstream lines{std::string(topic.text)};
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
  }
}

}  // namespace
}  // namespace bailiwick::planning
