// Goal: states and modes are read back from their words.
#include "crm/import_model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(ImportWords, AreReadBack) {
  for (int state = 0; state <= static_cast<int>(ImportState::kFailed); ++state) {
    const auto import_state = static_cast<ImportState>(state);
    EXPECT_EQ(parse_import_state(name_of(import_state)), import_state);
  }
  for (const ImportMode mode : {ImportMode::kAllOrNothing, ImportMode::kGoodRows})
    EXPECT_EQ(parse_import_mode(name_of(mode)), mode);
  EXPECT_FALSE(parse_import_state("lost"));
  EXPECT_FALSE(parse_import_mode(""));
}

}  // namespace
}  // namespace bailiwick::crm
