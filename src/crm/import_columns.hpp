// What a file is: where it comes from, which object its rows are, and which column is which field. A guess that people correct.
//
// A column is guessed by its header (the source's own name for a field, the field's name, a custom field's label, what people
// call it in English and Dutch) or, in a file of no known source whose header says nothing, by its values. Never
// two columns to one field: the better guess wins, of equals the column further left, and the other one says so.
// Pure. O(columns * fields + rows of the columns that are judged by their values).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crm/import_field.hpp"
#include "crm/import_headers.hpp"
#include "platform/files/table.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kSamplesShown = 3;
inline constexpr std::size_t kSampleBytesMax = 80;
inline constexpr std::size_t kSampleRows = 1'000;  // judged by their values

enum class GuessWhy {
  kSource,      // the source's own name for the field
  kFieldName,   // as the API calls it
  kOwnField,    // the label or key of a custom field
  kHeader,      // what people call the field
  kHeaderPart,  // the same without what stands in brackets: "Omzet (EUR)"
  kValues,      // its values are of a kind that one field alone has
  kTaken,       // another column is a better guess for the same field
  kNoUse,       // known of the source, but nothing to read
  kUnknown,
};
[[nodiscard]] std::string_view name_of(GuessWhy why);  // "source", "field_name", ...

struct ColumnGuess {
  std::string name;
  std::vector<std::string> samples;  // the first distinct values, cut
  std::string target;  // "annual_revenue", "amount.currency", "contact|lead"; empty: not read
  GuessWhy why = GuessWhy::kUnknown;
  std::string sentence;  // of why
};

struct FileGuess {
  ImportSource source = ImportSource::kNone;
  std::optional<ObjectKind> object;  // absent where nothing fits
  std::vector<ColumnGuess> columns;  // one a column, in their order; no targets without an object
};

// `schemas`: one an object, in the order of ObjectKind; those of the alignment may be left out. `object`: where it is known.
[[nodiscard]] FileGuess guess_file(const platform::files::Table& table,
                                   std::span<const ImportSchema> schemas,
                                   std::optional<ObjectKind> object = std::nullopt);

// Of a typed id ("account_..."), or one of Salesforce's.
[[nodiscard]] std::optional<ObjectKind> object_of_id(std::string_view id);

}  // namespace bailiwick::crm
