// Goal: everything that an object has can be imported, by the name that the API gives it.
#include "crm/import_field.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(ImportSchema, HasEveryFieldOfTheObjectAndItsIds) {
  for (const ObjectSpec& object : all_objects()) {
    const ImportSchema schema = import_schema(object.kind);
    ASSERT_EQ(schema.fields.size(), object.fields.size() + 2);
    EXPECT_EQ(schema.fields[0].name, kOwnId);
    EXPECT_EQ(schema.fields[1].name, kExternalId);
    for (std::size_t f = 0; f < object.fields.size(); ++f) {
      const ImportField* field = schema.find(object.fields[f].name);
      ASSERT_NE(field, nullptr);
      EXPECT_EQ(field->index, f);
      EXPECT_EQ(field->type, object.fields[f].type);
      EXPECT_EQ(field->choices.size(), object.fields[f].choices.size());
    }
    EXPECT_EQ(schema.find("nothing"), nullptr);
  }
}

TEST(ImportField, IsMadeOfAnOwnField) {
  const ImportField field =
      import_field({.key = "size", .label = "Size", .type = FieldType::kWhole});
  EXPECT_EQ(field.name, "custom.size");
  EXPECT_LT(field.least, field.most);
  EXPECT_EQ(import_field({.key = "a", .label = "A", .text_bytes_max = 9}).most, 9);
}

}  // namespace
}  // namespace bailiwick::crm
