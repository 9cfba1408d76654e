// Goal: the page of settings says what the program does. Method: compared with the file; with UPDATE_DOCS=1 it is written.
#include "platform/config/page.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/repository.hpp"

namespace bailiwick::platform::config {
namespace {

TEST(Page, TheGuideIsMadeFromTheTable) {
  const std::filesystem::path path = testing::repository_folder() / "docs/guide/configuration.md";
  if (std::getenv("UPDATE_DOCS") != nullptr) std::ofstream(path) << configuration_page();
  std::ifstream in(path);
  const std::string file{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_EQ(file, configuration_page())
      << "Run platform_config_test with UPDATE_DOCS=1 and commit the page.";
}

}  // namespace
}  // namespace bailiwick::platform::config
