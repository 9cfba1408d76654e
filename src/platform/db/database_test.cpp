// Goal: both databases keep the one contract of database.hpp. Method: every test runs on each database there is; where PostgreSQL
// is not installed its half is skipped.
#include "platform/db/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

namespace support = bailiwick::testing;

constexpr std::string_view kTables =
    "CREATE TABLE thing (\n"
    "  tenant_id {id} NOT NULL,\n"
    "  thing_id {id} NOT NULL,\n"
    "  name {text},\n"
    "  amount {int64} CHECK (amount >= 0),\n"
    "  share {real},\n"
    "  picture {bytes},\n"
    "  day {date},\n"
    "  made_at {instant},\n"
    "  PRIMARY KEY (tenant_id, thing_id)\n"
    "){strict};\n"
    "CREATE UNIQUE INDEX thing_name ON thing (tenant_id, name);\n"
    "CREATE TABLE part (\n"
    "  tenant_id {id} NOT NULL,\n"
    "  part_id {int64} NOT NULL,\n"
    "  thing_id {id} NOT NULL,\n"
    "  PRIMARY KEY (tenant_id, part_id),\n"
    "  FOREIGN KEY (tenant_id, thing_id) REFERENCES thing (tenant_id, thing_id)\n"
    "){strict};\n";

constexpr Sql kInsert =
    "INSERT INTO thing (tenant_id, thing_id, name, amount) VALUES ($1, $2, $3, $4)";

Uuid uuid(std::uint8_t last) {
  Uuid made;
  made.bytes.fill(0xA0);
  made.bytes[15] = last;
  return made;
}
const TenantId kTenant(uuid(0));

class DatabaseContract : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (auto why = support::why_not(GetParam())) GTEST_SKIP() << *why;
    made_ = support::make_database(GetParam(), kTables);
    ASSERT_TRUE(made_.database) << made_.fault;
  }
  Database& database() { return *made_.database; }

  Result<std::int64_t> insert(std::uint8_t id, std::string name, std::int64_t amount = 0) {
    return database().write([&](Connection& c) {
      return c.execute(kInsert, {kTenant, uuid(id), name, amount});
    });
  }
  std::int64_t count() {
    const auto found = database().read([](Connection& c) {
      return query_one(c, "SELECT count(*) FROM thing", {},
                       [](const Row& row) { return row.int64(0); });
    });
    return found && *found ? **found : -1;
  }

  support::TestDatabase made_;
};
INSTANTIATE_TEST_SUITE_P(Both, DatabaseContract, support::on_both(), support::dialect_name);

template <class T>
std::string rule_of(const Result<T>& result) {
  return result ? "" : result.error().rule;
}

TEST_P(DatabaseContract, values_of_every_kind_come_back_as_they_went_in) {
  const Bytes picture = {0, 1, 2, 0xFF};
  const Instant instant(1'795'630'902'000'123);
  const LocalDate day = *parse_date("2026-11-25");
  const std::string name = "Zoë \xE2\x82\xAC '; DROP TABLE thing; --\n\t\\.";
  const auto written = database().write([&](Connection& c) {
    return c.execute(
        "INSERT INTO thing (tenant_id, thing_id, name, amount, share, picture, day, made_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {kTenant, uuid(1), name, std::numeric_limits<std::int64_t>::max(), 0.1, picture, day,
         instant});
  });
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(*written, 1);
  int rows = 0;
  const auto read = database().read([&](Connection& c) {
    return c.query(
        "SELECT tenant_id, thing_id, name, amount, share, picture, day, made_at FROM thing", {},
        [&](const Row& row) {
          ++rows;
          EXPECT_EQ(row.column_count(), 8U);
          EXPECT_EQ(row.id<TenantTag>(0), kTenant);
          EXPECT_EQ(row.uuid(1), uuid(1));
          EXPECT_EQ(row.text(2), name);
          EXPECT_EQ(row.int64(3), std::numeric_limits<std::int64_t>::max());
          EXPECT_EQ(row.real(4), 0.1);
          EXPECT_EQ(row.bytes(5), picture);
          EXPECT_EQ(row.date(6), day);
          EXPECT_EQ(row.instant(7), instant);
        });
  });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(rows, 1);
}

