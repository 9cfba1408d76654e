// The jobs of an import: a check that writes nothing, and a run. Their payload is {"import": "import_..."}.
//
// A check rehearses all rows and keeps what would come of them. A run in the mode all_or_nothing rehearses first, and where no row is
// wrong writes all in one transaction. In the mode good_rows each block is a transaction of its own, which also moves the
// import's rows_done on: a run that was interrupted (a crash, a cancellation) goes on behind the last block that was committed, and no row is
// written twice, with or without an external id. The file is held in memory while a job runs: its bytes, and 8 bytes a cell.
//
// Errors that end up in jobs: K055 rows are wrong, so nothing was imported; K056 another attempt moved the import on (kUnavailable);
// K057 the file is not there as it was uploaded (kInternal); K058 the job was cancelled (kCancelled); K050, those of make_plan() and of
// reading CSV.
#pragma once

#include <string_view>

#include "crm/import_ports.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::crm {

inline constexpr std::string_view kImportCheckKind = "crm.import_check";
inline constexpr std::string_view kImportRunKind = "crm.import_run";

// What the jobs work with; all outlive the queue they are added to.
struct ImportJobParts {
  platform::db::Database& database;
  const RecordWriter& writer;
  const ReferenceFinder& finder;
  ImportSchemaSource schema;
  const platform::audit::Log& log;
  const RecordWriter* alignment = nullptr;  // of territories and their assignments
};

[[nodiscard]] platform::jobs::JobKind import_check_kind(const ImportJobParts& parts);
[[nodiscard]] platform::jobs::JobKind import_run_kind(const ImportJobParts& parts);

[[nodiscard]] std::string import_payload(ImportId import);

}  // namespace bailiwick::crm
