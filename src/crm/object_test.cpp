// Goal: the descriptions of the objects are sound: whatever is made from them may rely on it.
#include "crm/object.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bailiwick::crm {
namespace {

TEST(Objects, HaveDistinctNamesAndAreFoundByThem) {
  std::set<std::string_view> words;
  for (const ObjectSpec& object : all_objects()) {
    EXPECT_TRUE(words.insert(object.name).second);
    EXPECT_TRUE(words.insert(object.plural).second);
    EXPECT_EQ(find_object(object.name), &object_of(object.kind));
    EXPECT_EQ(find_object(object.plural), &object_of(object.kind));
  }
  EXPECT_EQ(words.size(), 2 * kObjectCount);
  EXPECT_EQ(import_objects().size(), kImportObjectCount);
  for (const ObjectSpec& object : import_objects()) {
    EXPECT_EQ(find_import_object(object.plural), &object_of(object.kind));
    EXPECT_EQ(find_object(object.name) == nullptr, is_of_alignment(object.kind)) << object.name;
  }
  EXPECT_EQ(find_object("acount"), nullptr);
}

TEST(Objects, HaveFieldsThatAreNamedOnceAndAsTheirColumn) {
  for (const ObjectSpec& object : all_objects()) {
    std::set<std::string_view> names = {"id",      "external_id", "custom",
                                        "version", "labels",      "title"};
    for (const FieldSpec& field : object.fields) {
      EXPECT_TRUE(names.insert(field.name).second) << object.name << "." << field.name;
      EXPECT_EQ(field.name, field.column.text());
      EXPECT_EQ(object.index_of(field.name).has_value(), true);
    }
    EXPECT_FALSE(object.index_of("nothing"));
  }
}

TEST(Objects, SayOfEachTypeWhatItNeeds) {
  for (const ObjectSpec& object : all_objects())
    for (const FieldSpec& field : object.fields) {
      EXPECT_EQ(field.type == FieldType::kMoney, !field.currency_column.text().empty())
          << field.name;
      EXPECT_EQ(field.type == FieldType::kRecord, field.refers_to.has_value()) << field.name;
      EXPECT_EQ(field.type == FieldType::kChoice, !field.choices.empty()) << field.name;
      EXPECT_EQ(field.type == FieldType::kText || field.type == FieldType::kWhole ||
                    field.type == FieldType::kDecimal,
                field.most > field.least)
          << field.name;
      if (field.is_searched) {
        EXPECT_EQ(field.type, FieldType::kText) << field.name;
      }
    }
}

TEST(Objects, BelongToAccountsThroughAReferenceToOne) {
  for (const ObjectSpec& object : all_objects()) {
    EXPECT_FALSE(object.title.empty());
    for (const std::string_view field : object.title) EXPECT_TRUE(object.index_of(field));
    if (object.account_field) {
      EXPECT_EQ(object.fields[*object.account_field].refers_to, ObjectKind::kAccount);
    }
    if (object.owner_field) {
      EXPECT_EQ(object.fields[*object.owner_field].type, FieldType::kPerson);
    }
  }
}

TEST(FieldTypes, AreReadBackFromTheirNames) {
  for (int type = 0; type <= static_cast<int>(FieldType::kTerritory); ++type) {
    const auto field_type = static_cast<FieldType>(type);
    EXPECT_EQ(parse_field_type(name_of(field_type)), field_type);
  }
  EXPECT_FALSE(parse_field_type("number"));
}

}  // namespace
}  // namespace bailiwick::crm
