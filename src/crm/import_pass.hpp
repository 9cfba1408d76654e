// A file's rows dealt with block by block: read, their references found, written or rehearsed, and told what came of each.
//
// Blocks are kImportBatchRows rows of one level (import_file_rows.hpp), so that the rows which a block's rows name are written before it. A
// block is the same however often it is dealt with. Not thread-safe. O(rows), a few calls of the ports a block.
//
// Problems of rows: F009 and F010, what the file's reader found, and then no others; those of read_row() and of references; K044 an external id that an earlier row has; K061 a territory whose name an
// earlier row has; K067 what was deleted in Salesforce; K045 the row's parent in the file is rejected itself, or its parents go round in a circle; those of the writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/import_file_rows.hpp"
#include "crm/import_model.hpp"
#include "crm/import_plan.hpp"
#include "crm/import_ports.hpp"
#include "crm/import_references.hpp"
#include "platform/db/database.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kImportBatchRows = 2'000;

// Rows at these places of the order.
struct ImportBlock {
  std::size_t begin = 0;
  std::size_t end = 0;
};

inline constexpr std::string_view kLeftOutHeader = "line,column,field,value,problem\n";

struct BlockOutcome {
  ImportOutcome outcome;  // all problems, not the first alone
  std::string rejects;    // the rejected rows as CSV, each with its problems in one more column
  std::string left_out;   // the values that were left out as CSV: kLeftOutHeader
};

class ImportPass {
 public:
  struct Ports {
    const RecordWriter& writer;
    const ReferenceFinder& finder;
  };
  // All outlive it.
  ImportPass(const Ports& ports, const ImportActor& actor, const ImportPlan& plan,
             const platform::files::Csv& file);

  [[nodiscard]] std::size_t row_count() const { return table_.row_count(); }
  // Whether rows may name others of their object, of the file or stored, as their parents.
  [[nodiscard]] bool has_parents() const { return rows_.parent_field().has_value(); }
  // The block that begins at that place, which is before the end.
  [[nodiscard]] ImportBlock block_at(std::size_t begin) const;
  // Reads the rows of a block. Needs no database.
  [[nodiscard]] std::vector<RowDraft> read(const ImportBlock& block) const;
  // Finds what they name and writes them, or, dry, says what would come of it: then blocks come in their order. Errors are of the database.
  // `later` as in RecordBatch.
  [[nodiscard]] Result<BlockOutcome> settle(platform::db::Connection& connection,
                                            std::vector<RowDraft> drafts, bool is_dry,
                                            WordsLater* later = nullptr);
  // Before a transaction is tried once more.
  void forget() { references_.forget_all(); }

 private:
  [[nodiscard]] RowDraft read(std::size_t row) const;
  void judge(RowDraft& draft, bool is_dry);
  void resolve(RowDraft& draft, bool is_dry);
  struct Way {
    bool is_dry = false;
    WordsLater* later = nullptr;
  };
  [[nodiscard]] Result<void> write(platform::db::Connection& connection,
                                   std::span<RowDraft* const> drafts, const FieldsLeft& left,
                                   const Way& way, BlockOutcome& block);
  void leave_out(const RowDraft& draft, BlockOutcome& block) const;
  void refuse(RowDraft& draft, const Written& written) const;
  void reject(const RowDraft& draft, BlockOutcome& block) const;
  [[nodiscard]] ImportProblem row_problem(const RowDraft& draft, const Error& error,
                                          std::string_view field) const;

  Ports ports_;
  ImportActor actor_;
  const ImportPlan& plan_;
  const platform::files::Table& table_;
  std::span<const platform::files::BadRow> bad_rows_;
  std::optional<std::size_t> deleted_column_;  // Salesforce's
  bool has_owners_ = false;                    // the file names them
  FileRows rows_;
  References references_;
  std::vector<bool> is_rejected_;  // of rows that were rehearsed
};

// Adds a block's figures, and its problems as long as there is room.
void add_to(ImportOutcome& outcome, const ImportOutcome& block);

}  // namespace bailiwick::crm
