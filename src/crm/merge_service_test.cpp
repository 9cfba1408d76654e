// Goal: a merge makes one of two with all that belongs to them, and undoing it brings back both as they were, but for what has changed since.
// Method: worlds with records of every object; each compared before, between and after.
#include "crm/merge_service.hpp"

#include "crm/duplicate_service.hpp"
#include "crm/record_finder.hpp"
#include "crm/record_writer.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Principal;

class MergeServiceTest : public bailiwick::testing::CrmTest {
 protected:
  MergeService merges() { return MergeService(parts()); }
  Result<Merge> merge(const Json& kept, const Json& other, std::vector<std::string> fields = {}) {
    return merges().merge(admin, {.kept = id_of(kept),
                                  .other = id_of(other).uuid,
                                  .fields = std::move(fields),
                                  .version = std::nullopt});
  }
  // A record without what every change renews.
  Json content(const Json& record) {
    const auto page = records().record(admin, id_of(record));
    if (!page) return page.error().rule;
    Json json = json_of(*page);
    json.erase("version");
    json.erase("updated_at");
    return json;
  }
  Json account_of(const Json& record) { return content(record).value("account", ""); }
};

INSTANTIATE_TEST_SUITE_P(Both, MergeServiceTest, on_both(), dialect_name);

TEST_P(MergeServiceTest, MovesEverythingAndBringsItBack) {
  const Json kept = add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"phone", "1"}});
  const Json other =
      add(admin, ObjectKind::kAccount, {{"name", "ACME"}, {"phone", "2"}, {"industry", "Food"}});
  const Json of = other.at("id");
  const Json child = add(admin, ObjectKind::kAccount, {{"name", "Child"}, {"parent", of}});
  const Json contact =
      add(admin, ObjectKind::kContact, {{"account", of}, {"last_name", "Lovelace"}});
  const Json deal = add(admin, ObjectKind::kOpportunity,
                        {{"account", of}, {"name", "Deal"}, {"stage", "standard.needs"}});
  const Json note = add(admin, ObjectKind::kNote, {{"account", of}, {"subject", "Note"}});
  const std::vector<Json> everything = {kept, other, child, contact, deal, note};
  std::vector<Json> before;
  for (const Json& record : everything) before.push_back(content(record));

  const auto merged = merge(kept, other, {"phone"});
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(merged->references, 4);
  EXPECT_EQ(content(other), "R001");
  EXPECT_EQ(content(kept).at("phone"), "2");
  EXPECT_EQ(content(kept).at("industry"), "Food");
  EXPECT_EQ(content(kept).at("name"), "Acme");
  for (const Json& record : {contact, deal, note}) EXPECT_EQ(account_of(record), kept.at("id"));
  EXPECT_EQ(content(child).at("parent"), kept.at("id"));
  const auto list = merges().merges(admin, id_of(kept));
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 1U);
  EXPECT_EQ(list->front().other_title, "ACME");
  EXPECT_EQ(list->front().references, 4);

  const auto undone = merges().undo(admin, id_of(kept), merged->id);
  ASSERT_TRUE(undone) << undone.error().message;
  EXPECT_TRUE(undone->kept_changes.empty());
  EXPECT_EQ(undone->references, 4);
  EXPECT_EQ(undone->lost_references, 0);
  for (std::size_t r = 0; r < everything.size(); ++r)
    EXPECT_EQ(content(everything[r]), before[r]) << r;
  EXPECT_TRUE(merges().merges(admin, id_of(kept))->empty());
  EXPECT_EQ(merges().undo(admin, id_of(kept), merged->id).error().rule, "R001") << "once";
  EXPECT_TRUE(DuplicateService(parts()).pairs_of(admin, id_of(kept))->empty())
      << "whoever takes two apart says that they are two";
}

TEST_P(MergeServiceTest, LeavesWhatChangedSinceAndSaysSo) {
  const Json kept = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const Json other = add(admin, ObjectKind::kAccount, {{"name", "ACME"}, {"phone", "2"}});
  const Json third = add(admin, ObjectKind::kAccount, {{"name", "Third"}});
  const Json note = add(admin, ObjectKind::kNote, {{"account", other.at("id")}, {"subject", "N"}});
  const auto merged = merge(kept, other);
  ASSERT_TRUE(merged) << merged.error().message;
  ASSERT_TRUE(records().change(admin, id_of(kept), std::nullopt, {{"phone", "3"}}));
  ASSERT_TRUE(records().change(admin, id_of(note), std::nullopt, {{"account", third.at("id")}}));
  const auto undone = merges().undo(admin, id_of(kept), merged->id);
  ASSERT_TRUE(undone) << undone.error().message;
  EXPECT_EQ(undone->kept_changes, std::vector<std::string>{"phone"});
  EXPECT_EQ(undone->lost_references, 1);
  EXPECT_EQ(content(kept).at("phone"), "3");
  EXPECT_EQ(account_of(note), third.at("id"));
}

