// For tests of imports: records kept in a small table of the test's own, on both databases, so that what is rolled back is gone.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "crm/import_ports.hpp"
#include "crm/record.hpp"
#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::testing {

namespace db = platform::db;

// A table that stands for all objects: name is the first title field's text.
inline db::MigrationModule test_record_migrations() {
  return {
      .name = "test_record",
      .migrations = {
          {.number = 1,
           .name = "test_record",
           .sql =
               "CREATE TABLE test_record (\n  tenant_id {id} NOT NULL,\n  record_id {id} NOT "
               "NULL,\n"
               "  object {text} NOT NULL,\n  external_id {text},\n  name {text},\n  parent {id},\n"
               "  PRIMARY KEY (tenant_id, record_id)\n){strict};\n"}}};
}

// Writes name and parent (of accounts; of other objects the account), and finds by id, external id or name. Refuses records called "refused".
class TestRecords final : public crm::RecordWriter, public crm::ReferenceFinder {
 public:
  explicit TestRecords(UuidSource& ids) : ids_(ids) {}

  Result<std::vector<crm::Written>> write(db::Connection& connection,
                                          const crm::RecordBatch& batch) const override {
    ++writes;
    if (fail_at > 0 && writes >= fail_at)
      return fail(ErrorCode::kUnavailable, "D002", "The database went away.");
    std::vector<crm::Written> written;
    for (const crm::Record& record : batch.records) {
      auto one = write_one(connection, batch, record);
      if (!one) return tl::unexpected(one.error());
      written.push_back(std::move(*one));
    }
    return written;
  }

  Result<std::vector<crm::ReferenceAnswer>> find(
      db::Connection& connection, const crm::ImportActor& actor, const crm::ReferenceTarget& target,
      std::span<const std::string> texts) const override {
    std::vector<crm::ReferenceAnswer> answers;
    for (const std::string& text : texts) {
      auto found = db::query_all(connection,
                                 "SELECT record_id FROM test_record WHERE tenant_id = $1 AND "
                                 "object = $2 AND external_id = $3",
                                 {actor.tenant, crm::object_of(target.object).name, text},
                                 [](const db::Row& row) { return row.uuid(0); });
      if (found && found->empty())
        found = db::query_all(
            connection,
            "SELECT record_id FROM test_record WHERE tenant_id = $1 AND object = $2 AND name = $3",
            {actor.tenant, crm::object_of(target.object).name, text},
            [](const db::Row& row) { return row.uuid(0); });
      if (!found) return tl::unexpected(found.error());
      using Found = crm::ReferenceAnswer::Found;
      answers.push_back(
          found->empty() ? crm::ReferenceAnswer()
                         : crm::ReferenceAnswer{found->size() == 1 ? Found::kOne : Found::kSeveral,
                                                found->front()});
    }
    return answers;
  }

  // "1:Acme 2:Beta>Acme": all records by name, with what they refer to.
  static std::string all(db::Database& database) {
    const auto rows = database.read([](db::Connection& connection) {
      return db::query_all(connection,
                           "SELECT a.external_id, a.name, b.name FROM test_record a LEFT JOIN "
                           "test_record b ON b.tenant_id = "
                           "a.tenant_id AND b.record_id = a.parent ORDER BY a.name, a.external_id",
                           {}, [](const db::Row& row) {
                             std::string text =
                                 row.is_null(0) ? "" : std::string(row.text(0)) + ":";
                             text += std::string(row.text(1));
                             return row.is_null(2) ? text : text + ">" + std::string(row.text(2));
                           });
    });
    EXPECT_TRUE(rows);
    std::string text;
    for (const std::string& row : *rows) text += (text.empty() ? "" : " ") + row;
    return text;
  }

  mutable std::atomic<int> writes = 0;
  int fail_at = 0;  // the first call of write() that fails; 0: none

 private:
  struct Row {
    Uuid id;
    std::optional<std::string> name;
    std::optional<Uuid> parent;
  };

