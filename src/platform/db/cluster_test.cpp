// Goal: on three PostgreSQL servers tenants are moved while they are written to, nothing acknowledged is lost or doubled, and reports see
// all nodes. Method: three servers of our own on loopback; one writer a tenant, which counts what was acknowledged.
#include "platform/db/cluster.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE firm (tenant_id {id} NOT NULL PRIMARY KEY, name {text}){strict};\n"
    "CREATE TABLE entry (tenant_id {id} NOT NULL REFERENCES firm (tenant_id), n {int64} NOT NULL,\n"
    "  PRIMARY KEY (tenant_id, n)){strict};\n";

std::vector<MigrationModule> modules() {
  return {db_migrations(),
          {.name = "t", .migrations = {{.number = 1, .name = "t", .sql = kTables}}}};
}

TenantId tenant(std::uint8_t last) {
  Uuid uuid;
  uuid.bytes[0] = 0xC0;
  uuid.bytes[15] = last;
  return TenantId(uuid);
}

const WallClock kClock = [] { return Instant(1'800'000'000'000'000); };
const auto kPause = [] {
  std::this_thread::sleep_for(Directory::kLookAgain + std::chrono::milliseconds(500));
};

Result<std::int64_t> count(Database& database, SqlView sql, const TenantId& of) {
  const auto found = database.read([&](Connection& c) {
    return query_one(c, sql, {of}, [](const Row& row) { return row.int64(0); });
  });
  if (!found) return tl::unexpected(found.error());
  return found->value_or(-1);
}

class ClusterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
    for (auto& server : servers_) server = std::make_unique<testing::PostgresCluster>();
    for (auto& server : servers_) ASSERT_EQ(server->fault(), "");
    auto opened = Directory::open({.location = servers_[0]->make_database()});
    ASSERT_TRUE(opened) << opened.error().message;
    directory_ = std::move(*opened);
    ASSERT_TRUE(migrate(directory_->installation(), modules()));
    const auto started = init_cluster(*directory_, "first", kClock);
    ASSERT_TRUE(started) << started.error().message;
    for (const auto& [name, server] : {std::pair("second", 1U), std::pair("third", 2U)}) {
      const auto added =
          add_node(*directory_, {.name = name, .location = servers_[server]->make_database()},
                   modules(), kClock);
      ASSERT_TRUE(added) << added.error().message;
    }
  }
  std::string rule_of_move(const TenantId& of, const std::string& node) {
    const auto moved = move_tenant(*directory_, {.tenant = of, .node_name = node}, kClock, kPause);
    return moved ? "" : moved.error().rule + " " + moved.error().message;
  }
  Result<std::int64_t> found(TenantId of) {
    const auto database = directory_->database_of(of);
    if (!database) return tl::unexpected(database.error());
    return count(**database, "SELECT count(*) FROM entry WHERE tenant_id = $1", of);
  }

  std::unique_ptr<testing::PostgresCluster> servers_[3];
  std::unique_ptr<Directory> directory_;
};

// Writes entries for one tenant until told to stop, looking up its database each time, as a server does.
class WriterOfOne {
 public:
  WriterOfOne(Directory& directory, TenantId of)
      : directory_(directory), of_(of), thread_([this] { run(); }) {}
  std::int64_t stop() {
    is_over_ = true;
    thread_.join();
    return acknowledged_;
  }
  [[nodiscard]] std::int64_t acknowledged() const { return acknowledged_; }

