// Goal: progress reaches the error stream. Method: the stream is caught.
#include "main/terminal.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

TEST(Terminal, TextReachesTheErrorStreamAtOnce) {
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(is_error_stream_terminal());
  write_at_once("half");
  write_at_once("");
  write_at_once(" done");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "half done");
}

}  // namespace
}  // namespace bailiwick
