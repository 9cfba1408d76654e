// What the headers of files mean: Salesforce's API names, HubSpot's labels, and what people call things in English and Dutch.
//
// Headers are compared plain (import_words.hpp). A target is a field's name ("industry"), that of a currency
// ("amount.currency"), the pipeline of a stage ("stage.pipeline"), or several references of which a cell's id says which is meant ("contact|lead"). Pure. O(list).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "crm/object.hpp"

namespace bailiwick::crm {

enum class ImportSource { kNone, kSalesforce, kHubspot };
[[nodiscard]] std::string_view name_of(ImportSource source);  // "", "salesforce", "hubspot"
[[nodiscard]] std::optional<ImportSource> parse_import_source(std::string_view word);

struct HeaderMeaning {
  std::string_view target;   // empty: known, but nothing to read
  std::size_t position = 0;  // among what the target is called: 0 is the usual word
};
// In files of that source; with kNone in anybody's.
[[nodiscard]] std::optional<HeaderMeaning> meaning_of(std::string_view plain_header,
                                                      ObjectKind object, ImportSource source);

// The object of a Salesforce id by its first three characters ("001..." is an account); nothing unless it is 15 or 18 letters and digits
// with a prefix that is known.
[[nodiscard]] std::optional<ObjectKind> salesforce_object_of(std::string_view id);

}  // namespace bailiwick::crm
