// Goal: what stands for a value that is missing is something the row says itself, and nothing is invented beside that.
#include "crm/import_stand_in.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

Record record_saying(ObjectKind kind,
                     const std::vector<std::pair<std::string, std::string>>& said) {
  Record record = blank_record(kind);
  for (const auto& [field, text] : said) record.values[record.object().at(field)] = text;
  return record;
}
// "text (from)"; empty: nothing.
std::string stands(const Record& record, std::string_view field, std::string_view kind = {}) {
  const auto found = stand_in(record, field, kind);
  return found ? found->text + " (" + std::string(found->from) + ")" : "";
}

TEST(StandIn, OfAContactIsItsFirstNameOrItsAddress) {
  using enum ObjectKind;
  EXPECT_EQ(
      stands(record_saying(kContact, {{"first_name", "Jan"}, {"email", "j@x.nl"}}), "last_name"),
      "Jan (first_name)");
  EXPECT_EQ(stands(record_saying(kContact, {{"email", "jan.bos@x.nl"}}), "last_name"),
            "jan.bos (email)");
  EXPECT_EQ(stands(record_saying(kContact, {{"phone", "12"}}), "last_name"), "");
  EXPECT_EQ(stands(record_saying(kContact, {{"first_name", "Jan"}}), "account"), "");
}

TEST(StandIn, OfALeadIsItsPerson) {
  using enum ObjectKind;
  EXPECT_EQ(stands(record_saying(kLead, {{"first_name", "Jan"}, {"last_name", "Bos"}}), "company"),
            "Jan Bos (name)");
  EXPECT_EQ(stands(record_saying(kLead, {{"email", "j@x.nl"}}), "company"), "j@x.nl (email)");
  EXPECT_EQ(stands(record_saying(kLead, {}), "company"), "");
}

TEST(StandIn, OfASubjectIsTheKindOrTheFirstLine) {
  using enum ObjectKind;
  EXPECT_EQ(stands(record_saying(kTask, {}), "subject", "Call"), "Call (kind)");
  EXPECT_EQ(stands(record_saying(kNote, {{"description", "Likes tea.\nAnd cake."}}), "subject"),
            "Likes tea. (description)");
  EXPECT_EQ(stands(record_saying(kActivity, {}), "subject"), "(no subject) (nothing)");
  const std::string longest(kSubjectBytesMax, 'a');
  EXPECT_EQ(stands(record_saying(kNote, {{"description", longest}}), "subject"),
            longest + " (description)");
  EXPECT_EQ(stands(record_saying(kNote, {{"description", longest + "a"}}), "subject"),
            longest + "\u2026 (description)");
}

}  // namespace
}  // namespace bailiwick::crm
