// A file as UTF-8 text, within limits, or the reason why it cannot be had.
//
// Read in pieces, so that a file of one endless line is refused before it fills the memory. A byte order mark is dropped.
// A file that begins with the mark of UTF-16 is converted, and a note says so.
// Bytes that are not UTF-8 make the whole file be taken for Windows-1252 (a superset of Latin-1's letters) and
// converted, and a note says so. Rules F001 .. F007 (docs/errors/files.md).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::files {

// Things that were converted or assumed, each a sentence for the user.
using Notes = std::vector<std::string>;

inline constexpr std::size_t kLineBytesLimit = std::size_t{1} << 20;
inline constexpr std::size_t kFileBytesLimit = std::size_t{1} << 30;
inline constexpr std::size_t kJsonBytesLimit = std::size_t{512} << 20;

struct TextLimits {
  std::size_t file_bytes = kFileBytesLimit;
  std::size_t line_bytes =
      kLineBytesLimit;  // set to file_bytes where lines mean nothing, as in JSON
};

struct TextFile {
  std::string name;  // as messages call it
  std::string text;  // UTF-8, no byte order mark, no NUL
  Notes notes;
};

[[nodiscard]] Result<TextFile> read_text(const std::filesystem::path& path,
                                         const TextLimits& limits = {});
// The same for bytes that are in memory already (an upload, a test).
[[nodiscard]] Result<TextFile> text_from_bytes(std::string name, std::string bytes,
                                               const TextLimits& limits = {});

}  // namespace bailiwick::platform::files
