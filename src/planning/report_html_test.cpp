// Goal: the page is whole and nothing in the data can break out of it. Method: a unit with a hostile name.
#include "planning/report_html.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/report_json.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

std::string page_of(const Outcome& outcome) {
  return report_html(outcome, json_text(report_json(outcome), -1), {});
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(ReportHtml, ThePageStandsAloneUnderAStrictPolicy) {
  const testing::TempFolder folder;
  const std::string html = page_of(testing::judged(folder, "AAB\nABB"));
  EXPECT_TRUE(html.starts_with("<!doctype html>"));
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(count_of(html, "'sha256-"), 2U);
  EXPECT_EQ(html.find("unsafe-inline"), std::string::npos);
  EXPECT_EQ(html.find("http://"), std::string::npos);
  EXPECT_EQ(html.find("https://"), std::string::npos);
  EXPECT_EQ(html.find("{{"), std::string::npos);
}

TEST(ReportHtml, NamesCannotEndTheScript) {
  const testing::TempFolder folder;
  Outcome outcome = testing::judged(folder, "AAB\nABB");
  outcome.problem.unit_ids[0] = "</script><script>alert(1)</script>";
  outcome.names[0] = "{{js}}<!--";
  outcome.order.output.credits = {"<img src=x>"};
  const std::string html = page_of(outcome);
  EXPECT_EQ(count_of(html, "</script>"), 3U);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_NE(html.find("\\u003c/script>\\u003cscript>alert(1)"), std::string::npos);
}

TEST(ReportHtml, TheDataAreJsonWithEveryUnit) {
  const testing::TempFolder folder;
  Outcome outcome = testing::judged(folder, "AAB\nABB");
  outcome.problem.unit_ids[1] = "a \"b\" \\ \xC3\xA9 <";
  const std::string html = page_of(outcome);
  const std::size_t begin = html.find("{\"report\":");
  ASSERT_NE(begin, std::string::npos);
  const auto data =
      nlohmann::json::parse(html.substr(begin, html.find("</script>", begin) - begin));
  EXPECT_EQ(data["units"]["ids"][1], outcome.problem.unit_ids[1]);
  EXPECT_EQ(data["units"]["ids"].size(), 6U);
  EXPECT_EQ(data["units"]["territory"].get<std::vector<int>>(),
            (std::vector<int>{0, 0, 1, 0, 1, 1}));
  EXPECT_EQ(data["units"]["measures"][0]["values"].size(), 6U);
  EXPECT_EQ(data["report"]["program"], "bailiwick");
}

}  // namespace
}  // namespace bailiwick::planning
