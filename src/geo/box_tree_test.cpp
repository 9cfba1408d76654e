// Goal: exactly the boxes that touch a box are found. Method: against looking at every box, for many random boxes; and the rims.
#include "geo/box_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

std::vector<std::int32_t> found_in(const BoxTree& tree, const Box& box) {
  std::vector<std::int32_t> found;
  tree.each_touching(box, [&](std::int32_t i) { found.push_back(i); });
  std::sort(found.begin(), found.end());
  return found;
}

TEST(BoxTree, FindsWhatTouchesAndNothingElse) {
  Rng rng(7);
  const auto random_box = [&rng](double size) {
    const double x = static_cast<double>(rng.below(1'000));
    const double y = static_cast<double>(rng.below(1'000));
    return Box{x, y, x + size * static_cast<double>(rng.below(10)),
               y + size * static_cast<double>(rng.below(10))};
  };
  for (const std::size_t count : {0U, 1U, 16U, 17U, 300U, 5'000U}) {
    std::vector<Box> boxes(count);
    for (std::size_t i = 0; i < count; ++i)
      if (i % 7 != 3) boxes[i] = random_box(2.0);
    const BoxTree tree(boxes);
    for (int question = 0; question < 200; ++question) {
      const Box box = random_box(10.0);
      std::vector<std::int32_t> expected;
      for (std::size_t i = 0; i < count; ++i)
        if (!boxes[i].is_empty() && boxes[i].touches(box))
          expected.push_back(static_cast<std::int32_t>(i));
      EXPECT_EQ(found_in(tree, box), expected);
    }
  }
}

TEST(BoxTree, RimsBelongToBoxes) {
  const std::vector<Box> boxes = {{0, 0, 1, 1}, {1, 1, 2, 2}, {}};
  const BoxTree tree(boxes);
  EXPECT_EQ(found_in(tree, {1, 1, 1, 1}), (std::vector<std::int32_t>{0, 1}));
  EXPECT_TRUE(found_in(tree, Box()).empty());
}

}  // namespace
}  // namespace bailiwick::geo
