// Goal: an import and its file come back as they were, and a step of a run is taken once. Method: both databases.
#include "crm/import_store.hpp"

#include <gtest/gtest.h>

#include "crm/import_json.hpp"
#include "crm/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace support = bailiwick::testing;
using import_store::Part;
using platform::db::Connection;
using platform::jobs::JobId;

class ImportStoreTest : public support::PlatformTest {
 protected:
  ImportStoreTest() : PlatformTest({crm_migrations()}) {}

  Import added(PersonId by) {
    Import import;
    import.id = ImportId(ids_.next());
    import.name = "a.csv";
    import.facts.row_count = 5;
    import.created_at = clock_.now();
    import.created_by = by;
    EXPECT_TRUE(write([&](Connection& c) { return import_store::insert(c, tenant_, import); }));
    return import;
  }
  std::optional<Import> found(ImportId id) {
    return read([&](Connection& c) { return import_store::find(c, {tenant_, id}); }).value();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ImportStoreTest, support::on_both(), support::dialect_name);

TEST_P(ImportStoreTest, AnImportComesBack) {
  const Import import = added(person_);
  const auto back = found(import.id);
  ASSERT_TRUE(back);
  EXPECT_EQ(facts_text(back->facts), facts_text(import.facts));
  EXPECT_EQ(back->state, ImportState::kUploaded);
  EXPECT_EQ(back->created_by, person_);
  EXPECT_FALSE(back->order || back->outcome || back->job);
  EXPECT_FALSE(found(ImportId(ids_.next())));
  EXPECT_FALSE(read([&](Connection& c) {
                 return import_store::find(c, {TenantId(ids_.next()), import.id});
               }).value());
}

TEST_P(ImportStoreTest, TheListIsOfOnePersonOrOfAll) {
  const Import first = added(person_);
  const Import second = added(PersonId(ids_.next()));
  const auto all =
      read([&](Connection& c) { return import_store::list(c, tenant_, std::nullopt, 50); });
  ASSERT_EQ(all.value().size(), 2U);
  EXPECT_EQ(all->front().id, second.id);
  const auto own = read([&](Connection& c) { return import_store::list(c, tenant_, person_, 50); });
  ASSERT_EQ(own.value().size(), 1U);
  EXPECT_EQ(own->front().id, first.id);
}

TEST_P(ImportStoreTest, AStepIsTakenOnceByTheJobThatHasTheImport) {
  Import import = added(person_);
  import.job = JobId(ids_.next());
  import.state = ImportState::kRunning;
  import.order = ImportOrder{.mapping = {{ "a", "name" }}, .defaults = {}, .form = {}};
  ASSERT_TRUE(write([&](Connection& c) { return import_store::begin(c, tenant_, import); }));
  const auto advance = [&](JobId job, std::int64_t from, std::int64_t to) {
    return write([&](Connection& c) {
             return import_store::advance(c, {tenant_, import.id}, {job, from, to}, {.added = to});
           })
        .value();
  };
  EXPECT_TRUE(advance(*import.job, 0, 2));
  EXPECT_FALSE(advance(*import.job, 0, 2));
  EXPECT_FALSE(advance(JobId(ids_.next()), 2, 4));
  EXPECT_TRUE(advance(*import.job, 2, 5));
  EXPECT_EQ(found(import.id)->rows_done, 5);
  EXPECT_EQ(found(import.id)->order->mapping.front().target, "name");
  ASSERT_TRUE(write([&](Connection& c) {
    return import_store::finish(c, {tenant_, import.id}, *import.job, ImportState::kDone,
                                {.added = 5});
  }));
  EXPECT_EQ(found(import.id)->state, ImportState::kDone);
  EXPECT_EQ(found(import.id)->outcome, ImportOutcome{.added = 5});
}

TEST_P(ImportStoreTest, ChunksComeInTheirOrderAndGoWithTheImport) {
  const Import import = added(person_);
  const import_store::ImportKey key{tenant_, import.id};
  ASSERT_TRUE(write([&](Connection& c) -> Result<void> {
    for (const std::int64_t index : {7, 0, 3})
      if (auto put = import_store::put_chunk(c, key, Part::kRejects, index,
                                             "chunk " + std::to_string(index));
          !put)
        return put;
    return import_store::put_chunk(c, key, Part::kFile, 0, std::string("\0\xFF", 2));
  }));
  const auto from = [&](Part part, std::int64_t index) {
    return read([&](Connection& c) { return import_store::chunk_from(c, key, part, index); })
        .value();
  };
  EXPECT_EQ(from(Part::kRejects, 0)->content, "chunk 0");
  EXPECT_EQ(from(Part::kRejects, 1)->index, 3);
  EXPECT_FALSE(from(Part::kRejects, 8));
  EXPECT_EQ(from(Part::kFile, 0)->content.size(), 2U);
  ASSERT_TRUE(write([&](Connection& c) { return import_store::clear(c, key, Part::kRejects); }));
  EXPECT_FALSE(from(Part::kRejects, 0));
  const auto pruned = [&](Instant before) {
    return write([&](Connection& c) { return import_store::prune(c, before, 10); }).value();
  };
  EXPECT_EQ(pruned(import.created_at), 0);
  EXPECT_EQ(pruned(import.created_at.plus_seconds(1)), 1);
  EXPECT_FALSE(found(import.id));
  EXPECT_FALSE(from(Part::kFile, 0));
}

}  // namespace
}  // namespace bailiwick::crm