  static std::optional<std::string> name_of(const crm::Record& record) {
    const auto* name = std::get_if<std::string>(&record.value(record.object().title.back()));
    return name == nullptr ? std::nullopt : std::optional(*name);
  }
  static std::optional<std::size_t> parent_field(const crm::ObjectSpec& object) {
    return object.kind == crm::ObjectKind::kAccount ? object.index_of("parent")
                                                    : object.account_field;
  }
  static bool has(std::span<const std::size_t> fields, std::optional<std::size_t> field) {
    return field && std::find(fields.begin(), fields.end(), *field) != fields.end();
  }

  Result<crm::Written> write_one(db::Connection& connection, const crm::RecordBatch& batch,
                                 const crm::Record& record) const {
    using What = crm::Written::What;
    if (name_of(record) == "refused")
      return crm::Written{What::kRefused, Error{ErrorCode::kInvalidInput, "T999", "Not this one."},
                          "name"};
    std::optional<Row> old;
    if (!record.external_id.empty()) {
      auto found =
          db::query_one(connection,
                        "SELECT record_id, name, parent FROM test_record WHERE tenant_id = $1 AND "
                        "object = $2 AND external_id = $3",
                        {batch.actor.tenant, crm::object_of(batch.object).name, record.external_id},
                        [](const db::Row& row) {
                          return Row{row.uuid(0), row.optional_text(1),
                                     row.is_null(2) ? std::nullopt : std::optional(row.uuid(2))};
                        });
      if (!found) return tl::unexpected(found.error());
      old = *found;
    }
    Row wanted = old.value_or(Row{ids_.next(), {}, {}});
    const auto& object = crm::object_of(batch.object);
    if (has(batch.fields, object.index_of(object.title.back()))) wanted.name = name_of(record);
    if (has(batch.fields, parent_field(object))) {
      const auto* parent = std::get_if<Uuid>(&record.values[*parent_field(object)]);
      wanted.parent = parent == nullptr ? std::nullopt : std::optional(*parent);
    }
    const bool is_same = old && old->name == wanted.name && old->parent == wanted.parent;
    const What what = !old ? What::kAdded : is_same ? What::kUnchanged : What::kUpdated;
    if (batch.is_dry || is_same) return crm::Written{what, {}, {}};
    const auto gone =
        connection.execute("DELETE FROM test_record WHERE tenant_id = $1 AND record_id = $2",
                           {batch.actor.tenant, wanted.id});
    if (!gone) return tl::unexpected(gone.error());
    const auto added = connection.execute(
        "INSERT INTO test_record (tenant_id, record_id, object, external_id, name, parent) VALUES "
        "($1, $2, $3, $4, $5, $6)",
        {batch.actor.tenant, wanted.id, object.name,
         record.external_id.empty() ? db::Value() : db::Value(record.external_id), wanted.name,
         wanted.parent});
    if (!added) return tl::unexpected(added.error());
    return crm::Written{what, {}, {}};
  }

  UuidSource& ids_;
};

// What a job's handler sees: stops once it has told so often how far it is.
class ImportContext final : public platform::jobs::JobContext {
 public:
  explicit ImportContext(platform::jobs::Job job, std::size_t stop_after = 1'000'000)
      : job_(std::move(job)), stop_after_(stop_after) {}
  [[nodiscard]] const platform::jobs::Job& job() const override { return job_; }
  void progress(double fraction, std::string_view message) override {
    EXPECT_GE(fraction, fraction_);
    fraction_ = fraction;
    messages.emplace_back(message);
  }
  [[nodiscard]] Budget budget_of(Seconds duration) override { return Budget::deadline(duration); }
  [[nodiscard]] Budget budget_of_iterations(std::int64_t limit) override {
    return Budget::iterations(limit);
  }
  [[nodiscard]] bool is_stopping() const override {
    return messages.size() >= stop_after_ || (!messages.empty() && messages.back() == stop_at);
  }

  std::vector<std::string> messages;
  std::string stop_at;  // the message after which it stops; empty: none

 private:
  platform::jobs::Job job_;
  std::size_t stop_after_;
  double fraction_ = 0;
};

}  // namespace bailiwick::testing
