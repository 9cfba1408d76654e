// Goal: a shared text is compressed once, and forgotten with it. Method: the same object asked for, and one that has gone.
#include "platform/http/shared_codings.hpp"

#include <gtest/gtest.h>

#include "platform/http/compress.hpp"

namespace bailiwick::platform::http {
namespace {

TEST(SharedCodings, a_text_is_compressed_once_a_coding) {
  SharedCodings codings;
  const auto text = std::make_shared<const std::string>(std::string(50'000, 'x'));
  const auto gzip = codings.of(text, Coding::kGzip);
  EXPECT_EQ(*gzip, compressed(*text, Coding::kGzip));
  EXPECT_EQ(codings.of(text, Coding::kGzip), gzip) << "the same object";
  EXPECT_NE(*codings.of(text, Coding::kBrotli), *gzip);
  const auto other = std::make_shared<const std::string>(*text);
  EXPECT_NE(codings.of(other, Coding::kGzip), gzip) << "by identity, not by content";
}

TEST(SharedCodings, what_nobody_holds_is_forgotten) {
  SharedCodings codings;
  auto text = std::make_shared<const std::string>(std::string(50'000, 'x'));
  std::weak_ptr<const std::string> form = codings.of(text, Coding::kGzip);
  text.reset();
  static_cast<void>(codings.of(std::make_shared<const std::string>("y"), Coding::kGzip));
  EXPECT_TRUE(form.expired());
}

TEST(SharedCodings, only_so_many_are_kept) {
  SharedCodings codings;
  std::vector<std::shared_ptr<const std::string>> texts;
  for (std::size_t i = 0; i <= SharedCodings::kKeptMax; ++i)
    texts.push_back(std::make_shared<const std::string>(std::string(2'000, 'x')));
  std::weak_ptr<const std::string> first = codings.of(texts.front(), Coding::kGzip);
  for (std::size_t i = 1; i < texts.size(); ++i)
    static_cast<void>(codings.of(texts[i], Coding::kGzip));
  EXPECT_TRUE(first.expired());
}

}  // namespace
}  // namespace bailiwick::platform::http
