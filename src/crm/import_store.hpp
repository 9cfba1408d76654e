// The only SQL of imports: plain functions inside a transaction of the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/import_model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm::import_store {

namespace db = platform::db;

inline constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

// A tenant and one of its imports: what every row of an import is found by.
struct ImportKey {
  TenantId tenant;
  ImportId import;
};

[[nodiscard]] Result<void> insert(db::Connection& connection, TenantId tenant,
                                  const Import& import);
[[nodiscard]] Result<std::optional<Import>> find(db::Connection& connection, const ImportKey& key);
// Newest first; of one person, or of everybody.
[[nodiscard]] Result<std::vector<Import>> list(db::Connection& connection, TenantId tenant,
                                               std::optional<PersonId> created_by,
                                               std::int64_t limit);

// A check or a run begins: state, order, job and rows_done are as in `import`, and there is no outcome yet unless it has one.
[[nodiscard]] Result<void> begin(db::Connection& connection, TenantId tenant, const Import& import);

// Rows from `from` to `to` are dealt with, and this is what came of all so far. False where they are already, or where another
// job has the import: nothing is written then, and the caller must not keep what it wrote.
struct Advance {
  platform::jobs::JobId job;
  std::int64_t from = 0;
  std::int64_t to = 0;
};
[[nodiscard]] Result<bool> advance(db::Connection& connection, const ImportKey& key,
                                   const Advance& rows, const ImportOutcome& outcome);
// State and outcome, if that job still has the import.
[[nodiscard]] Result<void> finish(db::Connection& connection, const ImportKey& key,
                                  platform::jobs::JobId job, ImportState state,
                                  const ImportOutcome& outcome);

enum class Part : std::int64_t { kFile = 0, kRejects = 1, kLeftOut = 2 };
[[nodiscard]] Result<void> put_chunk(db::Connection& connection, const ImportKey& key, Part part,
                                     std::int64_t index, std::string_view content);
// The first chunk whose index is at least so; nothing behind the last.
struct Chunk {
  std::int64_t index = 0;
  std::string content;
};
[[nodiscard]] Result<std::optional<Chunk>> chunk_from(db::Connection& connection,
                                                      const ImportKey& key, Part part,
                                                      std::int64_t index);
[[nodiscard]] Result<void> clear(db::Connection& connection, const ImportKey& key, Part part);

// Removes imports of all companies that were made before then, at most `count_max`; how many.
[[nodiscard]] Result<std::int64_t> prune(db::Connection& connection, Instant before,
                                         std::int64_t count_max);

}  // namespace bailiwick::crm::import_store
