// Goal: a secret comes from the environment or standard input, and its absence is an error. Method: standard input is replaced by a file.
#include "main/secret_input.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

namespace bailiwick {
namespace {

struct Typed {
  explicit Typed(const std::string& text) : in(text), before(std::cin.rdbuf(in.rdbuf())) {
    std::cin.clear();
  }
  ~Typed() { std::cin.rdbuf(before); }
  Typed(const Typed&) = delete;
  Typed& operator=(const Typed&) = delete;
  std::istringstream in;
  std::streambuf* before;
};

TEST(SecretInput, TheFirstLineCounts) {
  const Typed typed("one two\r\nthree\n");
  EXPECT_EQ(read_secret("BAILIWICK_NO_SUCH").value_or(""), "one two");
}

TEST(SecretInput, TheEnvironmentComesFirst) {
  const Typed typed("typed\n");
  setenv("BAILIWICK_A_SECRET", "given", 1);
  EXPECT_EQ(read_secret("BAILIWICK_A_SECRET").value_or(""), "given");
  unsetenv("BAILIWICK_A_SECRET");
}

TEST(SecretInput, NothingIsAnError) {
  const Typed typed("");
  const auto none = read_secret("BAILIWICK_NO_SUCH");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().rule, "X053");
}

}  // namespace
}  // namespace bailiwick