TEST_P(DatabaseContract, null_goes_in_and_comes_out) {
  ASSERT_TRUE(database().write([&](Connection& c) {
    return c.execute(
        "INSERT INTO thing (tenant_id, thing_id, name, amount, share, picture, day, made_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {kTenant, uuid(1), nullptr, std::optional<std::int64_t>(), Value(),
         std::optional<std::string>(), std::optional<LocalDate>(), std::optional<Instant>()});
  }));
  const auto read = database().read([&](Connection& c) {
    return c.query("SELECT name, amount, share, picture, day, made_at FROM thing", {},
                   [&](const Row& row) {
                     for (std::size_t i = 0; i < row.column_count(); ++i)
                       EXPECT_TRUE(row.is_null(i)) << i;
                     EXPECT_EQ(row.optional_text(0), std::nullopt);
                     EXPECT_EQ(row.optional_int64(1), std::nullopt);
                     EXPECT_EQ(row.optional_instant(5), std::nullopt);
                   });
  });
  ASSERT_TRUE(read) << read.error().message;
}

TEST_P(DatabaseContract, the_same_statement_takes_null_and_values_in_turn) {
  EXPECT_TRUE(database().write([&](Connection& c) {
    return c.execute(kInsert, {kTenant, uuid(1), nullptr, 1});
  }));
  EXPECT_TRUE(database().write([&](Connection& c) {
    return c.execute(kInsert, {kTenant, uuid(2), "a", nullptr});
  }));
  EXPECT_TRUE(database().write([&](Connection& c) {
    return c.execute(kInsert, {kTenant, uuid(3), nullptr, nullptr});
  }));
  EXPECT_EQ(count(), 3);
}

TEST_P(DatabaseContract, empty_text_and_no_bytes_are_not_null) {
  ASSERT_TRUE(database().write([&](Connection& c) {
    return c.execute(
        "INSERT INTO thing (tenant_id, thing_id, name, picture) VALUES ($1, $2, $3, $4)",
        {kTenant, uuid(1), "", Bytes{}});
  }));
  ASSERT_TRUE(database().read([&](Connection& c) {
    return c.query("SELECT name, picture FROM thing", {}, [&](const Row& row) {
      EXPECT_FALSE(row.is_null(0));
      EXPECT_EQ(row.text(0), "");
      EXPECT_FALSE(row.is_null(1));
      EXPECT_TRUE(row.bytes(1).empty());
    });
  }));
}

TEST_P(DatabaseContract, parameters_may_come_in_any_order_and_more_than_once) {
  ASSERT_TRUE(insert(1, "one", 10));
  const auto found = database().read([&](Connection& c) {
    return query_one(
        c, "SELECT amount FROM thing WHERE amount >= $2 AND tenant_id = $1 AND amount <= $2",
        {kTenant, 10}, [](const Row& row) { return row.int64(0); });
  });
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(*found, 10);
}

TEST_P(DatabaseContract, sums_counts_truths_and_literals_are_read_as_numbers) {
  ASSERT_TRUE(insert(1, "one", 10));
  ASSERT_TRUE(insert(2, "two", std::numeric_limits<std::int64_t>::max() - 20));
  const auto read = database().read([&](Connection& c) {
    return c.query(
        "SELECT sum(amount), count(*), count(*) > 1, 7, 'word', max(name), avg(share), $1 + 1 FROM "
        "thing",
        {5'000'000'000}, [&](const Row& row) {
          EXPECT_EQ(row.int64(0), std::numeric_limits<std::int64_t>::max() - 10);
          EXPECT_EQ(row.int64(1), 2);
          EXPECT_TRUE(row.truth(2));
          EXPECT_EQ(row.int64(3), 7);
          EXPECT_EQ(row.text(4), "word");
          EXPECT_EQ(row.text(5), "two");
          EXPECT_TRUE(row.is_null(6));
          EXPECT_EQ(row.int64(7), 5'000'000'001);
        });
  });
  ASSERT_TRUE(read) << read.error().message;
}

TEST_P(DatabaseContract, text_is_ordered_by_its_bytes) {
  for (const auto* name : {"b", "A", "a", "\xC3\xA9", "Z"})
    ASSERT_TRUE(insert(static_cast<std::uint8_t>(name[0]), name));
  const auto names = database().read([&](Connection& c) {
    return query_all(c, "SELECT name FROM thing ORDER BY name", {},
                     [](const Row& row) { return std::string(row.text(0)); });
  });
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<std::string>{"A", "Z", "a", "b", "\xC3\xA9"}));
}

