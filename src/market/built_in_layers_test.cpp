// Goal: built-in layers are found by key, and what is missing of them is told. Method: an empty folder, and one that fills up.
#include "market/built_in_layers.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "platform/files/scratch_folder.hpp"

namespace bailiwick::market {
namespace {

TEST(BuiltInLayers, MissingFilesAreTold) {
  const platform::files::testing::ScratchFolder folder;
  const BuiltInLayer* zips = find_built_in("us_zip");
  ASSERT_NE(zips, nullptr);
  EXPECT_EQ(missing_files(*zips, folder.path()).size(), 2U) << "counties too: cells need them";
  std::ofstream(folder.path() / "us_county.topojson") << "{}";
  EXPECT_EQ(missing_files(*zips, folder.path()), std::vector<std::string>{"us_zip.csv"});
  EXPECT_TRUE(missing_files(*find_built_in("us_county"), folder.path()).empty());
  EXPECT_EQ(find_built_in("mars"), nullptr);
  EXPECT_TRUE(request_of(*zips).cells);
  EXPECT_FALSE(request_of(*find_built_in("us_county")).cells);
}

}  // namespace
}  // namespace bailiwick::market
