// Goal: a merge takes what was asked and what was missing, and gives back exactly that. Method: records of accounts with own fields; what changed between.
#include "crm/merge_fields.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

struct World {
  std::vector<CustomField> custom = {{.key = "size", .label = "Size"}};
  Record kept = blank_record(ObjectKind::kAccount);
  Record other = blank_record(ObjectKind::kAccount);

  World() {
    kept.id.uuid.bytes[0] = 1;
    other.id.uuid.bytes[0] = 2;
    set(kept, "name", std::string("Acme"));
    set(kept, "phone", std::string("1"));
    set(other, "name", std::string("ACME"));
    set(other, "phone", std::string("2"));
    set(other, "employees", std::int64_t{7});
    other.custom["size"] = std::string("L");
  }
  static void set(Record& record, std::string_view field, FieldValue value) {
    record.values[record.object().at(field)] = std::move(value);
  }
};

TEST(MergeFields, TakesWhatIsAskedAndWhatIsMissing) {
  World world;
  const auto taken = take_fields(world.kept, world.other, world.custom, {"phone"});
  ASSERT_TRUE(taken);
  EXPECT_EQ(Json::parse(*taken), Json::parse(R"({"phone": {"before": "1", "after": "2"},
      "employees": {"before": null, "after": 7}, "custom.size": {"before": null, "after": "L"}})"));
  EXPECT_EQ(std::get<std::string>(world.kept.value("name")), "Acme");
  EXPECT_EQ(std::get<std::string>(world.kept.value("phone")), "2");
}

TEST(MergeFields, GivesBackWhatIsStillAsItWasTaken) {
  World world;
  const Record before = world.kept;
  const auto taken = take_fields(world.kept, world.other, world.custom, {"phone", "name"});
  ASSERT_TRUE(taken);
  Record changed = world.kept;
  EXPECT_TRUE(give_back(world.kept, world.custom, *taken).empty());
  EXPECT_EQ(world.kept.values, before.values);
  EXPECT_EQ(world.kept.custom, before.custom);
  World::set(changed, "phone", std::string("3"));
  EXPECT_EQ(give_back(changed, world.custom, *taken), std::vector<std::string>{"phone"});
  EXPECT_EQ(std::get<std::string>(changed.value("phone")), "3");
}

TEST(MergeFields, TakesNoFieldThatThereIsNot) {
  World world;
  EXPECT_EQ(take_fields(world.kept, world.other, world.custom, {"custom.nothing"}).error().rule,
            "R008");
}

TEST(MergeFields, TakesNoParentThatIsOneOfTheTwo) {
  World world;
  World::set(world.other, "parent", world.kept.id.uuid);
  const auto taken = take_fields(world.kept, world.other, world.custom, {"parent"});
  ASSERT_TRUE(taken);
  EXPECT_TRUE(is_empty(world.kept.value("parent")));
}

}  // namespace
}  // namespace bailiwick::crm
