// Goal: a certificate's end is read, and what is none is refused. Method: a certificate that is good for an hour.
#include "platform/http/certificate.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/crypto/random.hpp"
#include "tests/support/certificate.hpp"

namespace bailiwick::platform::http {
namespace {

TEST(Certificate, ItsEndIsRead) {
  const std::string file = ::testing::TempDir() + "bailiwick_certificate_test.pem";
  bailiwick::testing::make_certificate(file, file + ".key");
  const auto end = certificate_end(file);
  ASSERT_TRUE(end) << end.error().message;
  const std::int64_t seconds = (end->micros() - crypto::system_wall_clock()().micros()) / 1'000'000;
  EXPECT_GT(seconds, 3'000);
  EXPECT_LE(seconds, 3'600);
  std::filesystem::remove(file);
  std::filesystem::remove(file + ".key");
}

TEST(Certificate, WhatIsNoneIsRefused) {
  const auto end = certificate_end("/proc/version");
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().rule, "H049");
  EXPECT_FALSE(certificate_end("/nowhere.pem"));
}

}  // namespace
}  // namespace bailiwick::platform::http
