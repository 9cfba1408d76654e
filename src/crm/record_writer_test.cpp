// Goal: a batch adds what is new, changes what differs, leaves what is the same, and refuses single records without touching the others.
#include "crm/record_writer.hpp"

#include "crm/import_salesforce.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using What = Written::What;

class RecordWriterTest : public bailiwick::testing::CrmTest {
 protected:
  Record account(const std::string& external_id, const std::string& name, std::int64_t employees) {
    Record record = blank_record(ObjectKind::kAccount);
    record.external_id = external_id;
    if (!name.empty()) record.values[record.object().at("name")] = name;
    record.values[record.object().at("employees")] = employees;
    return record;
  }
  std::vector<Written> write(const std::vector<Record>& batch, bool is_dry = false,
                             const std::vector<std::size_t>& fields_of_new = {},
                             bool is_salesforce = false) {
    const ObjectSpec& object = object_of(ObjectKind::kAccount);
    const std::vector<std::size_t> fields = {object.at("name"), object.at("parent"),
                                             object.at("employees")};
    const BatchWriter writer(world->ids(), world->clock());
    const auto written = world->database().write([&](platform::db::Connection& connection) {
      return writer.write(connection, {.actor = {admin.tenant, admin.person},
                                       .object = ObjectKind::kAccount,
                                       .fields = fields,
                                       .fields_of_new = fields_of_new,
                                       .custom_keys = {},
                                       .records = batch,
                                       .is_dry = is_dry,
                                       .is_salesforce = is_salesforce});
    });
    EXPECT_TRUE(written) << written.error().message;
    return written ? *written : std::vector<Written>(batch.size());
  }
  static std::vector<What> whats(const std::vector<Written>& written) {
    std::vector<What> all;
    for (const Written& one : written) all.push_back(one.what);
    return all;
  }
};

using Whats = std::vector<What>;

INSTANTIATE_TEST_SUITE_P(Both, RecordWriterTest, on_both(), dialect_name);

TEST_P(RecordWriterTest, SetsSomeFieldsInNewRecordsAlone) {
  const std::size_t city = object_of(ObjectKind::kAccount).at("city");
  const auto in = [&](const std::string& place) {
    Record record = account("A1", "Acme", 1);
    record.values[city] = place;
    return record;
  };
  EXPECT_EQ(whats(write({in("Utrecht")}, false, {city})), Whats{What::kAdded});
  EXPECT_EQ(whats(write({in("Delft")}, false, {city})), Whats{What::kUnchanged});
  EXPECT_EQ(titles(admin, {.where = R"([{"field":"city","is":"eq","value":"Utrecht"}])"}).size(),
            1U);
}

TEST_P(RecordWriterTest, AddsChangesAndLeaves) {
  const std::vector<Record> batch = {account("A1", "Acme", 1), account("A2", "Bolt", 2),
                                     account("", "Cog", 3)};
  EXPECT_EQ(whats(write(batch, true)), (Whats{What::kAdded, What::kAdded, What::kAdded}));
  EXPECT_TRUE(titles(admin, {}).empty()) << "a rehearsal writes nothing";
  EXPECT_EQ(whats(write(batch)), (Whats{What::kAdded, What::kAdded, What::kAdded}));
  EXPECT_EQ(titles(admin, {.words = "bolt"}).size(), 1U) << "search finds it";
  EXPECT_EQ(whats(write({account("A1", "Acme", 1), account("A2", "Bolt", 5)})),
            (Whats{What::kUnchanged, What::kUpdated}));
  EXPECT_EQ(titles(admin, {}).size(), 3U);
  EXPECT_EQ(titles(admin, {.where = R"([{"field":"employees","is":"eq","value":5}])"}).size(), 1U);
}

TEST_P(RecordWriterTest, FindsASalesforceIdThatWasStoredInItsShortForm) {
  const std::string stored = "0015g00000aBcDE";
  const std::string other = "0015g00000ABCDE";  // another one, but for the case
  const std::string given = long_salesforce_id(stored).value();
  write({account(stored, "Acme", 1), account(other, "Bolt", 2)});
  EXPECT_EQ(whats(write({account(given, "Acme", 5)}, true)), Whats{What::kAdded})
      << "in a file that is not Salesforce's";
  EXPECT_EQ(whats(write({account(given, "Acme", 5)}, false, {}, true)), Whats{What::kUpdated});
  EXPECT_EQ(titles(admin, {}).size(), 2U);
  EXPECT_EQ(records().list(admin, {.words = "acme"})->items[0].record.external_id, given)
      << "it has the long form from now on";
  EXPECT_EQ(whats(write({account(given, "Acme", 5)}, false, {}, true)), Whats{What::kUnchanged});
}

TEST_P(RecordWriterTest, LeavesWhatItDoesNotSet) {
  const Json acme = add(admin, ObjectKind::kAccount,
                        {{"name", "Acme"}, {"external_id", "A1"}, {"city", "Delft"}});
  EXPECT_EQ(whats(write({account("A1", "Acme two", 9)})), Whats{What::kUpdated});
  const Json now = json_of(*records().record(admin, id_of(acme)));
  EXPECT_EQ(now.at("city"), "Delft");
  EXPECT_EQ(now.at("name"), "Acme two");
}

TEST_P(RecordWriterTest, RefusesSingleRecords) {
  const Json gone = add(admin, ObjectKind::kAccount, {{"name", "Gone"}, {"external_id", "G1"}});
  ASSERT_TRUE(records().hide(admin, id_of(gone), std::nullopt));
  Record unknown = account("", "Unknown", 1);
  unknown.id.uuid.bytes[0] = 9;
  const auto written =
      write({account("N1", "", 1), account("G1", "Gone", 1), unknown, account("A1", "Acme", 1)});
  EXPECT_EQ(whats(written), (Whats{What::kRefused, What::kRefused, What::kRefused, What::kAdded}));
  EXPECT_EQ(written[0].refusal->rule + written[0].field, "R002name");
  EXPECT_EQ(written[1].refusal->rule, "R009");
  EXPECT_EQ(written[2].refusal->rule, "R001");
  EXPECT_EQ(titles(admin, {}), std::vector<std::string>{"Acme"});
}

TEST_P(RecordWriterTest, RefusesACircleOfParents) {
  const Json a = add(admin, ObjectKind::kAccount, {{"name", "A"}, {"external_id", "A"}});
  add(admin, ObjectKind::kAccount, {{"name", "B"}, {"external_id", "B"}, {"parent", a.at("id")}});
  const auto b = records().list(admin, {.words = "b"})->items[0].record.id;
  Record below = account("A", "A", 0);
  below.values[below.object().at("parent")] = b.uuid;
  EXPECT_EQ(write({below})[0].refusal->rule, "R013");
}

}  // namespace
}  // namespace bailiwick::crm
