// Any bytes as JSON: a document that prints and reads again as itself and is the same as a flat tree, or an error with
// its place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "platform/files/json.hpp"
#include "platform/files/json_tree_reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace files = bailiwick::platform::files;
  const auto file =
      files::text_from_bytes("fuzz.json", std::string(reinterpret_cast<const char*>(data), size));
  if (!file) return 0;
  const auto document = files::parse_json(*file);
  const auto tree = files::parse_json_tree(*file);
  if (tree.has_value() != document.has_value()) std::abort();
  if (!document) {
    if (document.error().message.empty()) std::abort();
    if (tree.error().message != document.error().message) std::abort();
    return 0;
  }
  if (files::testing::library_value(tree->root()) != *document) std::abort();
  const auto again = files::parse_json({"again.json", document->dump(), {}});
  if (!again || *again != *document) std::abort();
  return 0;
}
