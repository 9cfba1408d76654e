// What an import asks of those who know the company's records: what a reference names, and to write records. Ports.
//
// Both are asked for many at once, so that a million rows need some hundreds of calls. Implementations are thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/import_model.hpp"
#include "crm/import_plan.hpp"
#include "crm/record.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// What a text names: nothing, one thing, or several (a name that is not unique).
struct ReferenceAnswer {
  enum class Found { kNone, kOne, kSeveral };
  Found found = Found::kNone;
  Uuid id = {};  // of kOne
};

class ReferenceFinder {
 public:
  virtual ~ReferenceFinder() = default;
  // One answer a text, in their order. A record is named by its id ("account_..."), by its external id, else by its title where just one has it; a
  // person by id, e-mail address or name; a territory by id or name. Only what the actor sees is found, and nothing deleted.
  [[nodiscard]] virtual Result<std::vector<ReferenceAnswer>> find(
      platform::db::Connection& connection, const ImportActor& actor, const ReferenceTarget& target,
      std::span<const std::string> texts) const = 0;
};

class WordsLater;  // record_words.hpp

// Records of one object, all with the same fields set.
struct RecordBatch {
  ImportActor actor;
  ObjectKind object = ObjectKind::kAccount;
  // What is to be set, empty values too; everything else of a record that is there stays as it is.
  std::span<const std::size_t> fields;              // of the object, ascending
  std::span<const std::size_t> fields_of_new = {};  // to be set besides in records that are added
  std::span<const std::string> custom_keys;  // a key that a record's `custom` lacks is emptied
  // An id that is not nil: change that record. Else an external id that is not empty: change the record that has it, or add one. Else add
  // one. No two records of a batch have the same id or external id.
  std::span<const Record> records;
  bool is_dry =
      false;  // say what would be done, and write nothing: the connection may be one of read()
  // New records without an owner belong to the actor; false where the file has owners of its own, whom nobody here may know.
  bool is_actors = true;
  // External ids are Salesforce's in their long form: where no record has one, that with its short form is meant, and gets the long one.
  bool is_salesforce = false;
  // Where the words of new records are kept, to be written before the transaction ends; null: they are written at once.
  WordsLater* later = nullptr;
};

// What became of a record.
struct Written {
  enum class What { kAdded, kUpdated, kUnchanged, kRefused };
  What what = What::kAdded;
  std::optional<Error> refusal = {};  // of kRefused: why
  std::string field = {};  // of kRefused: which field is at fault; empty: the record as such
};

// The object's fields with the company's own, and the stages of its pipelines (of opportunities alone).
using ImportSchemaSource = std::function<Result<ImportSchema>(platform::db::Connection& connection,
                                                              TenantId tenant, ObjectKind object)>;

class RecordWriter {
 public:
  virtual ~RecordWriter() = default;
  // One answer a record, in their order. A record that is refused leaves the others as they are; an error is of the database.
  // Refused is what only the whole record or the database tells: a required field of a new record, an id that is not there
  // or not to be changed, an external id of a deleted record, a circle of parents.
  [[nodiscard]] virtual Result<std::vector<Written>> write(platform::db::Connection& connection,
                                                           const RecordBatch& batch) const = 0;
};

}  // namespace bailiwick::crm
