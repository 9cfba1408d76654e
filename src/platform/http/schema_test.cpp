// Goal: schemas are values: what is made of one leaves it as it was.
#include "platform/http/schema.hpp"

#include <gtest/gtest.h>

#include "platform/http/schema_node.hpp"

namespace bailiwick::platform::http {
namespace {

TEST(Schema, describing_and_allowing_null_make_copies) {
  const Schema plain = integer(1, 9);
  const Schema other = plain.described("a digit").nullable();
  EXPECT_TRUE(plain.node().description.empty());
  EXPECT_FALSE(plain.node().is_nullable);
  EXPECT_EQ(other.node().description, "a digit");
  EXPECT_TRUE(other.node().is_nullable);
  EXPECT_EQ(other.node().integer_max, 9);
}

TEST(Schema, fields_are_required_unless_said_otherwise_and_keep_their_order) {
  const Schema schema = object("Pair", {{"b", text()}, {"a", text(), kOptional}});
  ASSERT_EQ(schema.node().fields.size(), 2U);
  EXPECT_EQ(schema.node().fields[0].name, "b");
  EXPECT_TRUE(schema.node().fields[0].is_required);
  EXPECT_FALSE(schema.node().fields[1].is_required);
}

TEST(Schema, a_page_has_items_and_perhaps_a_cursor) {
  const Schema page = page_of("PersonPage", object("Person", {{"id", id("person")}}));
  EXPECT_EQ(page.node().fields[0].name, "items");
  EXPECT_TRUE(page.node().fields[0].is_required);
  EXPECT_EQ(page.node().fields[1].name, "next");
  EXPECT_FALSE(page.node().fields[1].is_required);
}

}  // namespace
}  // namespace bailiwick::platform::http
