// Goal: what a record is found by stands in both tables alike, however it came there. Method: records written one by one, together and later are
// compared row by row; a change is compared with a record written anew; a database of the version before is brought up.
#include "crm/record_words.hpp"

#include <set>

#include "crm/beginnings.hpp"
#include "crm/record_store.hpp"
#include "crm/words.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/identity/migrations.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::make_database;
using bailiwick::testing::on_both;
using Rows = std::multiset<std::string>;

class RecordWordsTest : public bailiwick::testing::CrmTest {
 protected:
  static void put(Record& record, std::string_view field, std::string text) {
    record.values[record.object().at(field)] =
        text.empty() ? FieldValue() : FieldValue(std::move(text));
  }
  static Record account(std::string name, std::string city, std::string phone) {
    Record record = blank_record(ObjectKind::kAccount);
    put(record, "name", std::move(name));
    put(record, "city", std::move(city));
    put(record, "phone", std::move(phone));
    return record;
  }
  std::vector<Record> accounts(std::size_t count) {
    std::vector<Record> records;
    for (std::size_t i = 0; i < count; ++i) {
      records.push_back(account("Acme " + std::to_string(i % 7) + " Foods",
                                i % 3 == 0 ? "Utrecht" : "Gent",
                                "+31 30 55512" + std::to_string(i)));
      records.back().id.uuid = world->ids().next();
    }
    return records;
  }
  static Rows rows(db::Database& database, TenantId tenant, const char* what) {
    Rows found;
    const auto note = [&](const db::Row& row) {
      found.insert(RecordId{ObjectKind::kAccount, row.uuid(0)}.text() + " " +
                   std::string(row.text(1)));
    };
    const auto read = database.read([&](db::Connection& connection) -> Result<void> {
      if (std::string_view(what) == "words")
        return connection.query("SELECT record_id, word FROM record_word WHERE tenant_id = $1",
                                {tenant}, note);
      if (std::string_view(what) == "marks")
        return connection.query("SELECT record_id, mark FROM record_mark WHERE tenant_id = $1",
                                {tenant}, note);
      return connection.query(
          "SELECT record_id, words || '|' || marks FROM record_text WHERE tenant_id = $1", {tenant},
          note);
    });
    EXPECT_TRUE(read);
    return found;
  }
  // The words whose row tells something else than how the words of its record begin; all of them are read from record_text.
  static Rows mistold(db::Database& database, TenantId tenant) {
    Rows found;
    const auto read = database.read([&](db::Connection& connection) -> Result<void> {
      return connection.query(
          "SELECT x.words, w.word, w.beginnings FROM record_text x LEFT JOIN record_word w ON "
          "w.tenant_id = x.tenant_id AND w.object = x.object AND w.record_id = x.record_id WHERE "
          "x.tenant_id = $1",
          {tenant}, [&](const db::Row& row) {
            const auto all = words_of(row.text(0), kWordsMax);
            if (row.is_null(2) || row.int64(2) != beginnings_of(all))
              found.insert(std::string(row.text(1)));
          });
    });
    EXPECT_TRUE(read);
    return found;
  }
  // What stands in the tables, after those records were inserted that way, without the records' ids.
  Rows of(TenantId tenant, const char* what) {
    Rows bare;
    for (const std::string& row : rows(world->database(), tenant, what))
      bare.insert(row.substr(row.find(' ')));
    return bare;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, RecordWordsTest, on_both(), dialect_name);

TEST_P(RecordWordsTest, AreTheSameTogetherOneByOneAndLater) {
  const TenantId one = admin.tenant;
  const auto records = accounts(40);
  const auto written = world->database().write([&](db::Connection& connection) -> Result<void> {
    for (const Record& record : records)
      if (const auto done = insert_records(connection, one, {&record, 1}); !done) return done;
    return {};
  });
  ASSERT_TRUE(written);
  const std::vector<Rows> expected = {of(one, "words"), of(one, "marks"), of(one, "texts")};
  ASSERT_EQ(expected[2].size(), records.size());
  EXPECT_EQ(mistold(world->database(), one), Rows());
  ASSERT_GT(expected[0].size(), records.size());
  const auto again = [&](std::size_t at_once) {
    WordsLater later;
    return world->database().write([&](db::Connection& connection) -> Result<void> {
      for (const char* table : {"word", "mark", "text"}) {
        const auto gone =
            table[0] == 'w'
                ? connection.execute("DELETE FROM record_word WHERE tenant_id = $1", {one})
            : table[0] == 'm'
                ? connection.execute("DELETE FROM record_mark WHERE tenant_id = $1", {one})
                : connection.execute("DELETE FROM record_text WHERE tenant_id = $1", {one});
        if (!gone) return tl::unexpected(gone.error());
      }
      for (std::size_t first = 0; first < records.size(); first += at_once) {
        const auto part =
            std::span(records).subspan(first, std::min(at_once, records.size() - first));
        if (const auto done = later.add(connection, one, part, words_of_records(part)); !done)
          return done;
        if (later.record_count() < 15) continue;
        if (const auto done = later.write(connection, one); !done) return done;
      }
      return later.write(connection, one);
    });
  };
  for (const std::size_t at_once : {1, 7, 100}) {
    ASSERT_TRUE(again(at_once));
    EXPECT_EQ(of(one, "words"), expected[0]);
    EXPECT_EQ(of(one, "marks"), expected[1]);
    EXPECT_EQ(of(one, "texts"), expected[2]);
    EXPECT_EQ(mistold(world->database(), one), Rows());
  }
}

TEST_P(RecordWordsTest, FollowAChange) {
  Record record = accounts(1).front();
  const auto changed = world->database().write([&](db::Connection& connection) -> Result<void> {
    if (const auto done = insert_records(connection, admin.tenant, {&record, 1}); !done)
      return done;
    put(record, "name", "Bolt Foods");
    put(record, "city", "");
    put(record, "phone", "+31 30 9999999");
    return replace_words(connection, admin.tenant, record);
  });
  ASSERT_TRUE(changed);
  EXPECT_EQ(of(admin.tenant, "words"), (Rows{" bolt", " foods"}));
  EXPECT_EQ(mistold(world->database(), admin.tenant), Rows()) << "words that stayed too";
  const auto anew = words_of_records({&record, 1}).front();
  Rows marks;
  for (const std::string& mark : anew.marks) marks.insert(" " + mark);
  EXPECT_EQ(of(admin.tenant, "marks"), marks);
  const auto text = rows(world->database(), admin.tenant, "texts");
  ASSERT_EQ(text.size(), 1U);
  EXPECT_TRUE(text.begin()->find(" bolt foods |") != std::string::npos) << *text.begin();
}

TEST_P(RecordWordsTest, AreBroughtUpFromTheVersionBefore) {
  auto before = more_modules();
  ASSERT_EQ(before.back().name, "crm");
  const auto all = before;
  std::erase_if(before.back().migrations, [](const db::Migration& one) { return one.number > 2; });
  auto made = make_database(GetParam());
  ASSERT_TRUE(made.database) << made.fault;
  const std::vector<db::MigrationModule> modules = {platform::audit::audit_migrations(),
                                                    platform::identity::identity_migrations()};
  const auto with = [&](const std::vector<db::MigrationModule>& more) {
    auto together = modules;
    together.insert(together.end(), more.begin(), more.end());
    return together;
  };
  ASSERT_TRUE(db::migrate(*made.database, with(before)));
  const Uuid id = world->ids().next();
  const TenantId tenant = admin.tenant;
  const auto kept = made.database->write([&](db::Connection& connection) -> Result<void> {
    for (const char* word : {"acme", "foods"})
      if (const auto done = connection.execute("INSERT INTO record_word VALUES ($1, 0, $2, $3)",
                                               {tenant, word, id});
          !done)
        return tl::unexpected(done.error());
    for (const char* mark : {"n acme foods", "p 555"})
      if (const auto done = connection.execute("INSERT INTO record_mark VALUES ($1, 0, $2, $3)",
                                               {tenant, mark, id});
          !done)
        return tl::unexpected(done.error());
    return {};
  });
  ASSERT_TRUE(kept);
  ASSERT_TRUE(db::migrate(*made.database, with(all)));
  EXPECT_EQ(mistold(*made.database, tenant), (Rows{"acme", "foods"})) << "it is not known";
  const auto text = rows(*made.database, tenant, "texts");
  ASSERT_EQ(text.size(), 1U);
  const std::string& row = *text.begin();
  EXPECT_TRUE(row.find(" acme ") != std::string::npos) << row;
  EXPECT_TRUE(row.find(" foods ") != std::string::npos) << row;
  auto marks = marks_in(row.substr(row.find('|') + 1));
  std::ranges::sort(marks);
  EXPECT_EQ(marks, (std::vector<std::string>{"n acme foods", "p 555"}));
  Record record = account("Acme Bolt", "", "");
  record.id.uuid = id;
  ASSERT_TRUE(made.database->write(
      [&](db::Connection& connection) { return replace_words(connection, tenant, record); }));
  EXPECT_EQ(mistold(*made.database, tenant), Rows()) << "from the first change on it is";
}

TEST(MarksIn, AreLines) {
  EXPECT_EQ(marks_in("a b\nc"), (std::vector<std::string>{"a b", "c"}));
  EXPECT_TRUE(marks_in("").empty());
}

}  // namespace
}  // namespace bailiwick::crm
