// Goal: the folder that is configured is taken. Method: one that is named; without, one that exists or none.
#include "main/layers_folder.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

TEST(LayersFolder, WhatIsConfiguredIsTaken) {
  platform::config::Config config;
  config.market_layers_folder = "/srv/layers";
  EXPECT_EQ(layers_folder(config), "/srv/layers");
  const auto beside = layers_folder({});
  EXPECT_TRUE(beside.empty() || std::filesystem::is_directory(beside));
}

}  // namespace
}  // namespace bailiwick
