// Goal: an address means one thing or is refused; ids and header values from outside are only taken over when harmless.
#include "platform/http/target.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

TEST(Target, path_and_query_are_decoded_once) {
  const auto target = parse_target("/people/J%C3%B6rg%20A+b?search=a+b%26c&empty=&flag&search=2");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/people/Jörg A+b");
  EXPECT_EQ(target->query,
            (Pairs{{"search", "a b&c"}, {"empty", ""}, {"flag", ""}, {"search", "2"}}));
  EXPECT_EQ(parse_target("/%252e%252e/x")->path, "/%2e%2e/x");
}

TEST(Target, the_absolute_form_counts_by_its_path) {
  EXPECT_EQ(parse_target("http://example.org/a?b=1")->path, "/a");
  EXPECT_EQ(parse_target("http://example.org")->path, "/");
}

TEST(Target, what_could_mean_two_things_is_refused) {
  for (const std::string_view bad : {"",
                                     "*",
                                     "a/b",
                                     "/a/../b",
                                     "/..",
                                     "/./a",
                                     "/%2e%2e/etc",
                                     "/a%2Fb",
                                     "/a%5Cb",
                                     "/a\\..\\b",
                                     "/a%00b",
                                     "/a%0d%0ab",
                                     "/%",
                                     "/%4",
                                     "/%zz",
                                     "/%ff",
                                     "/%c0%ae%c0%ae/",
                                     "/a#b",
                                     "/a?%",
                                     "/a?x=%zz",
                                     "/a?x=%ff",
                                     "http://host.example/../x"}) {
    const auto target = parse_target(bad);
    ASSERT_FALSE(target) << bad;
    EXPECT_EQ(target.error().rule, "H036");
  }
}

TEST(Target, parameters_are_counted) {
  std::string target = "/a?";
  for (std::size_t i = 0; i < kQueryPairsMax; ++i) target += "x&";
  EXPECT_TRUE(parse_target(target));
  EXPECT_FALSE(parse_target(target + "x"));
}

TEST(Target, header_values_hold_no_control_characters) {
  EXPECT_TRUE(is_header_value("text/csv; charset=utf-8\t\"J\xC3\xB6rg\""));
  EXPECT_FALSE(is_header_value("a\r\nSet-Cookie: b"));
  EXPECT_FALSE(is_header_value(std::string_view("a\0b", 3)));
  EXPECT_TRUE(is_token("X-Request-Id"));
  EXPECT_FALSE(is_token("a b"));
  EXPECT_FALSE(is_token(""));
}

TEST(Target, a_request_id_from_outside_is_short_and_plain) {
  EXPECT_TRUE(is_request_id("0f8fad5b-d9cb-469f-a165-70867728950e"));
  EXPECT_FALSE(is_request_id("short"));
  EXPECT_FALSE(is_request_id(std::string(65, 'a')));
  EXPECT_FALSE(is_request_id("12345678\"}"));
}

}  // namespace
}  // namespace bailiwick::platform::http
