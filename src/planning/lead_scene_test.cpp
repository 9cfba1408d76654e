// Goal: what decisions go by is never old, and is not read anew without need. Method: each kind of change, and the scene after it.
#include "planning/lead_scene.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadSceneTest : public bailiwick::testing::LeadTest {
 protected:
  std::shared_ptr<const LeadScene> scene() {
    const auto read = world->database().read([&](platform::db::Connection& connection) {
      return desk->scene(connection, admin.tenant);
    });
    EXPECT_TRUE(read) << read.error().message;
    return read ? *read : nullptr;
  }
};

TEST_P(LeadSceneTest, ItIsKeptUntilSomethingChanges) {
  put_policy();
  const auto first = scene();
  ASSERT_TRUE(first);
  EXPECT_EQ(scene(), first);
  EXPECT_EQ(first->people.at(north).owner, anna.person);
  EXPECT_EQ(first->people.at(north).overlays.size(), 2U);
  ASSERT_TRUE(first->book);
  // An account elsewhere is a change of the alignment, and no reason to compile rules.
  add_account({{"name", "Acme"}}, north);
  const auto second = scene();
  EXPECT_NE(second, first);
  EXPECT_EQ(second->book, first->book);
  const auto dirk = seat("dirk", south, alignment::Part::kOwner);
  EXPECT_EQ(scene()->people.at(south).owner, dirk.person);
  add(formula(south, "country == \"BE\""));
  ASSERT_EQ(activate(today), "");
  EXPECT_NE(scene()->book, first->book);
  put_policy([](LeadPolicy& policy) { policy.protect = "is_key_account"; });
  EXPECT_TRUE(scene()->protect);
  const auto before = scene();
  pass(24 * 60);
  EXPECT_NE(scene()->day, before->day);
}

TEST_P(LeadSceneTest, AFormulaThatDoesNotFitAnyMoreProtectsNobody) {
  const LeadPolicy policy{.protect = "gone > 5"};
  EXPECT_FALSE(protection_of(policy, {}));
  EXPECT_FALSE(protection_of(LeadPolicy{}, {}));
}

INSTANTIATE_TEST_SUITE_P(Both, LeadSceneTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