TEST_P(DatabaseContract, execute_counts_the_rows_it_changed) {
  ASSERT_TRUE(insert(1, "one"));
  ASSERT_TRUE(insert(2, "two"));
  const auto counts = database().write([&](Connection& c) -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> seen;
    seen.push_back(*c.execute("UPDATE thing SET amount = $1", {5}));
    seen.push_back(*c.execute("UPDATE thing SET amount = $1 WHERE name = $2", {6, "nobody"}));
    seen.push_back(*c.execute("SELECT 1"));
    seen.push_back(
        *c.execute("INSERT INTO thing (tenant_id, thing_id, name) VALUES ($1, $2, 'one') "
                   "ON CONFLICT DO NOTHING",
                   {kTenant, uuid(9)}));
    seen.push_back(*c.execute("DELETE FROM thing"));
    return seen;
  });
  ASSERT_TRUE(counts);
  EXPECT_EQ(*counts, (std::vector<std::int64_t>{2, 0, 0, 0, 2}));
}

TEST_P(DatabaseContract, insert_returning_hands_over_rows) {
  const auto made = database().write([&](Connection& c) {
    return query_one(c,
                     "INSERT INTO thing (tenant_id, thing_id, amount) VALUES ($1, $2, 3) RETURNING "
                     "thing_id, amount + 1",
                     {kTenant, uuid(4)},
                     [](const Row& row) { return std::pair(row.uuid(0), row.int64(1)); });
  });
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ((*made)->first, uuid(4));
  EXPECT_EQ((*made)->second, 4);
}

