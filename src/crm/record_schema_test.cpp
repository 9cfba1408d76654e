// Goal: the API's schemas take what the services take, and say what they give.
#include "crm/record_schema.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;
using platform::http::mistakes_of;

TEST(RecordSchema, TakesBodiesThatAreRightAndNoOthers) {
  const ObjectSpec& account = object_of(ObjectKind::kAccount);
  const Json good = {{"name", "Acme"},
                     {"city", nullptr},
                     {"annual_revenue", {{"amount", "1"}, {"currency", "EUR"}}},
                     {"custom", {{"x", 1}}},
                     {"territory", "territory_00000000000000000000000001"}};
  EXPECT_TRUE(mistakes_of(new_record_schema(account), good).empty());
  EXPECT_FALSE(mistakes_of(new_record_schema(account), Json::object()).empty())
      << "a name is needed";
  EXPECT_TRUE(mistakes_of(record_patch_schema(account), Json::object()).empty());
  EXPECT_FALSE(mistakes_of(record_patch_schema(account), {{"nmae", "x"}}).empty());
  EXPECT_FALSE(mistakes_of(record_patch_schema(account), {{"kind", "enemy"}}).empty());
}

TEST(RecordSchema, IsThereForEveryObject) {
  for (const ObjectSpec& object : all_objects()) {
    EXPECT_FALSE(mistakes_of(record_schema(object), Json::object()).empty()) << object.name;
    EXPECT_TRUE(mistakes_of(record_patch_schema(object), Json::object()).empty()) << object.name;
  }
}

}  // namespace
}  // namespace bailiwick::crm
