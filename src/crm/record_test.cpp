// Goal: a record's id names its kind, and its title is what people call it.
#include "crm/record.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(RecordId, IsReadBackForItsOwnKindAlone) {
  const RecordId id{.kind = ObjectKind::kLead, .uuid = {{1, 2, 3}}};
  EXPECT_TRUE(id.text().starts_with("lead_"));
  EXPECT_EQ(RecordId::parse(ObjectKind::kLead, id.text()), id);
  EXPECT_FALSE(RecordId::parse(ObjectKind::kTask, id.text()));
  for (const char* wrong : {"", "lead", "lead_", "lead_0", "leads_00000000000000000000000000"})
    EXPECT_FALSE(RecordId::parse(ObjectKind::kLead, wrong)) << wrong;
}

TEST(Record, IsCalledByItsTitleFields) {
  Record contact = blank_record(ObjectKind::kContact);
  EXPECT_EQ(contact.title(), "");
  contact.values[contact.object().at("last_name")] = "Jansen";
  EXPECT_EQ(contact.title(), "Jansen");
  contact.values[contact.object().at("first_name")] = "An";
  EXPECT_EQ(contact.title(), "An Jansen");
}

}  // namespace
}  // namespace bailiwick::crm
