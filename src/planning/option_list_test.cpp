// Goal: the list of options is one that help can show and the parser can trust. Method: properties of every entry.
#include <gtest/gtest.h>

#include <set>

#include "planning/design_options.hpp"

namespace bailiwick::planning {
namespace {

TEST(OptionList, EveryOptionHasANameAGroupAndASentence) {
  std::set<std::string_view> names;
  for (const auto& list : {problem_options(), search_options(), output_options()}) {
    for (const OptionSpec& option : list) {
      EXPECT_TRUE(names.insert(option.name).second) << option.name;
      EXPECT_FALSE(option.group.empty()) << option.name;
      EXPECT_TRUE(option.help.ends_with(".")) << option.name;
    }
  }
  EXPECT_GE(names.size(), 30U);
}

}  // namespace
}  // namespace bailiwick::planning