 private:
  void run() {
    while (!is_over_) {
      const auto database = directory_.database_of(of_);
      ASSERT_TRUE(database);
      const auto done = (*database)->write([&](Connection& c) {
        return c.execute("INSERT INTO entry VALUES ($1, $2)", {of_, acknowledged_.load()});
      });
      if (done) {
        ++acknowledged_;
      } else {
        ASSERT_EQ(done.error().rule, "D032") << done.error().message;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    }
  }

  Directory& directory_;
  TenantId of_;
  std::atomic<bool> is_over_ = false;
  std::atomic<std::int64_t> acknowledged_ = 0;
  std::thread thread_;
};

TEST_F(ClusterTest, tenants_move_while_they_are_written_to_and_reports_see_all_nodes) {
  std::map<TenantId, std::unique_ptr<WriterOfOne>> writers;
  for (std::uint8_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(directory_->installation().write([&](Connection& c) {
      return c.execute("INSERT INTO firm VALUES ($1, 'f')", {tenant(i)});
    }));
    writers[tenant(i)] = std::make_unique<WriterOfOne>(*directory_, tenant(i));
  }
  EXPECT_EQ(rule_of_move(tenant(0), "second"), "");
  EXPECT_EQ(rule_of_move(tenant(1), "third"), "");
  EXPECT_EQ(rule_of_move(tenant(0), "third"), "") << "from one further node to another";
  EXPECT_EQ(rule_of_move(tenant(1), "first"), "") << "and back to the first";
  EXPECT_EQ(rule_of_move(tenant(2), "second"), "");
  std::int64_t total = 0;
  for (auto& [of, writer] : writers) {
    const std::int64_t before = writer->acknowledged();
    for (int i = 0; i < 250 && writer->acknowledged() == before; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_GT(writer->acknowledged(), before) << "writes go on after the moves";
    const std::int64_t acknowledged = writer->stop();
    total += acknowledged;
    const auto kept = found(of);
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(*kept, acknowledged);
  }
  EXPECT_NE(*directory_->database_of(tenant(0)), &directory_->installation());
  EXPECT_EQ(*directory_->database_of(tenant(1)), &directory_->installation());
  const auto reported = directory_->installation().read([](Connection& c) {
    return query_one(c, "SELECT count(*), count(DISTINCT tenant_id) FROM all_nodes.entry", {},
                     [](const Row& row) { return std::pair(row.int64(0), row.int64(1)); });
  });
  ASSERT_TRUE(reported) << reported.error().message;
  EXPECT_EQ((*reported)->first, total) << "each row once, on one node";
  EXPECT_EQ((*reported)->second, 4);
}

TEST_F(ClusterTest, what_cannot_be_done_is_refused_and_changes_nothing) {
  EXPECT_EQ(init_cluster(*directory_, "again", kClock).error().rule, "D041");
  EXPECT_EQ(
      add_node(*directory_, {.name = "second", .location = "x"}, modules(), kClock).error().rule,
      "D041");
  EXPECT_EQ(
      add_node(*directory_, {.name = "Bad name", .location = "x"}, modules(), kClock).error().rule,
      "D042");
  EXPECT_EQ(rule_of_move(tenant(1), "nowhere").substr(0, 4), "D042");
  EXPECT_EQ(rule_of_move(tenant(1), "first").substr(0, 4), "D043");
  const auto second = directory_->database_of_node("second");
  ASSERT_TRUE((*second)->write([&](Connection& c) {
    return c.execute("INSERT INTO firm VALUES ($1, 'left')", {tenant(1)});
  }));
  EXPECT_EQ(rule_of_move(tenant(1), "second").substr(0, 4), "D044");
  EXPECT_EQ(directory_->nodes()->size(), 3U);
}

TEST_F(ClusterTest, a_move_that_fails_leaves_the_tenant_where_it_was_and_writable) {
  ASSERT_TRUE(directory_->installation().write(
      [&](Connection& c) { return c.execute("INSERT INTO firm VALUES ($1, 'f')", {tenant(1)}); }));
  ASSERT_TRUE((*directory_->database_of_node("third"))->write([](Connection& c) {
    return c.execute("DROP TABLE entry");
  }));
  ASSERT_TRUE(directory_->installation().write(
      [&](Connection& c) { return c.execute("INSERT INTO entry VALUES ($1, 1)", {tenant(1)}); }));
  EXPECT_NE(rule_of_move(tenant(1), "third"), "");
  EXPECT_EQ(*directory_->database_of(tenant(1)), &directory_->installation());
  EXPECT_TRUE(directory_->installation().write(
      [&](Connection& c) { return c.execute("INSERT INTO entry VALUES ($1, 2)", {tenant(1)}); }));
}

TEST_F(ClusterTest, an_upgrade_reaches_every_node_and_the_reports) {
  auto newer = modules();
  newer[1].migrations.push_back({.number = 2,
                                 .name = "note",
                                 .sql = "CREATE TABLE note (tenant_id {id} NOT NULL, n {int64} NOT "
                                        "NULL, PRIMARY KEY (tenant_id, n)){strict};\n"});
  const auto migrated = migrate_nodes(*directory_, newer);
  ASSERT_TRUE(migrated) << migrated.error().message;
  ASSERT_TRUE((*directory_->database_of_node("third"))->write([](Connection& c) {
    return c.execute("INSERT INTO note VALUES ($1, 1)", {tenant(7)});
  }));
  EXPECT_EQ(*count(directory_->installation(),
                   "SELECT count(*) FROM all_nodes.note WHERE tenant_id = $1", tenant(7)),
            1);
}

TEST(Cluster, a_sqlite_database_has_no_nodes) {
  const std::vector<MigrationModule> with = {db_migrations()};
  const auto made = testing::make_database(Dialect::kSqlite, with);
  const auto directory = Directory::open(made.options);
  ASSERT_TRUE(directory);
  EXPECT_EQ(init_cluster(**directory, "first", kClock).error().rule, "D040");
  EXPECT_TRUE(migrate_nodes(**directory, with));
}

}  // namespace
}  // namespace bailiwick::platform::db
