// Goal: files carry the types that browsers insist on, and a client gets the coding it prefers.
#include "platform/http/media.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

TEST(Media, types_follow_from_the_ending) {
  EXPECT_EQ(media_type_of("assets/worker.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type_of("a.WASM"), "application/wasm");
  EXPECT_EQ(media_type_of("a.svg"), "image/svg+xml");
  EXPECT_EQ(media_type_of("a.woff2"), "font/woff2");
  EXPECT_EQ(media_type_of("a.json"), "application/json");
  EXPECT_EQ(media_type_of("us.pmtiles"), "application/vnd.pmtiles");
  EXPECT_EQ(media_type_of("noending"), "application/octet-stream");
}

TEST(Media, texts_are_worth_compressing_and_pictures_are_not) {
  for (const auto type :
       {"text/html; charset=utf-8", "application/json", "application/problem+json",
        "application/geo+json", "image/svg+xml", "application/wasm", "Text/CSV"})
    EXPECT_TRUE(is_compressible(type)) << type;
  for (const auto type : {"image/png", "font/woff2", "application/zip", "text/event-stream",
                          "application/vnd.pmtiles"})
    EXPECT_FALSE(is_compressible(type)) << type;
}

TEST(Media, types_are_compared_without_case_and_parameters) {
  EXPECT_TRUE(is_same_type("Text/CSV; charset=latin1", "text/csv"));
  EXPECT_FALSE(is_same_type("text/csvx", "text/csv"));
}

TEST(Media, the_preferred_coding_is_taken) {
  const Codings both;
  EXPECT_EQ(preferred_coding("gzip, deflate, br", both), Coding::kBrotli);
  EXPECT_EQ(preferred_coding("gzip;q=1.0, br;q=0.5", both), Coding::kGzip);
  EXPECT_EQ(preferred_coding("br;q=0, gzip;q=0.001", both), Coding::kGzip);
  EXPECT_EQ(preferred_coding("*", both), Coding::kBrotli);
  EXPECT_EQ(preferred_coding("*;q=0", both), Coding::kIdentity);
  EXPECT_EQ(preferred_coding("br, gzip", {.gzip = true, .brotli = false}), Coding::kGzip);
  EXPECT_EQ(preferred_coding("", both), Coding::kIdentity);
  EXPECT_EQ(preferred_coding("identity;q=1, gzip;q=x", both), Coding::kIdentity);
}

}  // namespace
}  // namespace bailiwick::platform::http
