// Goal: what people write for a web page is one address, and what no browser opens as a page is none.
#include "crm/text_forms.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(WebAddress, HasAScheme) {
  EXPECT_EQ(web_address("www.example.com"), "https://www.example.com");
  EXPECT_EQ(web_address("example.com:8080/a?b#c"), "https://example.com:8080/a?b#c");
  EXPECT_EQ(web_address("HTTP://example.com"), "HTTP://example.com");
  EXPECT_EQ(web_address("https://example.com/a"), "https://example.com/a");
}

TEST(WebAddress, IsNothingElse) {
  for (const char* wrong : {"", "https://", "example", ".example.com", "NOT AVAILABLE",
                            "javascript:alert(1)", "mailto:an@example.com", "a.b \"onclick"})
    EXPECT_FALSE(web_address(wrong)) << wrong;
}

}  // namespace
}  // namespace bailiwick::crm
