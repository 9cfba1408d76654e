// Goal: tags match as RFC 9110 says (weakly), and a range is one part, the whole, or refused.
#include "platform/http/conditional.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bailiwick::platform::http {
namespace {

TEST(Conditional, a_tag_depends_on_every_byte_and_on_the_length) {
  std::set<std::string> tags;
  std::string text(40, 'a');
  tags.insert(etag_of(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = 'b';
    tags.insert(etag_of(other));
  }
  tags.insert(etag_of(text + std::string(1, '\0')));
  tags.insert(etag_of(""));
  EXPECT_EQ(tags.size(), 43U);
  EXPECT_EQ(etag_of(text), etag_of(text));
}

TEST(Conditional, tags_are_compared_weakly) {
  EXPECT_TRUE(etag_matches("\"1\", W/\"2\"", "\"2\""));
  EXPECT_TRUE(etag_matches("*", "\"2\""));
  EXPECT_FALSE(etag_matches("\"1\"", "\"12\""));
  EXPECT_FALSE(etag_matches("", "\"1\""));
  EXPECT_FALSE(etag_matches(",,", "\"1\""));
}

TEST(Conditional, a_change_names_the_version_it_changes) {
  Request request;
  EXPECT_EQ(check_if_match(request, "\"1\"").error().rule, "H028");
  request.headers = {{"if-match", "\"0\""}};
  EXPECT_EQ(check_if_match(request, "\"1\"").error().rule, "H029");
  request.headers = {{"if-match", "W/\"1\""}};
  EXPECT_TRUE(check_if_match(request, "\"1\""));
}

TEST(Conditional, one_range_is_a_part) {
  const auto part = [](std::string_view header) {
    const RangeChoice choice = choose_range(header, 100);
    EXPECT_EQ(choice.kind, RangeKind::kPart) << header;
    return std::pair(choice.range.first, choice.range.count);
  };
  EXPECT_EQ(part("bytes=0-0"), std::pair(0UL, 1UL));
  EXPECT_EQ(part("bytes=10-"), std::pair(10UL, 90UL));
  EXPECT_EQ(part("bytes=90-200"), std::pair(90UL, 10UL));
  EXPECT_EQ(part("bytes=-5"), std::pair(95UL, 5UL));
  EXPECT_EQ(part("bytes=-500"), std::pair(0UL, 100UL));
}

TEST(Conditional, beyond_the_end_is_refused_and_nonsense_is_the_whole) {
  for (const auto header : {"bytes=100-", "bytes=-0", "bytes=200-300"})
    EXPECT_EQ(choose_range(header, 100).kind, RangeKind::kUnsatisfiable) << header;
  for (const auto header : {"bytes=5-1", "bytes=a-b", "bytes=", "bytes=-", "items=0-1",
                            "bytes=0-1,5-6", "bytes=99999999999999999999-"})
    EXPECT_EQ(choose_range(header, 100).kind, RangeKind::kWhole) << header;
}

TEST(Conditional, a_part_is_sent_only_of_the_version_that_is_asked_for) {
  const auto apply = [](Pairs headers) {
    Request request;
    request.headers = std::move(headers);
    Response response{.status = 200, .headers = {{"ETag", "\"7\""}}, .body = {}};
    const ByteRange range = apply_range(request, response, 100);
    return std::pair(response.status, range.count);
  };
  EXPECT_EQ(apply({}), std::pair(200, 100UL));
  EXPECT_EQ(apply({{"range", "bytes=0-9"}}), std::pair(206, 10UL));
  EXPECT_EQ(apply({{"range", "bytes=0-9"}, {"if-range", "\"7\""}}), std::pair(206, 10UL));
  EXPECT_EQ(apply({{"range", "bytes=0-9"}, {"if-range", "\"6\""}}), std::pair(200, 100UL));
  EXPECT_EQ(apply({{"range", "bytes=0-9"}, {"if-range", "W/\"7\""}}), std::pair(200, 100UL));
  EXPECT_EQ(apply({{"range", "bytes=100-"}}), std::pair(416, 0UL));
}

}  // namespace
}  // namespace bailiwick::platform::http
