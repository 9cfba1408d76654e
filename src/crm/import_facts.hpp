// What is found in a file when it is uploaded, beyond its columns: how its cells are written, what its name or headers say of every row, which of its
// texts are no choices of ours, and the notes of all that. Pure. O(cells of the columns that are read).
#pragma once

#include <string_view>

#include "base/time.hpp"
#include "crm/import_columns.hpp"
#include "crm/import_model.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {

struct FileSetting {
  const ImportSchema& schema;
  std::string_view name;  // the file's
  bool has_header = true;
  bool is_utf16 = false;  // before it was read
  Instant came;
};
[[nodiscard]] ImportFacts facts_of_file(const platform::files::Csv& csv, const FileGuess& guess,
                                        const FileSetting& setting);

}  // namespace bailiwick::crm
