// Imports: what people do with them. Upload a file, check it, run it, read what came of it.
//
// All of it needs crm.import. An import is seen by who made it, and by whoever has crm.manage too; for others it does not exist. What is
// uploaded, checked and run is told to the audit log, with ids and counts alone. Thread-safe.
//
// An import that was done cannot be run again; one that was interrupted in the mode good_rows, with rows committed, can only go on, with the
// order it had. Imports and their files are removed after kImportDays (prune()).
//
// Territories and their assignments need territories.manage besides.
//
// Errors: I001 a permission is missing; K049 which object the rows are cannot be guessed, K050 there is no such import (kNotFound), K051 it
// is being checked or run, K052 it was run already (both kConflict), K053 the name is empty or too long, or the file has no rows; K060 too many rows of what the alignment keeps (kLimit);
// those of reading CSV (F...), of order_of() (K054) and of make_plan().
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/import_model.hpp"
#include "crm/import_ports.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::crm {

inline constexpr int kImportDays = 30;
inline constexpr std::size_t kAlignmentRowsMax = 5'000;  // of territories or assignments, in a file

namespace import_store {
enum class Part : std::int64_t;
}

// What the service works with; all outlive it.
struct ImportServiceParts {
  platform::db::Database& database;
  const platform::jobs::JobQueue& queue;
  const platform::audit::Log& log;
  UuidSource& ids;
  WallClock clock;
  ImportSchemaSource schema;
};

struct ImportUpload {
  std::optional<ObjectKind> object;     // absent: guessed
  std::string name;                     // the file's, for people
  std::string path;                     // where its bytes are
  std::optional<bool> has_header = {};  // absent: as it looks (import_head.hpp)
};

struct ImportStarted {
  Import import;
  platform::jobs::Job job;
};

class ImportService {
 public:
  using Principal = platform::identity::Principal;

  explicit ImportService(const ImportServiceParts& parts) : parts_(parts) {}

  [[nodiscard]] Checked<Import> upload(const Principal& principal,
                                       const ImportUpload& upload) const;
  // `body`: as order_of() reads it.
  [[nodiscard]] Checked<ImportStarted> check(const Principal& principal, ImportId id,
                                             const nlohmann::json& body) const;
  [[nodiscard]] Checked<ImportStarted> run(const Principal& principal, ImportId id,
                                           const nlohmann::json& body) const;

  [[nodiscard]] Result<Import> import(const Principal& principal, ImportId id) const;
  // The latest kImportsShown.
  [[nodiscard]] Result<std::vector<Import>> imports(const Principal& principal) const;

  // The rejected rows as they were, with a column of what is wrong: CSV in pieces, the header first. Fills the
  // text; false at the end. Ends early where the database does.
  using Pieces = std::function<bool(std::string& piece)>;
  [[nodiscard]] Result<Pieces> rejects(const Principal& principal, ImportId id) const;
  // The values that were left out: kLeftOutHeader (import_pass.hpp), then a line each.
  [[nodiscard]] Result<Pieces> left_out(const Principal& principal, ImportId id) const;

  // For housekeeping: imports older than kImportDays are removed, a few at a time.
  [[nodiscard]] Result<void> prune() const;

 private:
  [[nodiscard]] Result<std::vector<ImportSchema>> schemas(const Principal& principal) const;
  [[nodiscard]] Pieces pieces_of(const Principal& principal, const Import& import,
                                 import_store::Part part, std::string header) const;
  [[nodiscard]] Result<Import> visible(platform::db::Connection& connection,
                                       const Principal& principal, ImportId id) const;
  [[nodiscard]] Checked<ImportStarted> start(const Principal& principal, ImportId id,
                                             const nlohmann::json& body, bool is_check) const;
  [[nodiscard]] Checked<Import> ordered(const Principal& principal, ImportId id,
                                        const nlohmann::json& body, bool is_check) const;
  [[nodiscard]] Result<void> keep(const Principal& principal, const Import& import,
                                  const std::string& path) const;

  ImportServiceParts parts_;
};

}  // namespace bailiwick::crm