TEST_P(MergeServiceTest, UndoesInAnyOrder) {
  const Json kept = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const Json first = add(admin, ObjectKind::kAccount, {{"name", "ACME"}});
  const Json second = add(admin, ObjectKind::kAccount, {{"name", "acme"}});
  const Json of_first =
      add(admin, ObjectKind::kNote, {{"account", first.at("id")}, {"subject", "1"}});
  const Json of_second =
      add(admin, ObjectKind::kNote, {{"account", second.at("id")}, {"subject", "2"}});
  const auto one = merge(kept, first);
  const auto two = merge(kept, second);
  ASSERT_TRUE(one && two);
  ASSERT_TRUE(merges().undo(admin, id_of(kept), one->id));
  EXPECT_EQ(account_of(of_first), first.at("id"));
  EXPECT_EQ(account_of(of_second), kept.at("id"));
  ASSERT_TRUE(merges().undo(admin, id_of(kept), two->id));
  EXPECT_EQ(account_of(of_second), second.at("id"));
}

TEST_P(MergeServiceTest, RefusesWhatWouldLoseSomething) {
  const Json top = add(admin, ObjectKind::kAccount, {{"name", "Top"}});
  const Json middle =
      add(admin, ObjectKind::kAccount, {{"name", "Middle"}, {"parent", top.at("id")}});
  const Json leaf =
      add(admin, ObjectKind::kAccount, {{"name", "Leaf"}, {"parent", middle.at("id")}});
  EXPECT_EQ(merge(leaf, top).error().rule, "R030");
  EXPECT_EQ(merge(middle, top).error().rule, "R030");
  EXPECT_EQ(merge(top, top).error().rule, "R029");
  const Json note = add(admin, ObjectKind::kNote, {{"account", top.at("id")}, {"subject", "N"}});
  EXPECT_EQ(merge(note, note).error().rule, "R029");
  EXPECT_EQ(merge(top, leaf, {"shoe_size"}).error().rule, "R008");
  EXPECT_EQ(merges().merge(admin, {id_of(top), id_of(leaf).uuid, {}, std::int64_t{9}}).error().rule,
            "R010");
  ASSERT_TRUE(merge(top, leaf));
  EXPECT_EQ(merge(top, leaf).error().rule, "R001") << "it is hidden";
  EXPECT_EQ(content(middle).at("parent"), top.at("id"));
}

TEST_P(MergeServiceTest, IsForWhoeverSeesBothAndMayWrite) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  const auto in = [&](const Region& region, const std::string& name) {
    return add(admin, ObjectKind::kAccount,
               {{"name", name}, {"territory", region.territory.text()}});
  };
  const Json own = in(north, "Acme");
  const Json foreign = in(south, "ACME");
  const auto as = [&](const Principal& who, const Json& kept, const Json& other) {
    return merges().merge(who, {id_of(kept), id_of(other).uuid, {}, std::nullopt}).error().rule;
  };
  EXPECT_EQ(as(north.rep.principal, own, foreign), "R001");
  EXPECT_EQ(as(north.rep.principal, foreign, own), "R001");
  EXPECT_EQ(merges().merges(north.rep.principal, id_of(foreign)).error().rule, "R001");
  Principal nobody = admin;
  nobody.permissions = {};
  EXPECT_EQ(as(nobody, own, foreign), "I001");
  EXPECT_EQ(merges().undo(nobody, id_of(own), {}).error().rule, "I001");
  EXPECT_EQ(merges().merges(nobody, id_of(own)).error().rule, "I001");
}

TEST_P(MergeServiceTest, ImportsGoOnToTheKeptRecord) {
  const Json kept = add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"external_id", "A1"}});
  const Json other = add(admin, ObjectKind::kAccount, {{"name", "ACME"}, {"external_id", "A2"}});
  ASSERT_TRUE(merge(kept, other));
  const ObjectSpec& object = object_of(ObjectKind::kAccount);
  const std::vector<std::size_t> fields = {object.at("name"), object.at("employees")};
  const auto row = [&](const std::string& external_id, std::int64_t employees) {
    Record record = blank_record(ObjectKind::kAccount);
    record.external_id = external_id;
    record.values[fields[0]] = std::string("Acme");
    record.values[fields[1]] = employees;
    return record;
  };
  const std::vector<Record> batch = {row("A1", 1), row("A2", 2)};
  const BatchWriter writer(world->ids(), world->clock());
  const auto written = world->database().write([&](platform::db::Connection& connection) {
    return writer.write(connection, {.actor = {admin.tenant, admin.person},
                                     .object = ObjectKind::kAccount,
                                     .fields = fields,
                                     .custom_keys = {},
                                     .records = batch});
  });
  ASSERT_TRUE(written) << written.error().message;
  for (const Written& one : *written) EXPECT_EQ(one.what, Written::What::kUpdated);
  EXPECT_EQ(content(kept).at("employees"), 2);
  EXPECT_EQ(content(kept).at("external_id"), "A1");
  const RecordFinder finder(world->clock());
  const std::vector<std::string> texts = {"A2", other.at("id")};
  const auto answers = world->database().read([&](platform::db::Connection& connection) {
    return finder.find(connection, {admin.tenant, admin.person}, {.object = ObjectKind::kAccount},
                       texts);
  });
  ASSERT_TRUE(answers);
  for (const ReferenceAnswer& answer : *answers) EXPECT_EQ(answer.id, id_of(kept).uuid);
}

}  // namespace
}  // namespace bailiwick::crm