TEST_P(DatabaseContract, what_a_write_returns_is_handed_on_and_an_error_keeps_nothing) {
  EXPECT_EQ(*database().write([](Connection&) -> Result<std::string> { return "kept"; }), "kept");
  const auto refused = database().write([&](Connection& c) -> Result<int> {
    EXPECT_TRUE(c.execute(kInsert, {kTenant, uuid(1), "gone", 1}));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  });
  EXPECT_EQ(rule_of(refused), "X001");
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, an_exception_in_the_function_reaches_the_caller_and_keeps_nothing) {
  EXPECT_THROW(static_cast<void>(database().write([&](Connection& c) -> Result<int> {
                 EXPECT_TRUE(c.execute(kInsert, {kTenant, uuid(1), "gone", 1}));
                 throw std::runtime_error("unexpected");
               })),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(insert(1, "afterwards"));
}

TEST_P(DatabaseContract, each_kind_of_refusal_has_its_rule) {
  ASSERT_TRUE(insert(1, "one"));
  EXPECT_EQ(rule_of(insert(1, "other")), "D006");
  EXPECT_EQ(rule_of(insert(2, "one")), "D006");
  EXPECT_EQ(rule_of(insert(2, "two", -1)), "D009");
  const auto run = [&](Sql sql) {
    return rule_of(database().write([&](Connection& c) {
      return c.execute(sql, {kTenant, uuid(1)});
    }));
  };
  EXPECT_EQ(run("INSERT INTO part (tenant_id, part_id, thing_id) VALUES ($2, 1, $1)"), "D007");
  EXPECT_EQ(run("INSERT INTO part (tenant_id, part_id, thing_id) VALUES ($1, 1, $2)"), "");
  EXPECT_EQ(run("DELETE FROM thing WHERE tenant_id = $1 AND thing_id = $2"), "D007");
  EXPECT_EQ(run("UPDATE part SET part_id = NULL WHERE tenant_id = $1 AND thing_id = $2"), "D009");
  EXPECT_EQ(run("SELECT no_such_column FROM thing WHERE tenant_id = $1 OR tenant_id = $2"), "D005");
  EXPECT_EQ(run("SELEKT $1, $2"), "D005");
  EXPECT_EQ(run("DELETE FROM part WHERE tenant_id = $1"), "D005") << "two parameters for one";
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseContract, text_that_is_no_utf_8_is_refused) {
  EXPECT_EQ(rule_of(insert(1, "Caf\xE9")), "D009");
  EXPECT_EQ(rule_of(insert(1, std::string("a\0b", 3))), "D009");
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, after_a_failed_statement_the_function_can_only_fail) {
  ASSERT_TRUE(insert(1, "one"));
  const auto outcome = database().write([&](Connection& c) -> Result<int> {
    EXPECT_TRUE(c.execute(kInsert, {kTenant, uuid(2), "two", 1}));
    EXPECT_EQ(rule_of(c.execute(kInsert, {kTenant, uuid(3), "one", 1})), "D006");
    EXPECT_EQ(rule_of(c.execute(kInsert, {kTenant, uuid(4), "four", 1})), "D005");
    return 1;
  });
  EXPECT_EQ(rule_of(outcome), "D006");
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseContract, a_read_changes_nothing) {
  const auto tried = database().read([&](Connection& c) {
    return c.execute(kInsert, {kTenant, uuid(1), "x", 1});
  });
  EXPECT_EQ(rule_of(tried), "D005");
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, a_read_sees_one_state_however_long_it_lasts) {
  ASSERT_TRUE(insert(1, "one"));
  const auto seen =
      database().read([&](Connection& c) -> Result<std::pair<std::int64_t, std::int64_t>> {
        const auto rows = [&] {
          return **query_one(c, "SELECT count(*) FROM thing", {},
                             [](const Row& row) { return row.int64(0); });
        };
        const std::int64_t before = rows();
        std::thread([&] { EXPECT_TRUE(insert(2, "two")); }).join();
        return std::pair(before, rows());
      });
  ASSERT_TRUE(seen);
  EXPECT_EQ(*seen, std::pair(std::int64_t{1}, std::int64_t{1}));
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, a_read_inside_a_write_sees_what_was_written) {
  const auto inner = database().write([&](Connection& c) -> Result<std::int64_t> {
    EXPECT_TRUE(c.execute(kInsert, {kTenant, uuid(1), "one", 1}));
    return count();
  });
  EXPECT_EQ(*inner, 1);
}

TEST_P(DatabaseContract, statements_run_inside_the_rows_of_others_even_of_the_same_text) {
  for (std::uint8_t i = 1; i <= 3; ++i)
    ASSERT_TRUE(insert(i, std::string(1, static_cast<char>('a' + i)), i));
  int pairs = 0;
  const auto read = database().read([&](Connection& c) {
    return c.query("SELECT amount FROM thing", {}, [&](const Row& outer) {
      const std::int64_t amount = outer.int64(0);
      EXPECT_TRUE(c.query("SELECT amount FROM thing", {}, [&](const Row&) { ++pairs; }));
      EXPECT_EQ(outer.int64(0), amount);
    });
  });
  ASSERT_TRUE(read);
  EXPECT_EQ(pairs, 9);
}

TEST_P(DatabaseContract, many_rows_are_inserted_and_a_bad_one_undoes_all) {
  const std::vector<Sql> columns = {"tenant_id", "thing_id", "name", "amount",
                                    "share",     "picture",  "day",  "made_at"};
  const auto fill = [&](std::int64_t rows, std::int64_t bad) {
    return database().write([&](Connection& c) {
      std::int64_t i = 0;
      return c.insert_many("thing", columns, [&](std::vector<Value>& values) {
        if (i == rows) return false;
        Uuid id = uuid(0);
        id.bytes[14] = static_cast<std::uint8_t>(i / 256);
        id.bytes[15] = static_cast<std::uint8_t>(i);
        values = {kTenant,
                  id,
                  i % 2 ? Value("tab\tline\nback\\ \xE2\x82\xAC" + std::to_string(i)) : Value(),
                  i == bad ? -1 : i,
                  0.1 * static_cast<double>(i),
                  Bytes{0, 1, static_cast<std::uint8_t>(i)},
                  *parse_date("2026-11-25"),
                  Instant(i)};
        ++i;
        return true;
      });
    });
  };
  EXPECT_EQ(rule_of(fill(1'000, 700)), "D009");
  EXPECT_EQ(rule_of(fill(1'000, 999)), "D009");
  EXPECT_EQ(count(), 0);
  const auto added = fill(1'000, -1);
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_EQ(*added, 1'000);
  EXPECT_EQ(rule_of(fill(3, -1)), "D006");
  const auto read = database().read([&](Connection& c) {
    return c.query("SELECT name, share, picture, day, thing_id FROM thing WHERE amount = 501", {},
                   [&](const Row& row) {
                     EXPECT_EQ(row.text(0),
                               "tab\tline\nback\\ \xE2\x82\xAC"
                               "501");
                     EXPECT_EQ(row.real(1), 0.1 * 501);
                     EXPECT_EQ(row.bytes(2), (Bytes{0, 1, 245}));
                     EXPECT_EQ(to_text(row.date(3)), "2026-11-25");
                     EXPECT_EQ(row.uuid(4).bytes[14], 1);
                   });
  });
  EXPECT_TRUE(read);
}

TEST_P(DatabaseContract, sixty_four_threads_add_up_and_each_sees_its_own_write) {
  ASSERT_TRUE(insert(1, "counter"));
  std::atomic<int> faults = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 64; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i) {
        const auto id = uuid(static_cast<std::uint8_t>(2 + t));
        const auto done = database().write([&](Connection& c) -> Result<std::int64_t> {
          if (auto up = c.execute("UPDATE thing SET amount = amount + 1 WHERE name = 'counter'");
              !up)
            return up;
          return c.execute(
              "INSERT INTO thing (tenant_id, thing_id, amount) VALUES ($1, $2, $3) ON CONFLICT "
              "(tenant_id, thing_id) DO UPDATE SET amount = $3",
              {kTenant, id, i});
        });
        const auto seen = database().read([&](Connection& c) {
          return query_one(c, "SELECT amount FROM thing WHERE tenant_id = $1 AND thing_id = $2",
                           {kTenant, id}, [](const Row& row) { return row.int64(0); });
        });
        if (!done || !seen || !*seen || **seen != i) ++faults;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(faults, 0);
  const auto total = database().read([&](Connection& c) {
    return query_one(c, "SELECT amount FROM thing WHERE name = 'counter'", {},
                     [](const Row& row) { return row.int64(0); });
  });
  EXPECT_EQ(**total, 320);
}

TEST_P(DatabaseContract, listeners_hear_of_commits_that_changed_something_and_of_no_others) {
  std::atomic<int> heard = 0;
  database().on_commit([&] { ++heard; });
  ASSERT_TRUE(insert(1, "one"));
  EXPECT_EQ(heard, 1);
  ASSERT_TRUE(database().write(
      [](Connection& c) { return c.execute("UPDATE thing SET amount = 1 WHERE name = 'none'"); }));
  ASSERT_TRUE(database().write([](Connection&) -> Result<int> { return 1; }));
  EXPECT_FALSE(insert(1, "again"));
  ASSERT_TRUE(database().read([](Connection& c) { return c.execute("SELECT 1"); }));
  EXPECT_LE(heard, 2) << "a refused write may be heard, quiet ones not";
}

TEST_P(DatabaseContract, a_sound_database_checks) {
  ASSERT_TRUE(insert(1, "one"));
  const auto sound = database().check();
  EXPECT_TRUE(sound) << sound.error().message;
}

TEST(DatabaseDeath, a_write_inside_a_read_is_a_mistake_that_stops_the_program) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  auto made = support::make_database(Dialect::kSqlite, kTables);
  EXPECT_DEATH(static_cast<void>(made.database->read([&](Connection&) {
                 return made.database->write([](Connection&) -> Result<int> { return 1; });
               })),
               "write.. within");
}

}  // namespace
}  // namespace bailiwick::platform::db
