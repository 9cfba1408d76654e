// An import: a file, what it was found to be, what its columns are to be read as, and what came of it. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "crm/import_columns.hpp"
#include "crm/import_dates.hpp"
#include "crm/import_note.hpp"
#include "crm/import_values.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::crm {

struct ImportTag {
  static constexpr std::string_view kPrefix = "import";
};
using ImportId = Uid<ImportTag>;

inline constexpr std::uint64_t kImportBytesMax = std::uint64_t{1} << 30;
inline constexpr std::size_t kImportNameBytesMax = 200;
inline constexpr std::size_t kProblemsShown = 100;
inline constexpr std::size_t kImportsShown = 50;
inline constexpr std::size_t kUnknownValuesShown = 100;

// A company, and who of it wants the import: what this person sees is what its references can name.
struct ImportActor {
  TenantId tenant;
  PersonId person;
};

enum class ImportState { kUploaded, kChecking, kChecked, kRunning, kDone, kCancelled, kFailed };
[[nodiscard]] std::string_view name_of(ImportState state);  // "uploaded", ...
[[nodiscard]] std::optional<ImportState> parse_import_state(std::string_view word);

enum class ImportMode { kAllOrNothing, kGoodRows };
[[nodiscard]] std::string_view name_of(ImportMode mode);  // "all_or_nothing", "good_rows"
[[nodiscard]] std::optional<ImportMode> parse_import_mode(std::string_view word);

// What becomes of a row with a value that is not understood, or names nothing, in a field that may be empty.
enum class WrongValues { kRejectRow, kLeaveOut };
[[nodiscard]] std::string_view name_of(WrongValues what);  // "reject_row", "leave_out"
[[nodiscard]] std::optional<WrongValues> parse_wrong_values(std::string_view word);

// What a field without a column, or an empty cell of it, is read as.
struct ImportDefault {
  std::string target;  // a field
  std::string text;

  friend bool operator==(const ImportDefault&, const ImportDefault&) = default;
};

// A text in a field of choices or stages that is none of ours, and in how many rows it stands.
struct UnknownValue {
  std::string field;
  std::string text;
  std::int64_t count = 0;

  friend bool operator==(const UnknownValue&, const UnknownValue&) = default;
};

// What stands for a required value that new records lack (import_stand_in.hpp), and in how many.
struct StandInCount {
  std::string field;
  std::string from;
  std::int64_t count = 0;

  friend bool operator==(const StandInCount&, const StandInCount&) = default;
};

// What was found in the file when it was uploaded.
struct ImportFacts {
  std::int64_t row_count = 0;
  char delimiter = ',';
  char decimal_mark = '.';
  DateOrder date_order = DateOrder::kDmy;
  ImportSource source = ImportSource::kNone;
  bool has_header = true;    // how the file is read: its first row has the columns' names
  bool looks_headed = true;  // what it was taken for (import_head.hpp)
  std::vector<ImportNote> notes;
  std::vector<ColumnGuess> columns;
  std::vector<ImportDefault> defaults = {};       // what its name or headers say of every row
  std::vector<UnknownValue> unknown_values = {};  // by the columns as they are guessed
};

// What people decided about it.
struct ImportOrder {
  struct Column {
    std::string name;    // of the file
    std::string target;  // as in ColumnGuess
  };
  // What a text in a field of choices or stages means.
  struct Meaning {
    std::string target;  // a field
    std::string text;    // of the cell; of a stage perhaps with its pipeline in brackets
    std::string choice;  // a word of the field, or a stage; empty: nothing
  };
  std::vector<Column> mapping;
  std::vector<ImportDefault> defaults = {};
  std::vector<Meaning> meanings = {};
  CellForm form;
  ImportMode mode = ImportMode::kAllOrNothing;
  WrongValues wrong_values = WrongValues::kRejectRow;
};

// What is wrong with a row, or with a value that was left out of one.
struct ImportProblem {
  std::int64_t line = 0;
  std::string column;  // its header; empty: of the row as a whole
  std::string field;
  std::string value;  // cut
  std::string rule;
  std::string message;
  bool is_left_out = false;  // the row is taken, and its field stays as it is

  friend bool operator==(const ImportProblem&, const ImportProblem&) = default;
};

struct ImportOutcome {
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;                      // rows
  std::int64_t left_out = 0;                      // values, of rows that are taken
  std::vector<ImportProblem> problems = {};       // the first kProblemsShown
  std::vector<StandInCount> stood_in = {};        // of rows that are added
  std::vector<UnknownValue> unknown_values = {};  // the first kUnknownValuesShown

  friend bool operator==(const ImportOutcome&, const ImportOutcome&) = default;
};

struct Import {
  ImportId id;
  ObjectKind object = ObjectKind::kAccount;
  std::string name;
  ImportState state = ImportState::kUploaded;
  ImportFacts facts;
  std::optional<ImportOrder> order;
  std::optional<ImportOutcome> outcome;
  std::optional<platform::jobs::JobId> job;  // the last one
  // How many rows, of those in the file's order, are dealt with: a run that was interrupted goes on there.
  std::int64_t rows_done = 0;
  Instant created_at;
  PersonId created_by;
};

}  // namespace bailiwick::crm
